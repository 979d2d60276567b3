//! The account API, which a loose API Blueprint describes: the generated client against the generated server.

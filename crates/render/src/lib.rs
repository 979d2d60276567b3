//! Templates and the token gate.

//! MSON: the descriptions of data in blueprints.

//! Small descriptions and what is written for them.

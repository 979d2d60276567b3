//! Writes, checks and collects generated files.

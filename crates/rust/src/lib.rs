//! The Rust plan of a model: names, types, literals and documentation.

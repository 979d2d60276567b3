//! API descriptions into Rust crates: the library that joins the stages, and the command.

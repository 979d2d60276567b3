//! The target that writes axum server crates.

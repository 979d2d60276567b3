//! Specwright for build scripts.

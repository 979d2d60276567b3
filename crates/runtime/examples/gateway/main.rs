//! A gateway written by hand: what a generated gateway crate consists of.
//!
//! `USERS_KEY=… cargo run --features gateway --example gateway -- --upstream http://127.0.0.1:8000`

#[cfg(feature = "gateway")]
mod api;

#[cfg(feature = "gateway")]
fn main() -> std::process::ExitCode {
    specwright_runtime::gateway::run(&api::DEFINITION)
}

#[cfg(not(feature = "gateway"))]
fn main() {}

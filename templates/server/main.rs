//! Serves the mock of the API: `--mock`, and `--help` for the rest.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    specwright_runtime::server::Program::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
        .mock({{ library }}::mock::router)
        .run()
}

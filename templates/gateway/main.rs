//! Serves the gateway: `--help` says what can be set.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    specwright_runtime::gateway::run(&{{ library }}::DEFINITION)
}

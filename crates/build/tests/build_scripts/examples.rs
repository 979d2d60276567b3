//! The examples, as a newcomer would run them.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::support::{cargo, target, workspace};

/// A program that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_example_of_a_client_calls_the_example_of_a_server() {
    for example in ["partner-server", "partner-client"] {
        let ran = cargo(&["build"], &workspace().join("examples").join(example));
        assert!(ran.succeeded, "{ran:?}");
    }
    let program = |name: &str| Command::new(target().join("debug").join(name));
    let server = program("partner-server-example")
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .spawn();
    let mut server = Running(server.unwrap());
    let mut said = String::new();
    let output = server.0.stdout.take().unwrap();
    BufReader::new(output).read_line(&mut said).unwrap();
    let address = said.trim().strip_prefix("listening on ").unwrap();

    let call = |key: &str| program("partner-client-example").args([address, key]).output().unwrap();
    let output = call("a secret key");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, "locked: 1 of Some(2)\n2: Lighthouse\n");
    assert!(!call("another key").status.success());
}

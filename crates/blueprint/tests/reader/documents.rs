//! Whole documents: what is read of those that are fine or nearly so, and what is said of those that are not.

use specwright_diagnostics::{Format, Severity};

use super::Reading;

#[test]
fn documents_are_read() {
    insta::glob!("../documents", "*.apib", |path| {
        let reading = Reading::of_file(path).expect("it can be read");
        let findings = reading.findings(Format::Concise);
        assert_eq!(
            reading.findings.count(Severity::Error),
            0,
            "{} has errors:\n{findings}",
            path.display()
        );
        insta::assert_snapshot!(format!("{}{findings}", reading.outline()));
    });
}

#[test]
fn assumptions_are_said() {
    insta::glob!("../must-warn", "*.apib", |path| {
        let reading = Reading::of_file(path).expect("it can be read");
        let findings = reading.findings(Format::Full);
        let name = path.display();
        assert_eq!(
            reading.findings.count(Severity::Error),
            0,
            "{name} has errors:\n{findings}"
        );
        assert!(!reading.findings.is_empty(), "nothing is said of {name}");
        insta::assert_snapshot!(findings);
    });
}

#[test]
fn mistakes_are_errors() {
    insta::glob!("../must-fail", "*.apib", |path| {
        let reading = Reading::of_file(path).expect("it can be read");
        let findings = reading.findings(Format::Full);
        assert!(
            reading.findings.has_errors(),
            "{} has no error:\n{findings}",
            path.display()
        );
        insta::assert_snapshot!(findings);
    });
}

//! Findings point at what they are about, byte for byte, however the document is written.

use super::Reading;

/// Reads a text, and checks what stands at the place of its first finding of a rule.
fn check(text: &str, code: &str, expected: &str) {
    let reading = Reading::of("api.apib", text);
    let finding = reading.findings.iter().find(|finding| finding.rule.code == code);
    let location = finding.and_then(|finding| finding.location);
    let place = location.map(|location| reading.files.slice(location));
    assert_eq!(
        place,
        Some(expected),
        "{code} of {text:?}, which has {:?}",
        reading.codes()
    );
}

/// The same text with each kind of line end, and with tabs for each four spaces of indentation.
fn check_forms(text: &str, code: &str, expected: &str) {
    for (form, expected) in [
        (text.to_owned(), expected.to_owned()),
        (text.replace('\n', "\r\n"), expected.replace('\n', "\r\n")),
        (text.replace('\n', "\r"), expected.replace('\n', "\r")),
        (text.replace("    ", "\t"), expected.replace("    ", "\t")),
        (format!("\u{FEFF}{text}"), expected.to_owned()),
        (format!("é 🦊 漢\n\n{text}"), expected.to_owned()),
    ] {
        check(&form, code, &expected);
    }
}

#[test]
fn headings() {
    check_forms("#####[GET /a]\n", "loose-heading", "#####");
    check_forms("# group Users\n# GET /a\n", "loose-heading", "group");
    check_forms("# Users [GET]\n", "action-without-uri", "# Users [GET]");
    check_forms("# GET /a/<ä>/{b\n", "loose-uri-template", "{b");
    check_forms("# GET /ä/<key>\n", "loose-uri-template", "<key>");
    check_forms("# GET /a\u{3000}b\n", "loose-uri-template", "\u{3000}");
    check_forms(
        "# A [GET /a/{b}]\n\n# C [GET /a/{d}]\n",
        "same-route",
        "# C [GET /a/{d}]",
    );
    check_forms("Users [GET /a b]\n===\n", "loose-uri-template", " ");
}

#[test]
fn sections() {
    check_forms(
        "# GET /a\n+ Parameter\n    + b (string)\n",
        "loose-section",
        "Parameter",
    );
    check_forms("# GET /a\n+ Response 2x0\n", "loose-section", "2x0");
    check_forms("# GET /a\n+ Response 700\n", "invalid-response-status", "700");
    check_forms("# GET /a\n+ Response 200\n\n    [Gone][]\n", "unknown-model", "Gone");
    check_forms(
        "# GET /a{?b}\n+ Parameters\n    + b: x (number)\n",
        "parameter-contradiction",
        "x",
    );
    check_forms(
        "# GET /a{?b}\n+ Parameters\n    + b: 1 (numbr)\n",
        "assumed-type",
        "numbr",
    );
}

#[test]
fn header_fields() {
    let head = "# GET /a\n+ Response 200\n    + Headers\n\n";
    check_forms(&format!("{head}            Ärger: no\n"), "invalid-header", "Ärger: no");
    check_forms(
        &format!("{head}            A: b\n            no field\n"),
        "invalid-header",
        "no field",
    );
}

#[test]
fn bodies() {
    let head = "# GET /a\n+ Response 200 (application/json)\n\n";
    check_forms(&format!("{head}        {{\"ä\": tru}}\n"), "body-not-json", "}");
    check_forms(
        &format!("{head}        {{\n          \"a\": 1,\n          b: 2\n        }}\n"),
        "body-not-json",
        "b",
    );
    check_forms(&format!("{head}        [\n        1 2]\n"), "body-not-json", "2");
}

#[test]
fn types() {
    let head = "# Data Structures\n## Cat\n";
    check_forms(&format!("{head}+ name (strng)\n"), "unknown-type", "strng");
    check_forms(&format!("{head}+ ä: 🦊 (number)\n"), "invalid-type-value", "🦊");
    check_forms(&format!("{head}+ a\n+ a\n"), "repeated-member", "a");
}

use super::translate;

#[track_caller]
fn check(pattern: &str, expected: &str) {
    let translated = translate(pattern).unwrap_or_else(|reason| format!("not checked: {reason}"));
    assert_eq!(translated, expected, "{pattern}");
}

#[test]
fn signs_that_mean_the_same_stay() {
    check("", "");
    check("^[a-z]+(?:-[a-z]+)*$", r"^[a-z]+(?:-[a-z]+)*$");
    check("a{2}b{2,}c{2,3}?d|e", "a{2}b{2,}c{2,3}?d|e");
    check(r"\t\n\r\*\.\\", "\t\n\r\\*\\.\\\\");
    check(r"\p{L}\P{Script=Greek}", r"[\p{L}][\P{Script=Greek}]");
}

#[test]
fn sets_are_those_of_ecma() {
    check(r"\d\D", "[0-9][^0-9]");
    check(r"[\d.]", r"[0-9\.]");
    check(r"[^\w-]", r"[^0-9A-Z_a-z\-]");
    check(r"[\W\D]", "[[^0-9A-Z_a-z][^0-9]]");
    check(r"[\w-.]", r"[0-9A-Z_a-z\-\.]");
    check(r".", r"[^\n\r\u{2028}\u{2029}]");
    check(
        r"\s",
        r"[\t\n\x0B\x0C\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}]",
    );
    check(r"\bword\B", r"(?-u:\b)word(?-u:\B)");
    check(r"[\b]", "[\u{8}]");
    check("[]", "[a&&b]");
    check("[^]", "(?s:.)");
}

#[test]
fn escapes_are_those_of_ecma() {
    check(r"\/\-\<\@", r"/\-<@");
    check(r"\x41\u0041\u{1f600}\uD83D\uDE00\cJ\0", "AA😀😀\n\0");
    check(r"\u005b", r"\[");
    check(r"[\u0000-\u001f]", "[\0-\u{1f}]");
    check(r"\v\f", "\u{b}\u{c}");
}

#[test]
fn signs_that_only_regex_knows_are_themselves() {
    check("[a&&b]", r"[a\&\&b]");
    check("[[a]", r"[\[a]");
    check(
        "[a--b]",
        "not checked: invalid character class range, the start must be <= the end",
    );
    check("[~~#]", r"[\~\~\#]");
    check("{a}", r"\{a\}");
    check("a{,5}", r"a\{,5\}");
    check("x{", r"x\{");
    check("]", r"\]");
}

#[test]
fn names_of_groups_are_dropped() {
    check("(?<year>[0-9]{4})(?P<year>x)", "(?:[0-9]{4})(?:x)");
}

#[test]
fn what_is_not_linear_or_no_expression_is_not_checked() {
    let look_around = "not checked: look-ahead and look-behind cannot be matched in linear time";
    check("(?=a)", look_around);
    check("(?!a)", look_around);
    check("(?<=a)", look_around);
    check("(?<!a)", look_around);
    check(
        r"(a)\1",
        "not checked: back-references cannot be matched in linear time",
    );
    check(
        r"(?<n>a)\k<n>",
        "not checked: back-references cannot be matched in linear time",
    );
    check("(", "not checked: unclosed group");
    check("[a", "not checked: a class is not closed");
    check("a\\", "not checked: the expression ends in a backslash");
    check(r"\A", r"not checked: `\A` is no escape");
    check(r"\u12", r"not checked: `\u` stands before no character");
    check(r"\uD83D", r"not checked: `\u` stands before no character");
    check("*", "not checked: repetition operator missing expression");
    check(r"\p{Nothing}", "not checked: Unicode property not found");
}

#[test]
fn any_length_is_bounded() {
    for part in ["(", "(?<", "{", "{1,", "[", "[^", "\\u{", "\\p{", "a{1000}"] {
        let _ = translate(&part.repeat(50_000));
    }
}

#[test]
fn a_payload_stays_an_expression() {
    check(r#""; pub fn injected\(\) \{\} //"#, r#""; pub fn injected\(\) \{\} //"#);
}

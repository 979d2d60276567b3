//! Which paths fit which templates, and with which values.

use super::*;

/// Matches `path` against `template` and writes the values down, `-` standing for no match.
fn check(template: &'static str, path: &str, expected: &str) {
    let found = match PathTemplate::parse(template).matches(path) {
        None => "-".to_owned(),
        Some(values) => values
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join(" "),
    };
    assert_eq!(found, expected, "{template} with {path}");
}

#[test]
fn literal_segments() {
    check("/", "/", "");
    check("/", "/a", "-");
    check("/a/b", "/a/b", "");
    check("/a/b", "/a", "-");
    check("/a/b", "/a/b/", "-");
    check("/a/b/", "/a/b/", "");
    check("/a/b/", "/a/b", "-");
    check("/a/b", "/a/%62", "");
    check("/a/b", "/a%2Fb", "-");
    check("/a b/é", "/a%20b/%C3%A9", "");
    check("/a b/é", "/a%20b/é", "");
    check("/a", "a", "-");
    check("/a", "", "-");
    check("/a", "*", "-");
    check("/a{", "/a%7B", "");
}

#[test]
fn whole_segment_variables() {
    check("/x/{id}", "/x/7", "id=7");
    check("/x/{id}", "/x/", "id=");
    check("/x/{id}", "/x", "-");
    check("/x/{id}", "/x/7/", "-");
    check("/x/{id}", "/x/a%2Fb", "id=a%2Fb");
    check("/x/{id}", "/x/%FF%00%zz", "id=%FF%00%zz");
    check("/x/{id}", "/x/..", "id=..");
    check("/x/{id}/y", "/x/../y", "id=..");
    check("/{a}/{b}", "/1/2", "a=1 b=2");
    check("/{a}/{b}", "//2", "a= b=2");
}

#[test]
fn variables_beside_literal_text() {
    check("/{id}.json", "/7.json", "id=7");
    check("/{id}.json", "/a.json.json", "id=a.json");
    check("/{id}.json", "/7%2Ejson", "id=7");
    check("/{id}.json", "/.json", "-");
    check("/{id}.json", "/7.xml", "-");
    check("/{a}-{b}", "/x-y-z", "a=x b=y-z");
    check("/{a}-{b}", "/-x-y", "a=-x b=y");
    check("/{a}-{b}", "/xy", "-");
    check("/{a}..{b}", "/1..2", "a=1 b=2");
    check("/v{n}/{id}:cancel", "/v1/op%3A1:cancel", "n=1 id=op%3A1");
    check("/{id}{extension}", "/7.json", "id=7 extension=.json");
    check("/{id}{extension}", "/a.b.xml", "id=a.b extension=.xml");
    check("/{id}{extension}", "/7", "-");
    check("/{id}{extension}", "/.json", "-");
    check("/{a}é", "/x%c3%a9", "a=x");
    check("/{a}-{b}-c", "/1-2-c", "a=1 b=2");
}

#[test]
fn the_rest_of_a_path() {
    check("/files/{+path}", "/files/a/b/c", "path=a/b/c");
    check("/files/{+path}", "/files/", "path=");
    check("/files/{+path}", "/files", "-");
}

#[test]
fn precedence_prefers_literal_text() {
    let mut templates = [
        "/{+rest}",
        "/{a}/{b}",
        "/{a}",
        "/x/{b}",
        "/{a}.json",
        "/x",
        "/x/mine",
        "/{a}/y",
    ]
    .map(|template| (template, PathTemplate::parse(template)));
    templates.sort_by(|(_, one), (_, other)| one.precedence(other));
    let order: Vec<&str> = templates.iter().map(|(template, _)| *template).collect();
    assert_eq!(
        order,
        [
            "/x",
            "/x/mine",
            "/x/{b}",
            "/{a}.json",
            "/{a}",
            "/{a}/y",
            "/{a}/{b}",
            "/{+rest}"
        ]
    );
}

#[test]
fn percent_signs_must_introduce_two_digits() {
    for (text, expected) in [
        ("a%20b", true),
        ("%", false),
        ("%2", false),
        ("%zz", false),
        ("%é1", false),
    ] {
        assert_eq!(well_encoded(text), expected, "{text}");
    }
}

//! Mistakes have a place in their template: the words that are wrong.

use minijinja::context;
use quote::quote;

use super::*;

/// The mistake in `template`, which may include `part`.
fn mistake(template: &str, part: &str) -> (Error, Templates) {
    let mut templates = Templates::default();
    templates.insert("part.rs", part);
    templates.insert("test.rs", template);
    let name = Tokens::new(quote!(list_pets));
    let names = [Tokens::new(quote!(a)), Tokens::new(quote!(b))];
    let fields = [context! { name => name.clone(), docs => Tokens::new(quote!(#[doc = " Says more."])) }];
    let context = context! { name, names, fields };
    let error = templates.render("test.rs", context).expect_err("is refused");
    (error, templates)
}

/// Checks the template, the line, and the words of a mistake. `template` may include `part.rs`, a text with a mistake.
fn check(template: &str, part: &str, expected: (&str, usize, &str)) {
    let (error, templates) = mistake(template, part);
    let place = error.place().expect("a place");
    let text = templates.text(&place.name).expect("a template");
    let words = place.range.clone().and_then(|range| text.get(range));
    let found = (place.name.as_str(), place.line, words);
    assert_eq!(found, (expected.0, Some(expected.1), Some(expected.2)), "{error}");
}

#[test]
fn what_minijinja_finds_is_where_it_finds_it() {
    check("\n\n{{ name }} {{ nmae }}", "", ("test.rs", 3, "nmae"));
    check(
        "\n{% for a in names %}\n{{ a|upper }}{% endfor %}",
        "",
        ("test.rs", 3, "upper"),
    );
    check("{% include \"part.rs\" %}", "\n\n{{ nmae }}", ("part.rs", 3, "nmae"));
    check("\n{{ names }}", "", ("test.rs", 2, "names"));
    let (error, _) = mistake("\n{% if name %}", "");
    assert_eq!(error.place().and_then(|place| place.line), Some(2));
    let (error, _) = mistake("{% include \"part.rs\" %}", "\n{{ name");
    assert_eq!(error.place().and_then(|place| place.line), Some(2));
}

#[test]
fn what_the_gate_finds_is_the_value() {
    check("fn a() {}\n// {{ name }}\nfn b() {}", "", ("test.rs", 2, "name"));
    check("const A: &str =\n  \"\n{{ name }}\";", "", ("test.rs", 3, "name"));
    check(
        "\n{% include \"part.rs\" %}",
        "\n\n\nfn get_{{ name }}() {}",
        ("part.rs", 4, "name"),
    );
    check(
        "{% for it in fields %}\nfn get_{{ it.name }}() {}{% endfor %}",
        "",
        ("test.rs", 2, "it.name"),
    );
    check("\nfn __hole_3() {}", "", ("test.rs", 2, "__hole_"));
}

#[test]
fn what_is_no_rust_is_the_first_token_that_cannot_stand_there() {
    check("fn a() {}\n\nfn b( {}\n", "", ("test.rs", 3, "("));
    check("fn a() {}\n\nfn b(} {}\n", "", ("test.rs", 3, "}"));
    check("fn a() {}\n}\nfn b() {}", "", ("test.rs", 2, "}"));
    check(
        "fn a() {}\n\nconst A: B = B {} + 1;\nfnn b() {}\n",
        "",
        ("test.rs", 4, "fnn"),
    );
    check(
        "//! Docs.\n\nfn a() {\n    b(1)\n        .c({{ name }} {{ name }}::d)\n}\n",
        "",
        ("test.rs", 5, "{{ name }}"),
    );
    check("fn a(\n    b: u8 c\n) {}", "", ("test.rs", 2, "c"));
    check("fn a() {\n    let b = ;\n}\n", "", ("test.rs", 2, ";"));
    check("fn a() {\n    b(\n        c +\n    );\n}\n", "", ("test.rs", 3, "+"));
    check("{% if name %}struct A{% endif %} B;", "", ("test.rs", 1, "B"));
    check("/// Of nothing.\n", "", ("test.rs", 1, "/// Of nothing."));
    check(
        "{% for name in names %}\nfn {{ name }}() {}\n{% endfor %}\n\n{% include \"part.rs\" %}",
        "// a\n{{ name }}\n",
        ("part.rs", 2, "{{ name }}"),
    );
    check(
        "{% include \"part.rs\" %}\nfn b() -> {}\n",
        "fn {{ name }}() {}\n",
        ("test.rs", 2, "{"),
    );
}

/// Checks which value there is none of, and which there are in its place.
fn check_known(template: &str, part: &str, expected: (&str, &[&str])) {
    let (error, _) = mistake(template, part);
    let Error::UnknownValue { value, known, .. } = &error else {
        panic!("{error}");
    };
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    assert_eq!((value.as_str(), known.as_slice()), expected);
}

#[test]
fn a_value_that_is_not_given_is_told_with_those_that_are() {
    check_known("{{ nmae }}", "", ("nmae", &["fields", "name", "names"]));
    check_known(
        "{% if nmae == 1 %}{% endif %}",
        "",
        ("nmae", &["fields", "name", "names"]),
    );
    check_known(
        "{% for a in names %}{{ a }}{% endfor %}{% for name in nmaes %}{% endfor %}",
        "",
        ("nmaes", &["fields", "name", "names"]),
    );
    // What a value has.
    let (open, close) = ("{% for it in fields %}", "{% endfor %}");
    let known = ["it.docs", "it.name"].as_slice();
    check_known(&format!("{open}{{{{ it.nmae }}}}{close}"), "", ("it.nmae", known));
    check_known(
        &format!("{open}{{% if 1 == it.nmae.a %}}{{% endif %}}{close}"),
        "",
        ("it.nmae", known),
    );
    // What loops and blocks around it give.
    let known = ["fields", "it", "name", "names"].as_slice();
    check_known(&format!("{open}{{{{ ti.name }}}}{close}"), "", ("ti", known));
    check_known(
        &format!("{open}{{% include \"part.rs\" %}}{close}"),
        "{% for other in names %}{% endfor %}{% with a = 1, b = 2 %}{{ ti }}{% endwith %}",
        ("ti", &["a", "b", "fields", "it", "name", "names"]),
    );
    // What has another name where it is used.
    check_known(
        "{% with a = nmae %}{% include \"part.rs\" %}{% endwith %}",
        "{{ a }}",
        ("nmae", &["fields", "name", "names"]),
    );
}

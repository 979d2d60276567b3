use std::fmt::Write;

use super::*;
use crate::mson::type_definition::TypeName;

/// The parts of a signature, one word for each kind.
fn show(signature: &Signature<'_>) -> String {
    let mut shown = String::new();
    if let Some(name) = signature.name {
        let mark = if signature.is_variable { "variable" } else { "name" };
        let _ = write!(shown, "{mark}={} ", name.text);
    }
    if let Some(types) = &signature.name_types {
        let _ = write!(shown, "of{} ", show_types(types));
    }
    for value in &signature.values {
        let mark = match (value.is_emphasised, signature.is_default) {
            (true, _) => "sample",
            (false, true) => "default",
            (false, false) => "value",
        };
        let _ = write!(shown, "{mark}={} ", value.text.text);
    }
    let types = show_types(&signature.types);
    if types != "()" {
        let _ = write!(shown, "{types} ");
    }
    if let Some(text) = signature.description {
        let mark = if signature.stray.is_some() { "stray" } else { "text" };
        let _ = write!(shown, "{mark}={} ", text.text);
    }
    shown.trim_end().to_owned()
}

fn show_types(types: &TypeDefinition<'_>) -> String {
    let mut parts: Vec<String> = types.base.iter().map(show_type).collect();
    parts.extend(types.attributes.iter().map(|(attribute, _)| format!("{attribute:?}")));
    parts.extend(types.surplus.iter().map(|it| format!("?{}", it.text)));
    format!("({})", parts.join(" "))
}

fn show_type(name: &TypeName<'_>) -> String {
    let nested: Vec<String> = name.nested.iter().map(show_type).collect();
    let mark = if name.is_variable { "*" } else { "" };
    if nested.is_empty() {
        format!("{mark}{}", name.name.text)
    } else {
        format!("{mark}{}[{}]", name.name.text, nested.join(" "))
    }
}

fn check<'t>(read: fn(Line<'t>) -> Signature<'t>, text: &'t str, expected: &str) {
    assert_eq!(show(&read(Line::new(text, 0))), expected, "{text}");
}

fn check_property(text: &str, expected: &str) {
    check(Signature::property, text, expected);
}

fn check_parameter(text: &str, expected: &str) {
    check(Signature::parameter, text, expected);
}

#[test]
fn properties_have_names_values_types_and_descriptions() {
    check_property("id", "name=id");
    check_property("id - text", "name=id text=text");
    check_property("id: 42", "name=id value=42");
    check_property(
        "id: 42 (required, number) - the - text",
        "name=id value=42 (number Required) text=the - text",
    );
    check_property("house number (number)", "name=house number (number)");
    check_property("cvv : `123` (string)", "name=cvv value=123 (string)");
    check_property("key: (string) - text", "name=key (string) text=text");
    check_property("at: 10:30", "name=at value=10:30");
    check_property("a: b - c (string)", "name=a value=b text=c (string)");
    check_property("id (number)-text", "name=id (number) text=text");
    check_property("id -", "name=id");
}

#[test]
fn marks_protect_what_they_enclose() {
    check_property("`a:b (c)`:`d - e, f` (string)", "name=a:b (c) value=d - e, f (string)");
    check_property("``a`b``: x", "name=a`b value=x");
    check_property("**id**: **a**", "name=id value=a");
    check_property("key: ``", "name=key value=``");
    check_property("a: `x, y`, z", "name=a value=x, y value=z");
}

#[test]
fn emphasis_makes_samples_and_variables() {
    check_property("a: *b*", "name=a sample=b");
    check_property("*self*: a (Link)", "variable=self value=a (Link)");
    check_property("*rel (Relation)*: url", "variable=rel of(Relation) value=url");
    check_property("a: *1*,*2*", "name=a sample=1 sample=2");
    check_property("*a*b: 1", "name=*a*b value=1");
}

#[test]
fn parentheses_are_types_where_they_can_be() {
    check_property("a: foo (bar) baz (string)", "name=a value=foo (bar) baz (string)");
    check_property("a: 42 (number) text", "name=a value=42 (number) stray=text");
    check_property("a: foo (bar) baz", "name=a value=foo (bar) baz");
    check_property("a (required) text", "name=a (Required) stray=text");
    check_property("a: 1 (", "name=a value=1 (");
    check_property("a ((b)) - c", "name=a ((b)) text=c");
}

#[test]
fn type_definitions_hold_types_and_attributes() {
    check_property(
        "a (Optional, array[number, array[Test Run]], FIXED-TYPE)",
        "name=a (array[number array[Test Run]] Optional FixedType)",
    );
    check_property("a (array[*T*], nullable)", "name=a (array[*T] Nullable)");
    check_property("a ([Person][])", "name=a (Person)");
    check_property("a ([Person](#person))", "name=a (Person)");
    check_property("a (array[])", "name=a (array)");
    check_property("a (string, number)", "name=a (string ?number)");
    check_property("a (string, pattern=\"x,y\")", "name=a (string ?pattern=\"x ?y\")");
    check_property("a (default, sample, fixed,)", "name=a (Default Sample Fixed)");
    check_property("a ()", "name=a");
}

#[test]
fn elements_have_no_names() {
    let check_element = |text: &'static str, expected: &str| check(Signature::element, text, expected);
    check_element("(object)", "(object)");
    check_element("foo: bar", "value=foo: bar");
    check_element(
        "1, 2 (array[number]) - text",
        "value=1 value=2 (array[number]) text=text",
    );
    check_element("active - active user", "value=active text=active user");
    check_element("", "");
    check_property(": 42 (number)", "value=: 42 (number)");
    check_property("(object)", "(object)");
}

#[test]
fn parameters_may_have_the_old_form() {
    check_parameter(
        "id: 42 (number, required) - text",
        "name=id value=42 (number Required) text=text",
    );
    check_parameter(
        "id (required, string, `4,2`) ... text",
        "name=id value=4,2 (string Required) text=text",
    );
    check_parameter("id (`42`, string)... text", "name=id value=42 (string) text=text");
    check_parameter("id = `1` (optional) … text", "name=id default=1 (Optional) text=text");
    check_parameter("id (optional, number, 42)", "name=id value=42 (number Optional)");
    check_parameter("id ... text", "name=id text=text");
    check_parameter("id: 1 (string, `2`)", "name=id value=1 (string)");
    check_parameter(
        "limit: '10' (optional, int) - text",
        "name=limit value='10' (int Optional) text=text",
    );
}

#[test]
fn titles_have_names_and_bases() {
    let check_title = |text: &'static str, expected: &str| check(Signature::title, text, expected);
    check_title("Test Run", "name=Test Run");
    check_title("X(object)", "name=X (object)");
    check_title("A (array[B], fixed)", "name=A (array[B] Fixed)");
    check_title("A (b) c", "name=A (b) c");
}

#[test]
fn long_and_deep_lines_are_read_in_bounds() {
    for line in [
        "(".repeat(20_000),
        format!("a: {}", "[".repeat(20_000)),
        format!("a ({}", "array[".repeat(5_000)),
        format!("a{}b", " ".repeat(50_000)),
        format!("a: {}", "(`".repeat(10_000)),
        format!("a: {}", "x (y) ".repeat(5_000)),
        format!("a ({})", "a, ".repeat(10_000)),
    ] {
        assert_eq!(Signature::property(Line::new(&line, 0)).line.text, line.trim());
    }
}

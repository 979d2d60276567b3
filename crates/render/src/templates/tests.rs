use minijinja::context;
use quote::quote;

use super::*;
use crate::Tokens;

fn render(template: &str) -> Result<String, Error> {
    let mut templates = Templates::default();
    templates.insert("test.rs", template);
    templates.render(
        "test.rs",
        context! {
            name => Tokens::new(quote!(list_pets)),
            text => Tokens::new(quote!("}} \" */ // \n __hole_0")),
            doc => Tokens::new(quote!(#[doc = " says */ and more"])),
            names => [Tokens::new(quote!(a)), Tokens::new(quote!(b))],
            yes => true,
            raw => "fn injected() {}",
        },
    )
}

fn check(template: &str, expected: &str) {
    assert_eq!(render(template).expect("renders").trim_end(), expected);
}

fn check_error(template: &str, expected: &str) {
    assert_eq!(render(template).expect_err("is refused").to_string(), expected);
}

#[test]
fn tokens_take_the_place_of_values() {
    check("fn {{ name }}() {}", "fn list_pets() {}");
    check(
        "const A: &str = {{ text }};",
        r#"const A: &str = "}} \" */ // \n __hole_0";"#,
    );
    check("{{ doc }} struct A;", "/// says */ and more\nstruct A;");
    check(
        "{% if yes %}{% for name in names %}fn {{ name }}() {} {% endfor %}{% endif %}",
        "fn a() {}\n\nfn b() {}",
    );
    check(
        "fn {{ name }}() { {{ name }}() }",
        "fn list_pets() {\n    list_pets()\n}",
    );
}

#[test]
fn attributes_stay_with_what_they_belong_to() {
    let long = r#"any(feature = "a_feature_of_a_long_name", feature = "another_feature_of_a_long_name")"#;
    check(
        &format!("#[cfg({long})] struct A; #[cfg({long})] #[derive(Clone)] struct B;"),
        &format!("#[cfg(\n    {long}\n)]\nstruct A;\n\n#[cfg(\n    {long}\n)]\n#[derive(Clone)]\nstruct B;"),
    );
    let lints = "#![allow(clippy::a_lint_of_a_long_name, clippy::another_lint_of_a_long_name, clippy::a_third_lint)]";
    let printed = render(&format!("{lints} mod a;")).expect("renders");
    assert!(printed.ends_with("\n)]\n\nmod a;\n"), "{printed}");
}

#[test]
fn what_cannot_be_printed_is_refused() {
    let expected = "template `test.rs`: this does not render to a Rust file: it holds what no Rust file can, such as a function \
                    without a body";
    check_error("fn {{ name }}();", expected);
    check_error("macro_rules! {{ name }} { a => b }", expected);
}

#[test]
fn a_value_that_is_no_token_is_refused() {
    check_error(
        "{{ raw }}",
        "template `test.rs`, line 1: invalid operation: a template prints tokens only, and this is string",
    );
    check_error(
        "\n{{ yes }}",
        "template `test.rs`, line 2: invalid operation: a template prints tokens only, and this is bool",
    );
    check_error(
        "{{ missing }}",
        "template `test.rs`, line 1: there is no value `missing`",
    );
}

#[test]
fn a_value_in_a_string_or_a_comment_is_refused() {
    let in_literal = "template `test.rs`, line 1: a value stands in a literal or a doc comment: `list_pets`";
    check_error("const A: &str = \"{{ name }}\";", in_literal);
    check_error("/// {{ name }}\nstruct A;", in_literal);
    check_error(
        "// {{ name }}\nstruct A;",
        "template `test.rs`, line 1: a value stands in a comment, or a template dropped it: `list_pets`",
    );
}

#[test]
fn a_value_in_any_other_literal_or_comment_is_refused() {
    let in_literal = "template `test.rs`, line 1: a value stands in a literal or a doc comment: `list_pets`";
    for text in [
        r##"const A: &str = r#"" {{ name }}"#;"##,
        r#"const A: &[u8] = b"\" {{ name }}";"#,
        "const A: char = '\"'; const B: &str = \"{{ name }}\";",
        "/** {{ name }} */ struct A;",
        "//! {{ name }}\nstruct A;",
        "const A: u8 = 1{{ name }};",
        "const A: &str = \"\"{{ name }};",
    ] {
        check_error(text, in_literal);
    }
    let in_comment = "template `test.rs`, line 1: a value stands in a comment, or a template dropped it: `list_pets`";
    for text in [
        "/* /* */ {{ name }} */ struct A;",
        "//// {{ name }}\nstruct A;",
        "/***/ // {{ name }}",
    ] {
        check_error(text, in_comment);
    }
}

#[test]
fn signs_of_literals_in_code_do_not_hide_a_value() {
    check(
        r#"fn f<'a>(a: &'a str) { g('"', b'\'', "// {", a, {{ name }}) }"#,
        r#"fn f<'a>(a: &'a str) {
    g('"', b'\'', "// {", a, list_pets)
}"#,
    );
    check(
        "fn r#type() { {{ name }}(/* \" */) }",
        "fn r#type() {\n    list_pets()\n}",
    );
}

#[test]
fn a_file_of_many_parts_is_printed_like_one_of_few() {
    let item = "{{ doc }}\n#[derive(Debug)]\npub struct A { a: [u8; 2] }\n\nuse a::{b, c};\nuse d::e;\n\n\
                const B: A = A { a: [1, 2] }.c({ 1; 2 });\n// no end\nimpl A { fn {{ name }}() {} }\nm!(A);\n";
    let few = render(item).expect("renders");
    let many = render(&item.repeat(500)).expect("renders");
    assert!(many.len() > 100_000);
    let lines = |text: &str| -> String { text.lines().filter(|line| !line.is_empty()).collect() };
    assert_eq!(lines(&many), lines(&few).repeat(500));
    assert!(many.starts_with(&few));
    let blank_lines = |text: &str| text.lines().filter(|line| line.is_empty()).count();
    assert_eq!(blank_lines(&many), 500 * blank_lines(&few) + 499);
}

#[test]
fn a_value_that_is_glued_or_repeated_is_refused() {
    let glued = "template `test.rs`, line 1: a value is glued to other text: `list_pets`";
    check_error("fn get_{{ name }}() {}", glued);
    check_error("fn {{ name }}_all() {}", glued);
    check_error("fn {{ name }}{{ name }}() {}", glued);
    check_error(
        "{% macro call(caller_name) %}{{ caller_name }}{% endmacro %}{% set once = call(name) %}fn {{ name }}() {}",
        "template `test.rs`, line 1: a value stands in a comment, or a template dropped it: `list_pets`",
    );
    check_error(
        "fn __hole_7() {}",
        "template `test.rs`, line 1: a template writes the name of a hole itself",
    );
}

#[test]
fn what_is_no_rust_is_refused() {
    check_error(
        "fn {{ name }}( {}",
        "template `test.rs`, line 1: this does not render to Rust tokens: this bracket is not closed",
    );
    check_error(
        "fn {{ name }} {}",
        "template `test.rs`, line 1: this does not render to a Rust file: expected parentheses, in `fn list_pets {}`",
    );
    check_error(
        "fn a() {}\nstruct A B;",
        "template `test.rs`, line 2: this does not render to a Rust file: expected one of: `where`, parentheses, curly \
         braces, `;`",
    );
}

mod places;

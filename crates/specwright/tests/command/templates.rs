//! `specwright templates`, and templates of one's own that misuse what they are given.

use crate::support::{Folder, PETS};

#[test]
fn templates_are_listed_with_what_they_use() {
    let ran = Folder::with(&[]).run("templates");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    let of = |name: &str| -> String {
        let lines = ran.output.lines().skip_while(|line| *line != name).skip(1);
        lines
            .take_while(|line| line.starts_with(' '))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    insta::assert_snapshot!(of("server/main.rs"), @"  library");
    insta::assert_snapshot!(of("server/parts/transactions.rs"), @r#"
    for operation in transactions
      operation.method
      operation.path
      for transaction in operation.transactions
        with message = transaction.request
          include "server/parts/message.rs"
        for response in transaction.responses
          response.status
          with message = response.message
            include "server/parts/message.rs"
    "#);
    let names = ran.output.lines().filter(|line| !line.starts_with(' '));
    assert!(names.eq(specwright::Target::templates().names()));
}

#[test]
fn a_template_can_be_printed_and_put_in_its_own_place() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    let names: Vec<String> = specwright::Target::templates().names().map(str::to_owned).collect();
    for name in names {
        let ran = folder.run(&format!("templates {name}"));
        assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{name}");
        folder.write(&format!("mine/{name}"), &ran.output);
    }
    assert_eq!(folder.run("generate pets.yaml --out one").code, 0);
    let ran = folder.run("generate pets.yaml --out other --templates mine");
    assert_eq!(ran.code, 0, "{ran:?}");
    for file in ["pets-client/src/operations.rs", "pets-server/src/mock.rs"] {
        let body = |text: String| text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            body(folder.read(&format!("one/{file}"))),
            body(folder.read(&format!("other/{file}"))),
            "{file}"
        );
    }
}

#[test]
fn a_template_that_is_not_there_is_misuse() {
    let ran = Folder::with(&[]).run("templates server/mian.rs");
    assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    insta::assert_snapshot!(ran.errors, @r#"error: there is no template "server/mian.rs"; did you mean `server/main.rs`?"#);
}

/// What is said of a description generated with this text in place of the template `server/main.rs`.
fn told(template: &str, options: &str) -> String {
    let folder = Folder::with(&[("pets.yaml", PETS), ("mine/server/main.rs", template)]);
    let ran = folder.run(&format!(
        "generate pets.yaml --target server --templates mine {options}"
    ));
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!folder.has("generated"));
    ran.errors
}

#[test]
fn a_value_that_is_not_given_is_named_with_those_that_are() {
    insta::assert_snapshot!(told("fn main() {\n    {{ libary }}::run();\n}\n", ""), @"
    error[template]: pets-server: there is no value `libary`
     --> mine/server/main.rs:2:8
      |
    2 |     {{ libary }}::run();
      |        ^^^^^^
      |
      = help: did you mean `library`?
      = help: the only value here is `library`
    ");
    insta::assert_snapshot!(told("fn main() {\n    {% if verbose %}run();{% endif %}\n}\n", ""), @"
    error[template]: pets-server: there is no value `verbose`
     --> mine/server/main.rs:2:11
      |
    2 |     {% if verbose %}run();{% endif %}
      |           ^^^^^^^
      |
      = help: the only value here is `library`
    ");
}

#[test]
fn a_value_of_a_value_is_named_with_its_siblings() {
    let folder = Folder::with(&[
        ("pets.yaml", PETS),
        (
            "mine/server/parts/trait.rs",
            "{% for operation in group.operations %}\n{{ operation.nmae }}\n{% endfor %}\n",
        ),
    ]);
    let ran = folder.run("generate pets.yaml --target server --templates mine");
    assert_eq!(ran.code, 1, "{ran:?}");
    // What else an operation has is the targets' matter.
    let (told, others) = ran.errors.split_once(" `any_").unwrap();
    assert!(others.contains("`name`, "), "{others}");
    insta::assert_snapshot!(told, @"
    error[template]: pets-server: there is no value `operation.nmae`
     --> mine/server/parts/trait.rs:2:4
      |
    2 | {{ operation.nmae }}
      |    ^^^^^^^^^^^^^^
      |
      = help: did you mean `operation.name`?
      = help: `operation` has the values
    ");
}

#[test]
fn tokens_that_are_no_file_are_shown_where_the_template_has_them() {
    let template = "\
//! Serves the mock.

fn main() {
    specwright_runtime::server::Program::new(\"pets\", \"1\")
        .mock({{ library }} {{ library }}::mock::router)
        .run();
}
";
    insta::assert_snapshot!(told(template, ""), @"
    error[template]: pets-server: this does not render to a Rust file: expected `,`, in `.mock(pets_server pets_server::mock::router)`
     --> mine/server/main.rs:5:29
      |
    5 |         .mock({{ library }} {{ library }}::mock::router)
      |                             ^^^^^^^^^^^^^
      |
      = help: `specwright templates` lists what the template is given, `specwright templates server/main.rs` prints the original
    ");
}

#[test]
fn files_that_are_no_templates_are_passed_over() {
    let folder = Folder::with(&[
        ("pets.yaml", PETS),
        ("mine/README.md", "# Templates of ours\n"),
        ("mine/server/main.rs", "fn main() {}\n"),
        ("mine/server/main.rs~", "fn mian() {}\n"),
    ]);
    let ran = folder.run("generate pets.yaml --target server --templates mine");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.errors.contains("template"), "{ran:?}");
    assert!(
        folder
            .read("generated/pets-server/src/main.rs")
            .ends_with("fn main() {}\n")
    );
}

#[test]
fn every_mistake_has_its_place() {
    let concise = |template: &str| told(template, "--format concise");
    // A name that is not given.
    insta::assert_snapshot!(concise("fn main() {\n    {{ nmae }}::run();\n}\n"), @"mine/server/main.rs:2:8: error[template]: pets-server: there is no value `nmae`");
    // A filter: there are none.
    insta::assert_snapshot!(concise("\nfn main() {\n    {{ library|upper }}::run();\n}\n"), @"mine/server/main.rs:3:16: error[template]: pets-server: unknown filter: filter upper is unknown");
    // A value in a string.
    insta::assert_snapshot!(concise("fn main() {\n    println!(\"{{ library }}\");\n}\n"), @"mine/server/main.rs:2:18: error[template]: pets-server: a value stands in a literal or a doc comment: `pets_server`");
    // A value in a comment.
    insta::assert_snapshot!(concise("// Runs\n// {{ library }}.\nfn main() {}\n"), @"mine/server/main.rs:2:7: error[template]: pets-server: a value stands in a comment, or a template dropped it: `pets_server`");
    // A value glued to a word.
    insta::assert_snapshot!(concise("fn main() {}\n\nfn run_{{ library }}() {}\n"), @"mine/server/main.rs:3:11: error[template]: pets-server: a value is glued to other text: `pets_server`");
    // No template.
    insta::assert_snapshot!(concise("fn main() {}\n{% if library %}\nfn a() {}\n"), @"mine/server/main.rs:2:17: error[template]: pets-server: syntax error: unexpected end of input, expected end of block");
    // No Rust.
    insta::assert_snapshot!(concise("fn main() {}\n\nfn run(} {\n    {{ library }}::run();\n}\n"), @"mine/server/main.rs:3:8: error[template]: pets-server: this does not render to Rust tokens: this closes another bracket than the last that is open");
    insta::assert_snapshot!(concise("fn main() {}\n\nfn run {\n    {{ library }}::run();\n}\n"), @"mine/server/main.rs:3:8: error[template]: pets-server: this does not render to a Rust file: expected parentheses");
    // More than tokens.
    insta::assert_snapshot!(concise("fn main() {\n    {{ 1 }};\n}\n"), @"mine/server/main.rs:2:8: error[template]: pets-server: invalid operation: a template prints tokens only, and this is number");
}

#[test]
fn a_mistake_in_a_template_that_others_include_is_shown_there() {
    let folder = Folder::with(&[
        ("pets.yaml", PETS),
        ("mine/server/parts/trait.rs", "\n\npub trait {{ nmae }} {}\n"),
    ]);
    let ran = folder.run("generate pets.yaml --target server --templates mine --format concise");
    assert_eq!(ran.code, 1, "{ran:?}");
    insta::assert_snapshot!(ran.errors, @"mine/server/parts/trait.rs:3:14: error[template]: pets-server: there is no value `nmae`");
}

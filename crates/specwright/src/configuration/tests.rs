mod limits;
mod refusals;

use std::path::Path;

use specwright_diagnostics::{Format, Style};

use super::*;

fn check(text: &str) -> String {
    match Configuration::parse(text, Path::new("project")) {
        Ok(configuration) => format!("{configuration:#?}"),
        Err(findings) => findings.render(Format::Full, Style::Plain),
    }
}

#[test]
fn paths_are_relative_to_the_file() {
    insta::assert_snapshot!(check(r#"
        [output]
        directory = "out"
        runtime = { path = "crates/runtime" }

        [[api]]
        name = "partner"
        description = "specs/partner.openapi.yaml"
        schemas = "specs/schemas.yaml"
        targets = ["server", "mcp"]
        root = "."
        allow = ["file-missing"]

        [api.tools]
        include = { tags = ["users"], paths = ["/users/*"] }
        exclude.names = ["delete_*"]
    "#), @r#"
    Configuration {
        directory: "project/out",
        templates: None,
        runtime: Path(
            "project/crates/runtime",
        ),
        apis: [
            ConfiguredApi {
                name: Name(
                    "partner",
                ),
                description: "project/specs/partner.openapi.yaml",
                schemas: Some(
                    "project/specs/schemas.yaml",
                ),
                reading: Reading {
                    root: Some(
                        "project/.",
                    ),
                    allow: [
                        AllowedError(
                            "file-missing",
                        ),
                    ],
                    limits: Limits(
                        {},
                    ),
                },
                code: PlanOptions {
                    operations: Selection {
                        include: Patterns {
                            tags: [],
                            paths: [],
                            names: [],
                        },
                        exclude: Patterns {
                            tags: [],
                            paths: [],
                            names: [],
                        },
                    },
                    replacements: {},
                    date_times: Jiff,
                    derives: [],
                    derives_of: {},
                },
                dependencies: {},
                targets: [
                    Server,
                    Mcp,
                ],
                tools: Selection {
                    include: Patterns {
                        tags: [
                            "users",
                        ],
                        paths: [
                            "/users/*",
                        ],
                        names: [],
                    },
                    exclude: Patterns {
                        tags: [],
                        paths: [],
                        names: [
                            "delete_*",
                        ],
                    },
                },
            },
        ],
    }
    "#);
}

#[test]
fn little_has_to_be_said() {
    insta::assert_snapshot!(check(r#"api = [{ name = "a", description = "a.yaml" }]"#), @r#"
    Configuration {
        directory: "project/generated",
        templates: None,
        runtime: Vendored,
        apis: [
            ConfiguredApi {
                name: Name(
                    "a",
                ),
                description: "project/a.yaml",
                schemas: None,
                reading: Reading {
                    root: None,
                    allow: [],
                    limits: Limits(
                        {},
                    ),
                },
                code: PlanOptions {
                    operations: Selection {
                        include: Patterns {
                            tags: [],
                            paths: [],
                            names: [],
                        },
                        exclude: Patterns {
                            tags: [],
                            paths: [],
                            names: [],
                        },
                    },
                    replacements: {},
                    date_times: Jiff,
                    derives: [],
                    derives_of: {},
                },
                dependencies: {},
                targets: [],
                tools: Selection {
                    include: Patterns {
                        tags: [],
                        paths: [],
                        names: [],
                    },
                    exclude: Patterns {
                        tags: [],
                        paths: [],
                        names: [],
                    },
                },
            },
        ],
    }
    "#);
}

#[test]
fn apis_are_selected_by_name() {
    let text = r#"api = [{ name = "one", description = "1.yaml" }, { name = "two", description = "2.yaml" }]"#;
    let configuration = Configuration::parse(text, Path::new("")).expect("a configuration");
    let select = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let requests = configuration.requests(&names, |name| format!("renew {name}"));
        requests.map(|requests| requests.into_iter().map(|request| request.command).collect::<Vec<_>>())
    };
    assert_eq!(select(&[]), Ok(vec!["renew one".to_owned(), "renew two".to_owned()]));
    assert_eq!(select(&["two"]), Ok(vec!["renew two".to_owned()]));
    let unknown = |names: &[&str]| select(names).expect_err("no such API").to_string();
    insta::assert_snapshot!(unknown(&["one", "tow"]), @r#"no API of the configuration is called "tow"; did you mean `two`?"#);
    insta::assert_snapshot!(unknown(&["partner"]), @r#"no API of the configuration is called "partner"; there are `one`, `two`"#);
}

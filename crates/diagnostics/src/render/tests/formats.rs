//! Every format over the same diagnostics.

use super::example;
use crate::{Diagnostics, Files, Format, Style, render, summary};

fn check(format: Format, style: Style) -> String {
    let (files, diagnostics) = example();
    render(&files, &diagnostics, format, style)
}

#[test]
fn full() {
    insta::assert_snapshot!(check(Format::Full, Style::Plain), @"
    error[unreadable-file]: cannot read `specs/100%.yaml`: not found

    warning[unknown-key]: `info` has no member `titel`
     --> specs/pets: v1,2.yaml:3:3
      |
    3 |   titel: Café
      |   ^^^^^
      |
      = help: write `title`

    error[duplicate-operation]: two operations are named `list`
      --> specs/pets: v1,2.yaml:10:20
       |
     7 |       operationId: list
       |                    ---- first named here
    ...
    10 |       operationId: list
       |                    ^^^^ named again here
       |
       = help: give one of them another `operationId`
       = help: or leave it out, and a name is made from the path

    note[inferred-type]: the type is inferred
     --> specs/pets: v1,2.yaml:5:3
      |
    5 | /   /cats:
    6 | |     get:
      | |________^
      |
     ::: specs/common.yaml:2:3
      |
    2 |     maxLength: 5
      |     ------------ from this
    ");
}

#[test]
fn concise() {
    insta::assert_snapshot!(check(Format::Concise, Style::Plain), @"
    error[unreadable-file]: cannot read `specs/100%.yaml`: not found
    specs/pets: v1,2.yaml:3:3: warning[unknown-key]: `info` has no member `titel`
    specs/pets: v1,2.yaml:10:20: error[duplicate-operation]: two operations are named `list`
    specs/pets: v1,2.yaml:5:3: note[inferred-type]: the type is inferred
    ");
}

#[test]
fn json() {
    insta::assert_snapshot!(check(Format::Json, Style::Plain), @r#"
    [
      {
        "code": "unreadable-file",
        "severity": "error",
        "message": "cannot read `specs/100%.yaml`: not found",
        "file": null,
        "start": null,
        "end": null,
        "label": "",
        "related": [],
        "help": []
      },
      {
        "code": "unknown-key",
        "severity": "warning",
        "message": "`info` has no member `titel`",
        "file": "specs/pets: v1,2.yaml",
        "start": {
          "line": 3,
          "column": 3
        },
        "end": {
          "line": 3,
          "column": 8
        },
        "label": "",
        "related": [],
        "help": [
          "write `title`"
        ]
      },
      {
        "code": "duplicate-operation",
        "severity": "error",
        "message": "two operations are named `list`",
        "file": "specs/pets: v1,2.yaml",
        "start": {
          "line": 10,
          "column": 20
        },
        "end": {
          "line": 10,
          "column": 24
        },
        "label": "named again here",
        "related": [
          {
            "file": "specs/pets: v1,2.yaml",
            "start": {
              "line": 7,
              "column": 20
            },
            "end": {
              "line": 7,
              "column": 24
            },
            "message": "first named here"
          }
        ],
        "help": [
          "give one of them another `operationId`",
          "or leave it out, and a name is made from the path"
        ]
      },
      {
        "code": "inferred-type",
        "severity": "note",
        "message": "the type is inferred",
        "file": "specs/pets: v1,2.yaml",
        "start": {
          "line": 5,
          "column": 3
        },
        "end": {
          "line": 6,
          "column": 9
        },
        "label": "",
        "related": [
          {
            "file": "specs/common.yaml",
            "start": {
              "line": 2,
              "column": 3
            },
            "end": {
              "line": 2,
              "column": 15
            },
            "message": "from this"
          }
        ],
        "help": []
      }
    ]
    "#);
}

#[test]
fn github() {
    insta::assert_snapshot!(check(Format::Github, Style::Plain), @"
    ::error title=unreadable-file::cannot read `specs/100%25.yaml`: not found
    ::warning file=specs/pets%3A v1%2C2.yaml,line=3,col=3,endLine=3,endColumn=8,title=unknown-key::`info` has no member `titel`%0Ahelp: write `title`
    ::error file=specs/pets%3A v1%2C2.yaml,line=10,col=20,endLine=10,endColumn=24,title=duplicate-operation::two operations are named `list`%0Anamed again here%0Ahelp: give one of them another `operationId`%0Ahelp: or leave it out, and a name is made from the path
    ::notice file=specs/pets%3A v1%2C2.yaml,line=5,endLine=6,title=inferred-type::the type is inferred
    ");
}

#[test]
fn sarif() {
    insta::assert_snapshot!(check(Format::Sarif, Style::Plain), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "specwright",
              "semanticVersion": "0.1.0",
              "rules": [
                {
                  "id": "duplicate-operation",
                  "shortDescription": {
                    "text": "Two operations have one identifier."
                  },
                  "help": {
                    "text": "`specwright explain duplicate-operation` says what it means, and how to mend it."
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                },
                {
                  "id": "inferred-type",
                  "shortDescription": {
                    "text": "A type was inferred."
                  },
                  "help": {
                    "text": "`specwright explain inferred-type` says what it means, and how to mend it."
                  },
                  "defaultConfiguration": {
                    "level": "note"
                  }
                },
                {
                  "id": "unknown-key",
                  "shortDescription": {
                    "text": "A key that the format does not have."
                  },
                  "help": {
                    "text": "`specwright explain unknown-key` says what it means, and how to mend it."
                  },
                  "defaultConfiguration": {
                    "level": "warning"
                  }
                },
                {
                  "id": "unreadable-file",
                  "shortDescription": {
                    "text": "A file cannot be read."
                  },
                  "help": {
                    "text": "`specwright explain unreadable-file` says what it means, and how to mend it."
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                }
              ]
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "unreadable-file",
              "ruleIndex": 3,
              "level": "error",
              "message": {
                "text": "cannot read `specs/100%.yaml`: not found"
              }
            },
            {
              "ruleId": "unknown-key",
              "ruleIndex": 2,
              "level": "warning",
              "message": {
                "text": "`info` has no member `titel`\nwrite `title`"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "specs/pets%3A%20v1%2C2.yaml"
                    },
                    "region": {
                      "startLine": 3,
                      "startColumn": 3,
                      "endLine": 3,
                      "endColumn": 8
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "duplicate-operation",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "two operations are named `list`\nnamed again here\ngive one of them another `operationId`\nor leave it out, and a name is made from the path"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "specs/pets%3A%20v1%2C2.yaml"
                    },
                    "region": {
                      "startLine": 10,
                      "startColumn": 20,
                      "endLine": 10,
                      "endColumn": 24
                    }
                  }
                }
              ],
              "relatedLocations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "specs/pets%3A%20v1%2C2.yaml"
                    },
                    "region": {
                      "startLine": 7,
                      "startColumn": 20,
                      "endLine": 7,
                      "endColumn": 24
                    }
                  },
                  "message": {
                    "text": "first named here"
                  }
                }
              ]
            },
            {
              "ruleId": "inferred-type",
              "ruleIndex": 1,
              "level": "note",
              "message": {
                "text": "the type is inferred"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "specs/pets%3A%20v1%2C2.yaml"
                    },
                    "region": {
                      "startLine": 5,
                      "startColumn": 3,
                      "endLine": 6,
                      "endColumn": 9
                    }
                  }
                }
              ],
              "relatedLocations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "specs/common.yaml"
                    },
                    "region": {
                      "startLine": 2,
                      "startColumn": 3,
                      "endLine": 2,
                      "endColumn": 15
                    }
                  },
                  "message": {
                    "text": "from this"
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
fn colours_are_for_people_only() {
    for format in Format::ALL {
        let for_people = matches!(format, Format::Full | Format::Concise);
        assert!(!check(format, Style::Plain).contains('\u{1b}'), "{format}");
        assert_eq!(
            check(format, Style::Coloured).contains('\u{1b}'),
            for_people,
            "{format}"
        );
    }
}

#[test]
fn nothing_to_say() {
    let nothing = |format| render(&Files::new(), &Diagnostics::new(), format, Style::Plain);
    assert_eq!(nothing(Format::Full), "");
    assert_eq!(nothing(Format::Concise), "");
    assert_eq!(nothing(Format::Github), "");
    assert_eq!(nothing(Format::Json), "[]\n");
    assert!(nothing(Format::Sarif).contains("\"results\": []"));
}

#[test]
fn summaries() {
    let (_, diagnostics) = example();
    assert_eq!(summary(&diagnostics), "2 errors, 1 warning, 1 note");
    assert_eq!(summary(&Diagnostics::new()), "no problems");
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    insta::assert_snapshot!("FULL".parse::<Format>().unwrap_err(), @r#""FULL" is not a format of diagnostics; there are full, concise, json, github, sarif"#);
}

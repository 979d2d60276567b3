//! Mistakes, and where they are found.

use super::{check_findings as check, read};

/// Checks what is said about documents.
fn check_files(texts: &[(&str, &str)], expected: &str) {
    let (_, findings) = read(texts);
    assert_eq!(findings.trim(), expected.trim());
}

#[test]
fn versions_that_do_not_exist() {
    let expected = "a.raml:1:1: error[unsupported-raml-version]: `#%RAML 2.0` is no version of RAML";
    check_files(&[("a.raml", "#%RAML 2.0\ntitle: T\n")], expected);
    let expected = "a.raml:1:1: error[unsupported-raml-version]: `#%RAML 1.0 Schema` is no version of RAML";
    check_files(&[("a.raml", "#%RAML 1.0 Schema\ntitle: T\n")], expected);
}

#[test]
fn the_root_of_a_document() {
    check(
        "version: 1\n",
        "a.raml:2:1: error[missing-title]: the document has no `title`",
    );
    check(
        "title: T\nbaseUri: 'http://{a'\n",
        "a.raml:3:10: error[invalid-base-uri]: `http://{a` is no URI: a brace has no counterpart",
    );
    check(
        "title: T\nprotocols: [ FTP ]\n",
        "a.raml:3:14: error[invalid-protocol]: `FTP` is no protocol of RAML: `HTTP` or `HTTPS` is expected",
    );
    check(
        "title: T\nmediaType: json\n",
        "a.raml:3:12: error[invalid-raml-media-type]: `json` is no media type",
    );
    check(
        "title: T\nbaseURI: http://a.example\n",
        "a.raml:3:1: error[unknown-raml-key]: `baseURI` is no key of the document",
    );
    check(
        "title: T\ntitle: U\n",
        "a.raml:3:1: error[repeated-raml-key]: the key `title` is written twice in this mapping; this one is used",
    );
    check(
        "title: T\ntypes: { A: string }\nschemas: { B: string }\n",
        "a.raml:4:1: error[types-and-schemas]: `types` and `schemas` exclude each other",
    );
}

#[test]
fn resources_and_methods() {
    check(
        "title: T\n/a: { gett: }\n",
        "a.raml:3:7: error[unknown-raml-key]: `gett` is no key of a resource",
    );
    check(
        "title: T\n/a: { get?: }\n",
        "a.raml:3:7: error[unknown-raml-key]: `get?` is no key of a resource",
    );
    check(
        "title: T\n/a{: { get: }\n",
        "a.raml:3:1: error[invalid-resource-path]: `/a{` is no path: a brace has no counterpart",
    );
    check(
        "title: T\n/a/b:\n/a:\n  /b:\n",
        "a.raml:5:3: error[repeated-resource]: the resource `/a/b` is described twice",
    );
    check(
        "title: T\n/a: { uriParameters: { b: string }, get: }\n",
        "a.raml:3:24: warning[unused-uri-parameter]: `b` is no variable of the path `/a`, and is left out",
    );
    check(
        "title: T\n/a: { get: { responses: { 2xx: } } }\n",
        "a.raml:3:27: error[invalid-status-code]: `2xx` is no HTTP status",
    );
    check(
        "title: T\n/a: { get: { body: string } }\n",
        "a.raml:3:14: error[body-without-media-type]: a body names no media type, and the document has no default",
    );
    check(
        "title: T\n/a: { get: { queryString: { }, queryParameters: { } } }\n",
        "a.raml:3:14: error[query-described-twice]: `queryString` and `queryParameters` exclude each other\na.raml:3:14: warning[opaque-query-string]: the query string is no object with properties, and is left out",
    );
}

#[test]
fn traits_and_resource_types() {
    check(
        "title: T\n/a: { get: { is: [ paged ] } }\n",
        "a.raml:3:20: error[unknown-name]: there is no trait `paged`",
    );
    check(
        "title: T\ntraits: { t: { description: <<p>> } }\n/a: { get: { is: [ t ] } }\n",
        "a.raml:3:29: error[missing-template-parameter]: the parameter `p` is given no value where this is applied",
    );
    check(
        "title: T\ntraits: { t: { description: '<<p | !shout>>' } }\n",
        "a.raml:3:29: error[unknown-template-function]: `!shout` is no function of parameters",
    );
    check(
        "title: T\nresourceTypes: { a: { type: b }, b: { type: a } }\n/a: { type: a }\n",
        "a.raml:3:45: error[circular-resource-type]: a resource type is made of itself",
    );
    check(
        "title: T\nresourceTypes: { a: { /b: } }\n",
        "a.raml:3:23: error[unknown-raml-key]: a resource type cannot hold the resource `/b`",
    );
}

#[test]
fn security_schemes() {
    check(
        "title: T\nsecuredBy: [ none ]\n",
        "a.raml:3:14: error[unknown-name]: there is no security scheme `none`",
    );
    check(
        "title: T\nsecuritySchemes: { a: { type: OAuth2 } }\n",
        "a.raml:3:31: error[invalid-raml-security-scheme]: `OAuth2` is no kind of security scheme",
    );
    check(
        "title: T\nsecuritySchemes: { a: { type: OAuth 2.0, settings: { authorizationGrants: [ magic ] } } }\n",
        "a.raml:3:77: error[invalid-raml-security-scheme]: `magic` is no grant of OAuth 2.0",
    );
}

#[test]
fn mistakes_are_found_in_the_file_that_holds_them() {
    check_files(
        &[
            ("a.raml", "#%RAML 1.0\ntitle: T\n/a: !include b.raml\n"),
            ("b.raml", "get:\n  responses: { 999: }\n  bodi:\n"),
        ],
        "b.raml:2:16: error[invalid-status-code]: `999` is no HTTP status\nb.raml:3:3: error[unknown-raml-key]: `bodi` is no key of a method",
    );
    check(
        "title: T\n/a: !include a.raml\n",
        "a.raml:3:14: error[circular-include]: `a.raml` includes itself",
    );
    check(
        "title: T\n/a: !include missing.raml\n",
        "a.raml:3:14: error[file-missing]: `missing.raml` is not read: there is no such file",
    );
    check(
        "title: T\n/a: !include ../a.raml\n",
        "a.raml:3:14: error[file-refused]: `../a.raml` is not read: it leads out of the folder of the document",
    );
}

#[test]
fn what_code_does_not_depend_on_is_no_error() {
    check(
        "title: T\n/a: { get: { body: { application/json: { example: !include missing.json } } } }\n",
        "a.raml:3:60: warning[file-passed-over]: `missing.json` is not read: there is no such file",
    );
    check(
        "title: T\n/a: { get: { body: { application/json: { properties: { example: !include missing.raml } } } } }\n",
        "a.raml:3:74: error[file-missing]: `missing.raml` is not read: there is no such file",
    );
    check_files(
        &[
            (
                "a.raml",
                "#%RAML 0.8\ntitle: T\n/a: { get: { body: { application/json: { schema: !include b.json } } } }\n",
            ),
            ("b.json", "\n"),
        ],
        "",
    );
    check(
        "title: T\nsecuritySchemes: { s: { type: OAuth 2.0, settings: { accessTokenUri: 'https://a', authorizationGrants: [ password ], scopes: [ read ] } } }\n/a: { get: { securedBy: [ s: { scopes: [ reed ] } ] } }\n",
        "a.raml:4:42: warning[unknown-scope]: `s` has no scope `reed`",
    );
}

#[test]
fn includes_that_name_nothing() {
    check(
        "title: T\n/a: !include ''\n",
        "a.raml:3:14: error[invalid-include]: `!include` needs the path of a file",
    );
    check(
        "title: T\nresourceTypes: { r: { get: !include <<file>>.raml } }\n/a: { type: { r: { file: b } } }\n",
        "a.raml:3:37: error[invalid-include]: the path of an include cannot have parameters",
    );
    check_files(
        &[
            ("a.raml", "#%RAML 1.0\ntitle: T\n/a: !include b.raml#/c\n"),
            ("b.raml", "c: { get: }\n"),
        ],
        "a.raml:3:14: error[invalid-include]: `b.raml` is included as a whole: nothing in it can be named by `#/c`",
    );
}

#[test]
fn fragments_of_another_kind_than_is_expected() {
    check_files(
        &[
            (
                "a.raml",
                "#%RAML 1.0\ntitle: T\ntypes: { A: !include t.raml, B: !include l.raml, C: !include p.raml }\n\
                 traits: { t: !include t.raml }\n/a: { get: { is: [t] } }\n",
            ),
            ("t.raml", "#%RAML 1.0 Trait\ndescription: a trait\n"),
            ("l.raml", "#%RAML 1.0 Library\n"),
            ("p.raml", "#%RAML 1.0\ntype: string\n"),
        ],
        "a.raml:3:22: error[wrong-fragment]: the included file is no `DataType`\n\
         a.raml:3:42: error[wrong-fragment]: the included file is no `DataType`",
    );
}

#[test]
fn schemes_that_are_no_names() {
    check(
        "title: T\n/a: { get: { securedBy: [ [ a ] ] } }\n",
        "a.raml:3:27: error[wrong-raml-type]: the name of a security scheme is expected, not a sequence",
    );
}

#[test]
fn characters_that_paths_do_not_have() {
    check(
        "title: T\n/a?b={c}: { get: }\n/d e: { get: }\n",
        "a.raml:3:1: warning[odd-resource-path]: `?` cannot stand in a path as it is\n\
         a.raml:4:1: warning[odd-resource-path]: ` ` cannot stand in a path as it is",
    );
}

#[test]
fn what_an_overlay_may_not_change() {
    check_files(
        &[
            (
                "o.raml",
                "#%RAML 1.0 Overlay\nextends: a.raml\n/a: { get: { headers: { X: } } }\n",
            ),
            ("a.raml", "#%RAML 1.0\ntitle: T\n/a: { get: }\n"),
        ],
        "o.raml:3:14: error[overlay-changes-behaviour]: an overlay adds `headers`, which is more than words",
    );
    check_files(
        &[("o.raml", "#%RAML 1.0 Overlay\ntitle: T\n")],
        "o.raml:2:1: error[nothing-extended]: this overlay does not say what it extends",
    );
}

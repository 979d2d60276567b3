//! Traits and resource types that nothing applies, or in part: what can be said of them without values for parameters.

use super::{check_findings, read};

/// Checks what is said about declarations of a document whose only resource uses none of them.
fn check(text: &str, expected: &str) {
    check_findings(
        &format!(
            "title: T\nmediaType: application/json\n{}/a: {{ get: }}\n",
            text.trim_start()
        ),
        expected,
    );
}

#[test]
fn what_depends_on_no_parameter_is_checked() {
    check(
        "
traits:
  t:
    queryParameters: { '<<name>>': integer, y: { type: integer, minimum: most } }
    responses: { '<<code>>': { body: <<item>> }, 999: }
",
        "a.raml:6:74: error[invalid-facet-value]: `minimum` must be a number, not the text `most`\n\
         a.raml:7:50: error[invalid-status-code]: `999` is no HTTP status",
    );
    check(
        "
resourceTypes:
  r: { get: { is: [ <<other>>, unknown ], descriptoin: <<text>> } }
",
        "a.raml:5:32: error[unknown-name]: there is no trait `unknown`\n\
         a.raml:5:43: error[unknown-raml-key]: `descriptoin` is no key of a method",
    );
}

#[test]
fn what_depends_on_a_parameter_is_passed_over() {
    check(
        "
annotationTypes: { note: { properties: { by: string } } }
types: { Thing: { properties: { name: string } } }
traits:
  paged: { queryParameters: { '<<name>>': { type: <<type>>, minimum: <<least>>, default: none } } }
resourceTypes:
  base: { get?: { responses: { 200: { body: '<<item>>[]' } } } }
  derived:
    type: { base: { item: <<item>> } }
    is: [ { paged: { name: <<item>> } }, <<other>>, { '<<third>>': { a: b } } ]
    (note): { by: <<author>> }
    '<<verb>>': { body: { type: Thing, example: { name: <<item>> } } }
    post?: { body: { '<<media>>': Thing }, securedBy: [ <<scheme>> ] }
  chosen: { type: { '<<base>>': { item: a } }, uriParameters: { '<<name>>': string } }
",
        "",
    );
}

#[test]
fn optional_methods_that_no_resource_has_are_checked() {
    check_findings(
        "title: T\nresourceTypes: { r: { get?: { bodi: } } }\n/a: { type: r }\n",
        "a.raml:3:31: error[unknown-raml-key]: `bodi` is no key of a method",
    );
}

#[test]
fn nothing_of_them_is_in_the_model() {
    let text = "#%RAML 1.0\ntitle: T\nbaseUri: http://a.example\n\
                traits: { t: { queryString: { properties: { q: string } } } }\n\
                resourceTypes: { r: { get: { body: { application/json: { properties: { n: string } } } } } }\n";
    let (api, findings) = read(&[("a.raml", text)]);
    assert_eq!(findings, "");
    assert_eq!(api.map(|api| api.resources.len()), Some(0));
}

#[test]
fn what_is_optional_means_nothing_elsewhere() {
    let (_, findings) = read(&[("a.raml", "#%RAML 0.8\ntitle: T\n/a: { get?: , post: { headers?: } }\n")]);
    assert_eq!(
        findings.trim(),
        "a.raml:3:7: error[unknown-raml-key]: `get?` is no key of a resource\n\
         a.raml:3:23: error[unknown-raml-key]: `headers?` is no key of a method"
    );
}

#[test]
fn what_is_optional_in_them_is_read_in_raml_0_8() {
    let (_, findings) = read(&[(
        "a.raml",
        "#%RAML 0.8\ntitle: T\nresourceTypes:\n  - r: { get?: { responses?: { 200?: { bdy: } } } }\n",
    )]);
    assert_eq!(
        findings.trim(),
        "a.raml:4:40: error[unknown-raml-key]: `bdy` is no key of a response"
    );
}

//! Documents that are made to take long, or to take much memory.

use super::read;

/// Checks that what is said about a document begins with a code.
fn check(texts: &[(&str, &str)], code: &str) {
    let (_, findings) = read(texts);
    assert!(findings.contains(code), "{findings}");
}

#[test]
fn text_that_doubles_from_one_resource_type_to_the_next() {
    let types = (0..40).map(|it| format!("  r{it}: {{ type: {{ r{}: {{ x: <<x>><<x>> }} }} }}\n", it + 1));
    let types: String = types.collect();
    let text = format!(
        "#%RAML 1.0\ntitle: T\nresourceTypes:\n{types}  r40: {{ get: {{ description: <<x>> }} }}\n/a: {{ type: {{ r0: {{ x: ab }} }} }}\n"
    );
    check(&[("a.raml", &text)], "raml-too-large");
}

#[test]
fn includes_that_double_from_one_file_to_the_next() {
    let names: Vec<String> = (0..40).map(|it| format!("i{it}.yaml")).collect();
    let part = |name: &String| format!("a: !include {name}\nb: !include {name}\n");
    let parts: Vec<String> = names.iter().skip(1).map(part).chain(["a: 1\n".to_owned()]).collect();
    let entry = "#%RAML 1.0\ntitle: T\nannotationTypes: { n: any }\n(n): !include i0.yaml\n";
    let mut texts = vec![("a.raml", entry)];
    texts.extend(names.iter().map(String::as_str).zip(parts.iter().map(String::as_str)));
    check(&texts, "raml-too-large");
}

#[test]
fn resource_types_that_inherit_without_end() {
    let types = (0..300).map(|it| format!("  r{it}: {{ type: r{} }}\n", it + 1));
    let types: String = types.collect();
    let text = format!("#%RAML 1.0\ntitle: T\nresourceTypes:\n{types}  r300: {{ get: }}\n/a: {{ type: r0 }}\n");
    check(&[("a.raml", &text)], "raml-too-large");
}

#[test]
fn a_large_value_that_is_given_many_times_is_looked_at_once() {
    let resources = (0..1000).map(|it| format!("/r{it}: {{ type: {{ r: {{ d: x, big: !include big.yaml }} }} }}\n"));
    let resources: String = resources.collect();
    let big: String = (0..5000).map(|it| format!("k{it}: [ {{ a: 1 }} ]\n")).collect();
    let text =
        format!("#%RAML 1.0\ntitle: T\nresourceTypes: {{ r: {{ get: {{ description: <<d>> }} }} }}\n{resources}");
    let (api, findings) = read(&[("a.raml", &text), ("big.yaml", &big)]);
    assert_eq!(findings, "");
    assert_eq!(api.map(|api| api.resources.len()), Some(1000));
}

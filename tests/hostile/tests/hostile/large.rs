//! Size: texts of a gigabyte, names of megabytes, and more values, properties and variants than anybody reads.

use std::io::Write;

use crate::bounded::{HEAD, beside, blueprint, check, many, openapi, raml, read};

#[test]
fn long_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    // A gigabyte that takes no room on the disk.
    let mut report = String::new();
    for name in ["a.yaml", "b.json", "c.apib", "d.raml", "e.txt"] {
        let file = std::fs::File::create(folder.path().join(name)).expect("a file");
        (&file).write_all(HEAD.as_bytes()).expect("a file");
        file.set_len(1 << 30).expect("a file");
        report.push_str(&format!("1 GiB, {name}: {}\n", read(folder.path(), name)));
    }
    let long = "x".repeat(8 << 20);
    report.push_str(&check(&[
        ("8 MiB of a description", "a.yaml", beside(&format!("tags: [{{name: t, description: \"{long}\"}}]\n"))),
        ("8 MiB of a name", "b.yaml", openapi(&format!("    S: {{properties: {{\"{long}\": {{type: string}}}}}}"))),
        ("8 MiB of a value", "c.json", format!("{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\", \"x-a\": \"{long}\"}}, \"paths\": {{\"/a\": {{\"get\": {{\"responses\": {{\"204\": {{\"description\": \"D\"}}}}}}}}}}}}")),
        ("8 MiB of a paragraph", "d.apib", blueprint(&long)),
        ("8 MiB of a description", "e.raml", raml(&format!("description: {long}"))),
        ("8 MiB of a line", "f.raml.txt", format!("T API documentation version 1\nhttps://a.example\n/a\n{long}\nget /a\n{long}\nHTTP status code 204\n")),
    ]));
    insta::assert_snapshot!(report);
}

#[test]
fn many_things() {
    insta::assert_snapshot!(check(&[
        (
            "70,000 values",
            "a.yaml",
            openapi(&format!(
                "    S: {{type: string, enum: [{}]}}",
                many(70_000, |index| format!("value {index}, "))
            ))
        ),
        (
            "10,000 numbers",
            "b.yaml",
            openapi(&format!(
                "    S: {{type: integer, enum: [{}]}}",
                many(10_000, |index| format!("{index}, "))
            ))
        ),
        (
            "2,000 properties",
            "c.yaml",
            openapi(&format!(
                "    S: {{minProperties: 1, properties: {{{}}}}}",
                many(2000, |index| format!("p{index}: {{type: string, maxLength: 5}}, "))
            ))
        ),
        (
            "1,500 variants",
            "d.yaml",
            openapi(&format!(
                "    S: {{oneOf: [{}]}}\n{}",
                many(1500, |index| format!("{{$ref: '#/components/schemas/V{index}'}}, ")),
                many(1500, |index| format!(
                    "    V{index}: {{required: [p{index}], properties: {{p{index}: {{type: string}}}}}}\n"
                )),
            ))
        ),
        (
            "arrays in arrays",
            "e.yaml",
            openapi(&format!(
                "    S: {{properties: {{p: {}{{type: string, maxLength: 1}}{}}}}}",
                "{type: array, maxItems: 3, items: ".repeat(90),
                "}".repeat(90)
            ))
        ),
        (
            "10,000 values, RAML",
            "f.raml",
            raml(&format!(
                "types: {{A: {{enum: [{}]}}}}\n/a: {{post: {{body: A}}}}",
                many(10_000, |index| format!("value {index}, "))
            ))
        ),
        (
            "10,000 values, blueprint",
            "g.apib",
            blueprint(&format!(
                "# POST /a\n\n+ Request (application/json)\n    + Attributes (A)\n\n+ Response 204\n\n# Data Structures\n\n## A (enum)\n{}",
                many(10_000, |index| format!("+ value{index}\n"))
            ))
        ),
        (
            "2,000 properties, blueprint",
            "h.apib",
            blueprint(&format!(
                "# POST /a\n\n+ Request (application/json)\n    + Attributes (A)\n\n+ Response 204\n\n# Data Structures\n\n## A\n{}",
                many(2000, |index| format!("+ p{index}\n"))
            ))
        ),
    ]));
}

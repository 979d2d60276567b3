//! Documents that would cost too much: deep, wide, or both. Tests run on stacks of 2 MiB.

use std::{fmt::Write, time::Instant};

use specwright_rust::Plan;

use super::{document, plan, print};

/// Reads and plans on a thread with the stack that tests and build scripts have at least, within a minute.
fn bounded(document: String) -> (Plan, String) {
    let started = Instant::now();
    let thread = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || plan(&document));
    let planned = thread.expect("a thread").join().expect("a plan");
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    planned
}

/// Schemas `S1` to `S{count}`, each made by `one` of its number and the next one's reference.
fn chain(count: usize, one: impl Fn(usize, &str) -> String) -> String {
    let mut schemas = String::new();
    for number in 1..=count {
        let next = if number < count {
            format!("{{$ref: '#/components/schemas/S{}'}}", number + 1)
        } else {
            "{type: string, maxLength: 3}".to_owned()
        };
        let _ = writeln!(schemas, "S{number}: {}", one(number, &next));
    }
    schemas
}

/// A document whose one operation answers with the first schema.
fn answering(schemas: &str) -> String {
    document(
        "{/x: {get: {operationId: x, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/S1'}}}}}}}}",
        schemas,
    )
}

#[test]
fn a_chain_of_objects() {
    let (plan, findings) = bounded(answering(&chain(5000, |_, next| {
        format!("{{properties: {{next: {next}}}}}")
    })));
    assert_eq!(plan.types.iter().count(), 5000);
    assert_eq!(findings, "");
    assert!(plan.types.iter().all(|(_, definition)| definition.validated));
}

#[test]
fn a_chain_of_unions() {
    let (plan, findings) = bounded(answering(&chain(5000, |_, next| {
        format!("{{oneOf: [{next}, {{type: boolean}}]}}")
    })));
    assert_eq!(plan.types.iter().count(), 5000);
    assert_eq!(findings, "");
}

#[test]
fn a_chain_of_other_names() {
    for form in [
        "{type: array, items: NEXT}",
        "{type: object, additionalProperties: NEXT}",
        "{allOf: [NEXT], description: d}",
    ] {
        let (plan, findings) = bounded(answering(&chain(3000, |_, next| form.replace("NEXT", next))));
        assert!(plan.types.iter().count() >= 2999, "{form}");
        assert!(findings.contains("nested too deeply"), "{form}: {findings}");
    }
}

#[test]
fn a_chain_of_other_names_in_reverse() {
    let schemas = chain(3000, |_, next| format!("{{type: array, items: {next}}}"));
    let reversed: Vec<&str> = schemas.lines().rev().collect();
    let (_, findings) = bounded(answering(&reversed.join("\n")));
    assert!(findings.contains("nested too deeply"), "{findings}");
}

#[test]
fn a_chain_of_compositions() {
    for form in [
        "{allOf: [NEXT, {properties: {pN: {type: string}}}]}",
        "{properties: {pN: {type: string}}, oneOf: [NEXT, {properties: {q: {type: string}}}]}",
    ] {
        let schemas = chain(400, |number, next| {
            form.replace("NEXT", next).replace('N', &number.to_string())
        });
        let schemas = schemas.replace("{type: string, maxLength: 3}", "{properties: {end: {type: string}}}");
        let reversed: Vec<&str> = schemas.lines().rev().collect();
        let (_, findings) = bounded(answering(&reversed.join("\n")));
        assert!(findings.contains("nested too deeply"), "{form}: {findings}");
        bounded(answering(&schemas));
    }
}

#[test]
fn two_chains_merged() {
    let mut schemas = chain(2000, |_, next| {
        format!("{{properties: {{next: {next}, a: {{type: string}}}}}}")
    });
    let other = chain(2000, |_, next| {
        format!("{{properties: {{next: {next}, b: {{type: string}}}}}}")
    });
    schemas.push_str(&other.replace("S", "T"));
    schemas.push_str("Both: {allOf: [$ref: '#/components/schemas/S1', $ref: '#/components/schemas/T1']}\n");
    let (plan, _) = bounded(answering(&schemas));
    assert!(plan.types.iter().count() > 4000);
}

#[test]
fn deep_inline_schemas() {
    for (open, close) in [
        ("{properties: {p: ", "}}"),
        ("{type: array, items: ", "}"),
        ("{anyOf: [{type: boolean}, ", "]}"),
    ] {
        let deepest = 90;
        let schema = format!("{}{{type: string}}{}", open.repeat(deepest), close.repeat(deepest));
        bounded(answering(&format!("S1: {schema}\n")));
    }
}

#[test]
fn samples_that_multiply() {
    let wide = |_: usize, next: &str| {
        let parts: Vec<String> = (0..8).map(|part| format!("p{part}: {next}")).collect();
        format!(
            "{{required: [p0, p1, p2, p3, p4, p5, p6, p7], properties: {{{}}}}}",
            parts.join(", ")
        )
    };
    bounded(answering(&chain(22, wide)));
    bounded(answering(&chain(22, |_, next| {
        format!("{{properties: {{p: {{type: array, minItems: 16, items: {next}}}}}, required: [p]}}")
    })));
    bounded(answering(&chain(20, |_, next| {
        format!("{{type: array, minItems: 16, items: {next}}}")
    })));
}

#[test]
fn examples_that_fit_in_too_many_ways() {
    let value = format!("{}5{}", "{next: ".repeat(80), "}".repeat(80));
    let schemas = "
S1: {anyOf: [$ref: '#/components/schemas/A', $ref: '#/components/schemas/B']}
A: {required: [next], properties: {next: {$ref: '#/components/schemas/S1'}}}
B: {required: [next], properties: {next: {$ref: '#/components/schemas/S1'}, b: {type: string}}}
";
    let document = answering(schemas).replace(
        "application/json: {schema",
        &format!("application/json: {{example: {value}, schema"),
    );
    bounded(document);
}

#[test]
fn unions_of_unions_that_must_all_fit() {
    let union = |number: usize, next: &str| {
        let variants: Vec<String> = (0..8)
            .map(|variant| format!("{{required: [v{number}x{variant}], properties: {{v{number}x{variant}: {next}}}}}"))
            .collect();
        format!("{{oneOf: [{}]}}", variants.join(", "))
    };
    let mut schemas = chain(6, union);
    schemas.push_str("All: {allOf: [$ref: '#/components/schemas/S1', $ref: '#/components/schemas/S2', $ref: '#/components/schemas/S3']}\n");
    bounded(answering(&schemas));
}

#[test]
fn wide_schemas() {
    let mut schemas = String::from("S1: {properties: {");
    for number in 0..2000 {
        let _ = write!(schemas, "property_{number}: {{type: string}}, ");
    }
    schemas.push_str("}}\nLarge: {type: string, enum: [");
    for number in 0..70_000 {
        let _ = write!(schemas, "value{number}, ");
    }
    schemas.push_str("]}\nUses: {properties: {");
    for number in 0..2000 {
        let _ = write!(schemas, "use_{number}: {{$ref: '#/components/schemas/Large'}}, ");
    }
    schemas.push_str("}}\n");
    let (plan, _) = bounded(answering(&schemas));
    assert!(print::types(&plan).contains("use_1999: Large, optional"));
}

#[test]
fn operations_of_one_long_name() {
    let name = "+".repeat(300);
    let paths: Vec<String> = (0..300)
        .map(|number| format!("/p{number}: {{get: {{operationId: '{name}', responses: {{}}}}}}"))
        .collect();
    let (plan, _) = bounded(document(&format!("{{{}}}", paths.join(", ")), ""));
    let names: std::collections::HashSet<&String> = plan.operations.iter().map(|it| &it.type_name).collect();
    assert_eq!(names.len(), 300);
}

#[test]
fn a_schema_that_composes_itself_within_unions() {
    let itself = "$ref: '#/components/schemas/S1'";
    let one_of = |first: &str, second: &str| {
        let variant = |property: &str| {
            let (name, _) = property.split_once(':').expect("a name");
            format!("{{required: [{name}], properties: {{{property}}}}}")
        };
        format!("{{oneOf: [{}, {}]}}", variant(first), variant(second))
    };
    let innermost = format!("a: {{properties: {{n: {{type: number}}, e: {{type: string}}}}, allOf: [{itself}]}}");
    let inner = format!(
        "a: {{properties: {{n: {{type: number}}, e: {{type: string}}}}, allOf: [{itself}, {}]}}",
        one_of(&innermost, "m: {type: string}"),
    );
    let unions = format!(
        "{{properties: {{n: {{type: number}}}}, allOf: [{{oneOf: [{}]}}, {}]}}",
        one_of(&inner, "m: {type: string}"),
        one_of("n: {type: number}", "e: {type: string}"),
    );
    let (plan, findings) = bounded(answering(&format!("S1: {unions}\n")));
    let count = plan.types.iter().count();
    assert!((1000..6000).contains(&count), "{count}");
    assert!(findings.contains("composes too many schemas"), "{findings}");
}

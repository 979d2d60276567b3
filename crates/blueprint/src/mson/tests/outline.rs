//! Schemas as an outline that a person can read.

use std::fmt::Write;

use specwright_diagnostics::Files;
use specwright_model::{AdditionalProperties, Schema, SchemaId, SchemaKind, Schemas};

use crate::block::{Block, Chapter, chapters, items};
use crate::findings::Findings;
use crate::mson::{Types, definition, is_type_section, named_type};
use crate::text::Text;

/// The schemas of a document, and what is said about it. Every heading is a named type or a section of one; the items
/// `+ Attributes` before the first heading are inline types.
pub(super) fn outline(document: &str) -> String {
    let mut files = Files::new();
    let file = files.add("a.apib", document);
    let text = Text::new(file, document);
    let mut findings = Findings::new(&text);
    let (chapters, _) = chapters(text.as_str());
    let mut types = Types::new(document);
    let mut rest = chapters.as_slice();
    while let [chapter, behind @ ..] = rest {
        let count = behind.iter().take_while(|it| is_type_section(it.title.text)).count();
        let (sections, behind) = behind.split_at(count);
        if chapter.level > 0 {
            let named = named_type(chapter.title, &chapter.blocks, sections, &mut findings);
            types.declare(named, &mut findings);
        }
        rest = behind;
    }
    let mut schemas = Schemas::new();
    types.lower_all(&mut schemas, &mut findings);
    let mut shown = String::new();
    for id in inline(&chapters, &mut types, &mut schemas, &mut findings) {
        show(&schemas, id, "Attributes", 0, &mut shown);
    }
    for (id, schema) in schemas.iter() {
        if let Some(name) = &schema.name {
            assert_eq!(types.schema_of(name), Some(id));
            show(&schemas, id, name, 0, &mut shown);
        }
    }
    for finding in findings.finish().iter() {
        let place = finding.location.map_or("", |location| files.slice(location));
        let _ = writeln!(shown, "{} at `{}`: {}", finding.rule.code, place, finding.message);
        for help in finding.help.iter().filter(|help| help.starts_with("did you mean")) {
            let _ = writeln!(shown, "  {help}");
        }
    }
    shown
}

fn inline<'t>(
    chapters: &[Chapter<'t>],
    types: &mut Types<'t>,
    schemas: &mut Schemas,
    findings: &mut Findings<'_>,
) -> Vec<SchemaId> {
    let before: &[Block<'_>] = chapters.first().map_or(&[], |chapter| &chapter.blocks);
    let attributes = items(before).map(|item| {
        let signature = item.signature.part("Attributes".len()..item.signature.text.len());
        let definition = definition(signature, &item.blocks, findings);
        types.lower(&definition, schemas, findings)
    });
    attributes.collect()
}

/// One line for a schema, and those it is made of below it.
fn show(schemas: &Schemas, id: SchemaId, label: &str, depth: usize, shown: &mut String) {
    let schema = schemas.get(id);
    let indentation = "  ".repeat(depth);
    if let (Some(name), true) = (&schema.name, depth > 0) {
        let _ = writeln!(shown, "{indentation}{label}: {name}");
        return;
    }
    let _ = writeln!(shown, "{indentation}{label}: {}{}", kind(schema), facts(schema));
    let mut below = |label: &str, id| show(schemas, id, label, depth + 1, shown);
    match &schema.kind {
        SchemaKind::Object(object) => {
            for property in &object.properties {
                let mark = if object.required.contains(&property.name) {
                    "!"
                } else {
                    ""
                };
                below(&format!("{}{mark}", property.name), property.schema);
            }
            if let AdditionalProperties::Schema(id) = object.additional {
                below("*", id);
            }
        }
        SchemaKind::Array(array) => {
            array
                .prefix_items
                .iter()
                .enumerate()
                .for_each(|(index, id)| below(&format!("[{index}]"), *id));
            array.items.iter().for_each(|id| below("[]", *id));
        }
        SchemaKind::Union(union) => union.variants.iter().for_each(|id| below("|", *id)),
        _ => {}
    }
    schema.all_of.iter().for_each(|id| below("&", *id));
}

fn kind(schema: &Schema) -> String {
    match &schema.kind {
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Boolean => "boolean".to_owned(),
        SchemaKind::Integer(_) => "integer".to_owned(),
        SchemaKind::Number(_) => "number".to_owned(),
        SchemaKind::String(text) if text.format == specwright_model::TextFormat::Unspecified => "string".to_owned(),
        SchemaKind::String(text) => format!("string as {:?}", text.format),
        SchemaKind::Array(array) => match array.max_items {
            Some(count) => format!("array of {count}"),
            None => "array".to_owned(),
        },
        SchemaKind::Object(object) if object.additional == AdditionalProperties::Forbidden => {
            "object closed".to_owned()
        }
        SchemaKind::Object(_) => "object".to_owned(),
        SchemaKind::Union(union) if union.exclusive => "one of".to_owned(),
        SchemaKind::Union(_) => "any of".to_owned(),
        SchemaKind::Never | SchemaKind::Null => "nothing".to_owned(),
    }
}

fn facts(schema: &Schema) -> String {
    let mut facts = String::new();
    if schema.nullable {
        facts.push_str(" or null");
    }
    if let Some(values) = &schema.values {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let _ = write!(facts, " of {}", values.join(", "));
    }
    for example in &schema.examples {
        let _ = write!(facts, " such as {example}");
    }
    if let Some(default) = &schema.default {
        let _ = write!(facts, " default {default}");
    }
    if let Some(description) = &schema.description {
        let _ = write!(facts, " -- {}", description.replace('\n', "/"));
    }
    assert!(schema.origin.location.is_some(), "a schema without a place: {schema:?}");
    facts
}

//! A plan as text that a person compares with ease: a line for each field, variant, parameter and response.

use std::fmt::Write;

use specwright_rust::{
    Body, Check, Content, Field, OperationPlan, ParameterShape, PartContent, Plan, Presence, TypeKind, TypeRef, Types,
    Usage,
};

/// All types.
pub(crate) fn types(plan: &Plan) -> String {
    let mut text = String::new();
    for (_, definition) in plan.types.iter() {
        let mut flags = String::new();
        for (flag, name) in [
            (definition.deprecated, " deprecated"),
            (definition.validated, " validated"),
        ] {
            flags.push_str(if flag { name } else { "" });
        }
        flags.push_str(match definition.usage {
            Usage {
                request: true,
                response: false,
            } => " sent",
            Usage {
                request: false,
                response: true,
            } => " received",
            _ => "",
        });
        let name = &definition.name;
        match &definition.kind {
            TypeKind::Struct(structure) => {
                let _ = writeln!(text, "struct {name}{flags}");
                for field in &structure.fields {
                    text.push_str(&self::field(&plan.types, field));
                }
                if let Some(further) = &structure.additional {
                    let checks = checks(&plan.types, &further.checks);
                    let _ = writeln!(
                        text,
                        "  {}: further {}{checks}",
                        further.name,
                        ty(&plan.types, &further.ty)
                    );
                }
                if structure.deny_additional {
                    text.push_str("  nothing further\n");
                }
                if structure.property_count != (None, None) {
                    let _ = writeln!(text, "  count {}", bounds(structure.property_count));
                }
            }
            TypeKind::TextEnum(variants) => {
                let variants = variants.iter().map(|it| format!("{}={:?}", it.name, it.value));
                let _ = writeln!(text, "enum {name}{flags}: {}", variants.collect::<Vec<_>>().join(" "));
            }
            TypeKind::IntegerEnum(variants) => {
                let variants = variants.iter().map(|it| format!("{}={}", it.name, it.value));
                let _ = writeln!(text, "enum {name}{flags}: {}", variants.collect::<Vec<_>>().join(" "));
            }
            TypeKind::Union(union) => {
                let tag = union
                    .tag
                    .as_ref()
                    .map_or("in turn".to_owned(), |tag| format!("by {tag:?}"));
                let _ = writeln!(text, "union {name}{flags} {tag}");
                for variant in &union.variants {
                    let _ = write!(text, "  {}({})", variant.name, ty(&plan.types, &variant.ty));
                    let tags = variant.tags.iter().map(|tag| format!(" {tag:?}"));
                    let _ = writeln!(
                        text,
                        "{}{}",
                        tags.collect::<String>(),
                        checks(&plan.types, &variant.checks)
                    );
                }
            }
            TypeKind::Alias(target) => {
                let _ = writeln!(text, "type {name}{flags} = {}", ty(&plan.types, target));
            }
        }
    }
    text
}

fn field(types: &Types, field: &Field) -> String {
    let mut line = format!("  {}: {}", field.name, ty(types, &field.ty));
    if field.name.trim_start_matches("r#") != field.wire_name {
        let _ = write!(line, " as {:?}", field.wire_name);
    }
    line.push_str(match field.presence {
        Presence::Required => "",
        Presence::Optional => ", optional",
        Presence::EmptyWhenAbsent => ", empty when absent",
    });
    for (flag, name) in [
        (field.read_only, ", read only"),
        (field.write_only, ", write only"),
        (field.deprecated, ", deprecated"),
    ] {
        line.push_str(if flag { name } else { "" });
    }
    let docs: Vec<&str> = field.docs.lines().collect();
    if !docs.is_empty() {
        let _ = write!(line, " // {}", docs.join(" "));
    }
    format!("{line}{}\n", checks(types, &field.checks))
}

/// All operations.
pub(crate) fn operations(plan: &Plan) -> String {
    plan.operations.iter().map(|it| operation(plan, it)).collect()
}

fn operation(plan: &Plan, operation: &OperationPlan) -> String {
    let types = &plan.types;
    let group = plan.groups.get(operation.group).map_or("", |group| &group.type_name);
    let mut text = format!(
        "fn {group}::{} {} {} {}\n",
        operation.name, operation.type_name, operation.method, operation.path
    );
    for it in &operation.parameters {
        let style = match it.shape {
            ParameterShape::Scalar => String::new(),
            shape => format!(" {shape:?} {:?}{}", it.style, if it.explode { " exploded" } else { "" }),
        };
        let _ = write!(
            text,
            "  {}: {} {:?} {:?}{style}",
            it.name,
            ty(types, &it.ty),
            it.place,
            it.wire_name
        );
        text.push_str(if it.required { "" } else { ", optional" });
        if let Some(default) = &it.default {
            let _ = write!(text, ", else {default}");
        }
        let _ = writeln!(text, "{}", checks(types, &it.checks));
    }
    if let Some(request) = &operation.request_body {
        let _ = write!(text, "  body: {}", contents(types, &request.contents));
        text.push_str(if request.required { "" } else { ", optional" });
        text.push_str(if request.free_form { ", free form\n" } else { "\n" });
        text.push_str(&parts(types, &request.contents));
    }
    for it in &operation.responses {
        let _ = write!(
            text,
            "  {} {}: {}",
            it.status,
            it.variant,
            contents(types, &it.contents)
        );
        for sample in it.contents.iter().filter_map(|content| content.sample.as_ref()) {
            let _ = write!(text, " such as {sample}");
        }
        text.push('\n');
        text.push_str(&parts(types, &it.contents));
        for header in &it.headers {
            let presence = if header.required { "" } else { ", optional" };
            let _ = write!(
                text,
                "    {}: {} {:?}{presence}",
                header.name,
                ty(types, &header.ty),
                header.wire_name
            );
            if let Some(sample) = &header.sample {
                let _ = write!(text, " such as {sample}");
            }
            text.push('\n');
        }
    }
    text
}

/// The forms of a body, with the names of their variants where there are several.
fn contents(types: &Types, contents: &[Content]) -> String {
    let texts = contents.iter().map(|content| {
        let text = body(types, content);
        match contents {
            [_] => text,
            _ => format!("{} {text}", content.variant),
        }
    });
    match contents {
        [] => "nothing".to_owned(),
        _ => texts.collect::<Vec<_>>().join(" | "),
    }
}

fn body(types: &Types, content: &Content) -> String {
    let media_types = content.media_types.join(" or ");
    let (what, held, checked) = match &content.body {
        Body::Text => return format!("text {media_types}"),
        Body::Bytes => return format!("bytes {media_types}"),
        Body::FormParts => return format!("any parts {media_types}"),
        Body::Multipart(form) => return format!("multipart {media_types} {}", form.name),
        Body::Json { ty, checks } => ("json", ty, checks.as_slice()),
        Body::Form { ty, checks } => ("form", ty, checks.as_slice()),
        Body::Events { data, json: true } => ("events of json", data, [].as_slice()),
        Body::Events { data, json: false } => ("events of text", data, [].as_slice()),
        Body::Items { ty, framing } => {
            let held = self::ty(types, ty);
            return format!("items {framing:?} {media_types} {held}");
        }
    };
    format!("{what} {media_types} {}{}", ty(types, held), checks(types, checked))
}

/// The parts of multipart forms, a line each.
fn parts(types: &Types, contents: &[Content]) -> String {
    let mut text = String::new();
    let forms = contents.iter().filter_map(|content| match &content.body {
        Body::Multipart(form) => Some(form),
        _ => None,
    });
    for part in forms.flat_map(|form| &form.parts) {
        let content = match &part.content {
            PartContent::File => "file".to_owned(),
            PartContent::Text(held) => format!("text {}", ty(types, held)),
            PartContent::Json(held) => format!("json {}", ty(types, held)),
        };
        let media_type = part
            .media_type
            .as_deref()
            .map(|it| format!(" as {it}"))
            .unwrap_or_default();
        let presence = if part.required { "" } else { ", optional" };
        let repeated = if part.repeated { ", repeated" } else { "" };
        let checks = checks(types, &part.checks);
        let _ = writeln!(
            text,
            "    {}: {content}{media_type}{repeated}{presence}{checks}",
            part.name
        );
    }
    text
}

fn ty(types: &Types, ty: &TypeRef) -> String {
    types.tokens(ty, None).to_string().replace(' ', "")
}

/// Checks in brackets; that a named type has some is not repeated where it is used.
fn checks(types: &Types, checks: &[Check]) -> String {
    let texts = checks.iter().filter_map(|it| check(types, it)).collect::<Vec<_>>();
    if texts.is_empty() {
        String::new()
    } else {
        format!(" [{}]", texts.join(", "))
    }
}

fn check(types: &Types, check: &Check) -> Option<String> {
    Some(match check {
        Check::Length(least, most) => format!("length {}", bounds((*least, *most))),
        Check::Format(format) => format!("{format:?}").to_lowercase(),
        Check::Pattern(pattern) => format!("like {}", pattern.translated),
        Check::IntegerRange(range) | Check::FloatRange(range) => {
            let bounds = [
                (">=", range.minimum),
                ("<=", range.maximum),
                (">", range.exclusive_minimum),
                ("<", range.exclusive_maximum),
                ("multiple of", range.multiple_of),
            ];
            let bounds = bounds
                .iter()
                .filter_map(|(sign, bound)| Some(format!("{sign} {}", (*bound)?)));
            bounds.collect::<Vec<_>>().join(" ")
        }
        Check::ItemCount(least, most) => format!("items {}", bounds((*least, *most))),
        Check::OneOf(values) => format!("one of {}", serde_json::Value::from(values.clone())),
        Check::UniqueItems => "unique".to_owned(),
        Check::Items(inner) => format!("each{}", checks(types, inner)),
        Check::Values(inner) => format!("values{}", checks(types, inner)),
        Check::PropertyCount(least, most) => format!("count {}", bounds((*least, *most))),
        Check::Nested(_) => return None,
    })
}

fn bounds((least, most): (Option<u64>, Option<u64>)) -> String {
    let text = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
    format!("{}..={}", text(least), text(most))
}

//! Variables of paths that stand side by side with nothing between: where the first one ends.

use specwright_model::{Operation, Parameter, ParameterPlace, ParameterStyle, PathPart, PathTemplate, SchemaKind};

use crate::{
    operations::{ParameterPlan, ParameterShape},
    resolve::Resolver,
};

/// The first two variables of an operation's path of which nobody can tell where one ends and the other begins.
pub(crate) fn indistinct<'a>(
    path: &'a PathTemplate,
    operation: &Operation,
    resolver: &mut Resolver,
) -> Option<(&'a str, &'a str)> {
    path.parts().windows(2).find_map(|pair| match pair {
        [PathPart::Variable(first), PathPart::Variable(second)] => {
            let mut parameters = operation.parameters.iter();
            let parameter = parameters.find(|it| it.place == ParameterPlace::Path && it.name == *second);
            let is_distinct = parameter.is_some_and(|it| is_extension(it, resolver) || has_prefix(it, resolver));
            (!is_distinct).then_some((first.as_str(), second.as_str()))
        }
        _ => None,
    })
}

/// Whether all values of a variable begin with a dot, so that it is plain where they begin: `{id}{extension}`.
fn is_extension(parameter: &Parameter, resolver: &Resolver) -> bool {
    let values = parameter.schema.and_then(|it| resolver.written(it).values.as_ref());
    let begins_with_dot = |value: &serde_json::Value| {
        let extension = value.as_str().and_then(|text| text.strip_prefix('.'));
        extension.is_some_and(|extension| !extension.is_empty() && !extension.contains(['.', '/']))
    };
    values.is_some_and(|values| values.iter().all(begins_with_dot))
}

/// Whether the style puts one text in front of the whole value. It stands before each member of a list or an object
/// whose members stand apart (RFC 6570, sections 3.2.5 and 3.2.7).
fn has_prefix(parameter: &Parameter, resolver: &mut Resolver) -> bool {
    let mut has_members = || {
        let kind = parameter.schema.map(|schema| resolver.resolve(schema).kind.clone());
        kind.is_some_and(|kind| {
            !matches!(
                kind,
                SchemaKind::Boolean | SchemaKind::Integer(_) | SchemaKind::Number(_) | SchemaKind::String(_)
            )
        })
    };
    matches!(parameter.style, ParameterStyle::Label | ParameterStyle::Matrix) && (!parameter.explode || !has_members())
}

/// The path with what the style of a variable puts in front of its value as text of the path, wherever the variable
/// stands directly behind another one: `{id}{extension}` is `{id}.{extension}`. The variable is plain then.
pub(crate) fn with_prefixes(path: &PathTemplate, parameters: &mut [ParameterPlan]) -> PathTemplate {
    let mut parts: Vec<PathPart> = Vec::new();
    for part in path.parts() {
        if let (Some(PathPart::Variable(_)), PathPart::Variable(name)) = (parts.last(), part) {
            let mut parameters = parameters.iter_mut();
            let parameter = parameters.find(|it| it.place == ParameterPlace::Path && it.wire_name == *name);
            parts.extend(parameter.and_then(take_prefix).map(PathPart::Literal));
        }
        parts.push(part.clone());
    }
    PathTemplate::from_parts(parts)
}

/// What the style of a variable puts in front of its value, which it does no more.
fn take_prefix(parameter: &mut ParameterPlan) -> Option<String> {
    let prefix = match parameter.style {
        ParameterStyle::Label => ".".to_owned(),
        ParameterStyle::Matrix => format!(";{}=", parameter.wire_name),
        _ => return None,
    };
    if parameter.explode && parameter.shape != ParameterShape::Scalar {
        return None;
    }
    parameter.style = ParameterStyle::Simple;
    Some(prefix)
}

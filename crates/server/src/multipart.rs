//! The structs of multipart forms: how their parts are read and checked.

use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Body, MultipartPlan, OperationPlan, PartContent, PartPlan, Plan, TypeRef, ident, string};
use specwright_target::{checks_statements, deprecated, docs_or};

#[derive(Serialize)]
pub(crate) struct MultipartContext {
    docs: Tokens,
    name: Tokens,
    parts: Vec<PartContext>,
    /// Whether some part has constraints.
    checked: bool,
}

#[derive(Serialize)]
struct PartContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    /// The variable that holds it while it is read.
    local: Tokens,
    ty: Tokens,
    /// The call that reads it.
    read: Tokens,
    /// The call that checks it.
    check: Option<Tokens>,
}

/// The forms of an operation's request.
pub(crate) fn forms(plan: &Plan, operation: &OperationPlan) -> Vec<MultipartContext> {
    let contents = operation.request_body.iter().flat_map(|body| &body.contents);
    let forms = contents.filter_map(|content| match &content.body {
        Body::Multipart(form) => Some(form),
        _ => None,
    });
    forms.map(|form| context(plan, form)).collect()
}

/// Whether some part of a form has constraints.
pub(crate) fn is_checked(plan: &Plan, form: &MultipartPlan) -> bool {
    form.parts.iter().any(|part| check(plan, part).is_some())
}

fn context(plan: &Plan, form: &MultipartPlan) -> MultipartContext {
    let parts: Vec<PartContext> = form.parts.iter().map(|part| part_context(plan, part)).collect();
    MultipartContext {
        docs: Tokens::from(docs_or(&form.docs, "The parts of a form.")),
        name: Tokens::new(ident(&form.name)),
        checked: parts.iter().any(|part| part.check.is_some()),
        parts,
    }
}

fn part_context(plan: &Plan, part: &PartPlan) -> PartContext {
    let name = string(&part.wire_name);
    let (method, one) = match &part.content {
        PartContent::File => ("file", quote!(runtime::File)),
        PartContent::Text(ty) => ("text", plan.types.tokens(ty, Some("types"))),
        PartContent::Json(ty) => ("json", plan.types.tokens(ty, Some("types"))),
    };
    let (ty, read) = match (part.repeated, part.required) {
        (true, required) => {
            let method = ident(&format!("{method}s"));
            (quote!(Vec<#one>), quote!(#method(#name, #required)))
        }
        (false, true) => {
            let method = ident(method);
            (one, quote!(#method(#name)))
        }
        (false, false) => {
            let method = ident(&format!("{method}_optional"));
            (quote!(Option<#one>), quote!(#method(#name)))
        }
    };
    // The template's own variable keeps its name.
    let local = match part.name.as_str() {
        "parts" => "parts_part",
        name => name,
    };
    let otherwise = format!("The part `{}`.", part.wire_name.replace('`', "'"));
    PartContext {
        docs: Tokens::from(docs_or(&part.docs, &otherwise)),
        deprecated: Tokens::from(deprecated(part.deprecated)),
        name: Tokens::new(ident(&part.name)),
        local: Tokens::new(ident(local)),
        ty: Tokens::from(ty),
        read: Tokens::from(read),
        check: check(plan, part),
    }
}

/// The call that checks the part of a form; none where there is nothing to check.
fn check(plan: &Plan, part: &PartPlan) -> Option<Tokens> {
    let one = match &part.content {
        PartContent::Text(ty) | PartContent::Json(ty) => ty.clone(),
        // Only how many files there are is checked, whatever they are.
        PartContent::File => TypeRef::Any,
    };
    let ty = if part.repeated {
        TypeRef::Vec(Box::new(one))
    } else {
        one
    };
    let value = ident("value");
    let statements = checks_statements(&plan.types, &ty, &part.checks, &value)?;
    let method = ident(match part.required || part.repeated {
        true => "property",
        false => "optional",
    });
    let (wire_name, name) = (string(&part.wire_name), ident(&part.name));
    Some(Tokens::from(
        quote!(validator.#method(#wire_name, &self.#name, |validator, #value| { #statements })),
    ))
}

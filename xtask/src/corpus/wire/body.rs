//! The bodies that generated clients send.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;
use specwright_rust::{Body, Content, PartContent, PartPlan, Plan, RequestBodyPlan, ident, string};

use super::call::{Argument, made, typed};

/// Whether the body is an argument of the function that makes the request, and not of a method of its own.
pub(super) fn is_argument(body: &RequestBodyPlan) -> bool {
    body.required && !body.free_form
}

/// The body in the form `call.form`; none where none is described. `module` is the path to the operation's types.
pub(super) fn argument(plan: &Plan, body: &RequestBodyPlan, module: &TokenStream) -> Option<Argument> {
    let names = (1..).map(|number| ident(&format!("body_{number}")));
    let mut forms = names
        .zip(&body.contents)
        .map(|(name, content)| form(plan, &name, content, module));
    if body.contents.len() < 2 {
        return forms.next();
    }
    let (bindings, values): (Vec<_>, Vec<_>) = forms.map(|it| (it.binding, it.value)).unzip();
    let enumeration = ident(&body.enum_name);
    let numbers = (0..values.len()).map(Literal::usize_unsuffixed);
    let variants = body.contents.iter().map(|content| ident(&content.variant));
    Some(Argument {
        binding: quote!(#(#bindings)*),
        value: quote! {
            match call.form {
                #(#numbers => #module::#enumeration::#variants(#values),)*
                form => return Err(format!("there is no form {form} of the body")),
            }
        },
    })
}

/// A body in one form.
fn form(plan: &Plan, name: &Ident, content: &Content, module: &TokenStream) -> Argument {
    let text = match &content.sample {
        Some(Value::String(text)) => text.clone(),
        Some(other) => format!("{other}\n"),
        None => "text".to_owned(),
    };
    match &content.body {
        Body::Json { ty, .. } | Body::Form { ty, .. } => typed(plan, name, "the body", ty, content.sample.as_ref()),
        Body::Multipart(form) => {
            let parts = form.parts.iter().map(|it| part(plan, it, content.sample.as_ref()));
            let form = ident(&form.name);
            Argument {
                binding: quote!(let #name = #module::#form { #(#parts),* };),
                value: quote!(&#name),
            }
        }
        Body::FormParts => Argument {
            binding: quote!(let #name = runtime::FormParts::new().text("part", "text").file("file", b"bytes");),
            value: quote!(&#name),
        },
        Body::Text => {
            let text = string(&text);
            Argument {
                binding: TokenStream::new(),
                value: quote!(#text),
            }
        }
        Body::Bytes | Body::Events { .. } | Body::Items { .. } => {
            let bytes = Literal::byte_string(text.as_bytes());
            Argument {
                binding: TokenStream::new(),
                value: quote!(#bytes),
            }
        }
    }
}

/// The field of a multipart form's part. What need not be there and has no sample is left out.
fn part(plan: &Plan, part: &PartPlan, samples: Option<&Value>) -> TokenStream {
    let name = ident(&part.name);
    let sample = samples.and_then(|samples| samples.get(&part.wire_name));
    // The sample of a repeated part is a list.
    let sample = match sample {
        Some(Value::Array(items)) if part.repeated => items.first(),
        other => other,
    };
    let item = match &part.content {
        PartContent::File => Some(quote!(runtime::File::new(b"bytes").named("file.bin"))),
        PartContent::Text(ty) | PartContent::Json(ty) => {
            let ty = plan.types.tokens(ty, Some("types"));
            let made = made(&part.wire_name, sample);
            (sample.is_some() || part.required).then(|| quote!({ let part: #ty = #made; part }))
        }
    };
    let value = match (item, part.repeated, part.required) {
        (Some(item), true, _) => quote!(vec![#item]),
        (None, true, _) => quote!(Vec::new()),
        (Some(item), false, true) => item,
        (Some(item), false, false) => quote!(Some(#item)),
        (None, false, _) => quote!(None),
    };
    quote!(#name: #value)
}

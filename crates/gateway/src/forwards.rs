//! Paths of a REST adapter whose requests go to an upstream as they are.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_diagnostics::Diagnostics;
use specwright_model::{
    Argument, Capability, Expression, Forward, ParameterPlace, PathPart, PathTemplate, RestAdapter,
};
use specwright_rust::string;

use crate::addresses;
use crate::expression::{InputNames, sent};
use crate::findings::finding;
use crate::rules;

/// The forwards of an adapter, as constants of the runtime. What cannot be passed on is left out, with a finding.
pub(crate) fn forwards(
    adapter: &RestAdapter,
    capability: &Capability,
    diagnostics: &mut Diagnostics,
) -> Vec<TokenStream> {
    let mut written = Vec::new();
    for resource in &adapter.resources {
        let Some(forward) = &resource.forward else { continue };
        match expression(&resource.path, forward, capability) {
            Ok(expression) => written.push(expression),
            Err(reason) => {
                let message = format!("requests to `{}` are not passed on: {reason}", resource.path);
                diagnostics.push(finding(&rules::NOT_EXPOSED, forward.origin, message));
            }
        }
    }
    written
}

/// A forward as a constant of the runtime.
///
/// # Errors
/// Why the runtime cannot pass requests on in this way.
fn expression(path: &PathTemplate, forward: &Forward, capability: &Capability) -> Result<TokenStream, &'static str> {
    let mut upstreams = capability.upstreams.iter();
    let place = upstreams.position(|upstream| upstream.namespace == forward.namespace);
    let upstream = place.and_then(|place| capability.upstreams.get(place));
    let upstream = upstream.ok_or("the API that they are for is not consumed")?;
    // The first upstream is the one whose address the gateway has.
    let server = match place {
        Some(0) => None,
        _ => Some(
            addresses::constant(upstream)
                .ok_or("the address of the API that they are for is known at the start alone")?,
        ),
    };
    let server = server.map(|url| {
        let url = string(url);
        quote!(.server(#url))
    });
    let security = upstream.authentication.as_ref().map(|authentication| {
        let scheme = string(&authentication.scheme);
        quote!(.security(&[&[runtime::client::SecurityRef::new(#scheme, &[])]]))
    });
    let trusted = forward.trusted_headers.iter().map(|name| string(name));
    let trusted = (!forward.trusted_headers.is_empty()).then(|| quote!(.trusted_headers(&[#(#trusted),*])));
    let headers = pairs(&forward.arguments, ParameterPlace::Header)?;
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    let query = pairs(&forward.arguments, ParameterPlace::Query)?;
    let query = (!query.is_empty()).then(|| quote!(.query(&[#(#query),*])));
    let path = string(&with_rest(path));
    Ok(quote!(runtime::gateway::Forward::new(#path) #server #security #trusted #headers #query))
}

/// The path, whose last variable takes all that follows where it stands at the end (RFC 6570, section 3.2.3).
fn with_rest(path: &PathTemplate) -> String {
    let text = path.to_string();
    match path.parts().last() {
        Some(PathPart::Variable(name)) => {
            let before = text.strip_suffix(&format!("{{{name}}}")).unwrap_or_default();
            format!("{before}{{+{name}}}")
        }
        _ => text,
    }
}

/// What every request carries in a place: names and values.
fn pairs(arguments: &[Argument], place: ParameterPlace) -> Result<Vec<TokenStream>, &'static str> {
    let here = arguments.iter().filter(|argument| argument.place == place);
    let pairs = here.map(|argument| {
        let name = string(&argument.name);
        let value = &argument.value;
        let mut takes_inputs = false;
        value.visit(&mut |part| {
            takes_inputs |= !matches!(
                part,
                Expression::Literal(_) | Expression::Bind(_) | Expression::Template(_)
            )
        });
        if takes_inputs {
            return Err("what they always carry is made of inputs, which they do not have");
        }
        let value = sent(value, &InputNames::default()).map_err(|_| "what they always carry cannot be sent")?;
        Ok(quote!((#name, #value)))
    });
    pairs.collect()
}

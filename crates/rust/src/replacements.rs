//! Schemas that the options speak of, by their names.

use std::collections::HashMap;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::SchemaId;

use crate::{
    options::{PlanOptions, TypePath},
    resolve::Resolver,
    rules,
};

/// The types of the user's, by the schemas for which they stand. Also says where the options name schemas that there are
/// not.
pub(crate) fn replacements(
    resolver: &Resolver,
    options: &PlanOptions,
    diagnostics: &mut Diagnostics,
) -> HashMap<SchemaId, TypePath> {
    let declared = resolver.declared();
    let mut replaced = HashMap::new();
    for (name, path) in &options.replacements {
        match declared.iter().find(|(_, known)| known == name) {
            Some((id, _)) => {
                replaced.insert(*id, path.clone());
            }
            None => diagnostics.push(undeclared(&format!("`{path}` is to stand for"), name, &declared)),
        }
    }
    for (name, derives) in &options.derives_of {
        if !declared.iter().any(|(_, known)| known == name) {
            let derives: Vec<String> = derives.iter().map(|path| format!("`{path}`")).collect();
            let what = format!("{} is to be derived for", derives.join(", "));
            diagnostics.push(undeclared(&what, name, &declared));
        }
    }
    replaced
}

/// The finding that `what` is said of the schema `name`, and there is none.
fn undeclared(what: &str, name: &str, declared: &[(SchemaId, String)]) -> Diagnostic {
    let message = format!("{what} the schema `{name}`, which the description does not declare");
    let diagnostic = Diagnostic::without_place(&rules::UNDECLARED_SCHEMA, message);
    let near = specwright_diagnostics::nearest(name, declared.iter().map(|(_, known)| known.as_str()));
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

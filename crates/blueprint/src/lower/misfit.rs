//! Bodies that do not fit what is said of them.

use specwright_diagnostics::{Diagnostic, Location};
use specwright_inference::Role;
use specwright_model::SchemaId;

use crate::rules;
use crate::syntax::Asset;

use super::Lowering;
use super::message::Message;
use super::types::unfenced;

impl Lowering<'_, '_, '_, '_> {
    /// Says of a body of JSON that it does not fit its schema, once however many messages show it.
    pub(super) fn check_body(&mut self, message: &Message<'_, '_, '_>, schema: SchemaId, role: Role) {
        let (Some(body), Some(value)) = (message.body, &message.json) else {
            return;
        };
        if !self.checked_bodies.insert((body.range.start, schema)) {
            return;
        }
        let Some(misfit) = self.api.schemas.misfit(schema, value) else {
            return;
        };
        let what = if message.schema.is_some() {
            "schema"
        } else {
            "attributes"
        };
        let text = format!("this body does not fit its {what}: {misfit}");
        let location = self.place_within(body, &misfit.pointer);
        let finding = Diagnostic::new(&rules::BODY_MISFIT, location, text);
        self.findings.push(finding.help(match role {
            Role::Request => format!("mend the body or its {what}; code is generated for the {what}"),
            Role::Success | Role::Error => {
                format!("mend the body or its {what}; until then a mock server answers with a sample of the {what}")
            }
        }));
    }

    /// The place of a part of a body; the whole body where the part is not found.
    fn place_within(&self, body: &Asset, pointer: &str) -> Location {
        let whole = self.findings.location(body.range.clone());
        let part = || {
            let text = self.sources.text(whole.file);
            let (start, end) = unfenced(text, whole.span.start as usize, whole.span.end as usize);
            let sources = self.sources.part(whole.file, start..end).ok()?;
            let node = sources.entry_tree()?.root().pointer(pointer).ok()?;
            Some(node.location())
        };
        part().unwrap_or(whole)
    }
}

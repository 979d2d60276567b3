//! Writes the model as OpenAPI 3.1 or 3.0.
//!
//! Both versions are written by one mechanism, into JSON values: a typed model of 3.0 cannot hold 3.1, and two writers
//! would drift apart. Where the versions differ, the place that differs asks for the version.
//!
//! Invariant: what the model says and the version cannot say is reported, at the place where the description says it.

mod body;
mod components;
mod composition;
mod dangling;
mod document;
mod examples;
mod facets;
mod fitting;
mod header;
mod media_type;
mod members;
mod operation;
mod operation_ids;
mod parameter;
mod paths;
mod response;
mod schema;
mod schema_writer;
mod security;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specwright_diagnostics::{Diagnostic, Diagnostics, Rule};
use specwright_model::{Api, Origin, SchemaId, SecurityRequirement};

use crate::findings::Findings;
use crate::rules;
use crate::version::Version;

use components::ComponentNames;
use operation_ids::OperationIds;
pub use schema_writer::SchemaWriter;

/// The versions of OpenAPI that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WrittenVersion {
    /// OpenAPI 3.0, declared as 3.0.4.
    V3_0,
    /// OpenAPI 3.1, declared as 3.1.1.
    V3_1,
}

impl WrittenVersion {
    fn version(self) -> Version {
        match self {
            Self::V3_0 => Version::V3_0,
            Self::V3_1 => Version::V3_1,
        }
    }
}

/// Writes an API as an OpenAPI document, whose keys are in the order in which people expect them.
///
/// Schemas with a name are components, and so are those without one that hold themselves or that a discriminator
/// names; all others stand where they are used. The findings are what the version cannot say, what is written
/// otherwise than the description has it, and what OpenAPI asks for and the description does not say; none of them is
/// an error.
pub fn write(api: &Api, version: WrittenVersion) -> (Value, Diagnostics) {
    let mut writer = Writer::new(api, version.version(), ComponentNames::of(api));
    let mut document = writer.document();
    let dangling = dangling::remove(&mut document);
    if let Some(first) = dangling.first() {
        let count = dangling.len();
        let what = format!("what {count} references in extensions and examples lead to, such as `{first}`,");
        writer.leave_out(Origin::default(), "reference", &what);
    }
    let mut diagnostics = writer.findings.finish();
    diagnostics.sort();
    (document, diagnostics)
}

/// Writes one API.
struct Writer<'a> {
    api: &'a Api,
    version: Version,
    findings: Findings,
    /// The schemas that are components.
    components: ComponentNames,
    operation_ids: OperationIds,
    /// What operations require that do not say otherwise.
    general_security: Option<&'a [SecurityRequirement]>,
    /// The names of security schemes, by those that the description has.
    scheme_names: BTreeMap<String, String>,
    /// The schemas that inherit from one with a discriminator.
    heirs: BTreeSet<SchemaId>,
    /// Whether it was said that examples of calls fall apart, which is said once.
    has_reported_transactions: bool,
}

impl<'a> Writer<'a> {
    fn new(api: &'a Api, version: Version, components: ComponentNames) -> Self {
        Self {
            api,
            version,
            findings: Findings::default(),
            components,
            operation_ids: OperationIds::of(api),
            general_security: security::general(api),
            scheme_names: security::component_names(api),
            heirs: api
                .schemas
                .iter()
                .flat_map(|(_, schema)| schema.subtypes.iter().copied())
                .collect(),
            has_reported_transactions: false,
        }
    }
}

impl Writer<'_> {
    /// Whether the document is one of OpenAPI 3.0, whose schemas are no JSON Schema.
    fn is_3_0(&self) -> bool {
        self.version == Version::V3_0
    }

    /// Reports what is left out because the version cannot say it. Findings about one subject are listed a few times
    /// and then counted.
    fn leave_out(&mut self, origin: Origin, subject: &str, what: &str) {
        let message = format!(
            "{what} cannot be said in OpenAPI {}; it is left out",
            self.version.name()
        );
        self.find(&rules::NOT_IN_OPENAPI, origin, subject, message);
    }

    /// Reports what is written otherwise than the description has it.
    fn say_otherwise(&mut self, origin: Origin, subject: &str, what: &str, instead: &str) {
        let message = format!("{what} cannot be said in OpenAPI {}; {instead}", self.version.name());
        self.find(&rules::SAID_OTHERWISE, origin, subject, message);
    }

    /// Reports what OpenAPI asks for and the description does not say.
    fn fill_in(&mut self, origin: Origin, subject: &str, message: String) {
        self.find(&rules::FILLED_IN, origin, subject, message);
    }

    /// Reports a value that OpenAPI does not allow; each is listed, since it names what is left out.
    fn leave_out_value(&mut self, origin: Origin, message: String) {
        let diagnostic = diagnostic(&rules::UNFIT_VALUE, origin, message);
        self.findings.push_each(diagnostic);
    }

    fn find(&mut self, rule: &'static Rule, origin: Origin, subject: &str, message: String) {
        self.findings.push_about(subject, diagnostic(rule, origin, message));
    }
}

fn diagnostic(rule: &'static Rule, origin: Origin, message: String) -> Diagnostic {
    match origin.location {
        Some(location) => Diagnostic::new(rule, location, message),
        None => Diagnostic::without_place(rule, message),
    }
}

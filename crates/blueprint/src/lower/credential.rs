//! Credentials: header fields of requests that say who is calling.
//!
//! API Blueprint has no security schemes. A field whose name says that it is a credential is read as one, so that a
//! client holds it once and keeps it out of logs, instead of as a parameter of every operation.

use specwright_model::{Api, ApiKeyPlace, Extensions, SecurityKind, SecurityRequirement, SecurityScheme, SecurityUse};

use crate::rules;
use crate::syntax::HeaderField;

use super::Lowering;
use super::body::requests;
use super::response::has_field;
use super::transaction::Exchange;

/// How the names of fields end that hold a credential.
const ENDINGS: [&str; 12] = [
    "auth-token",
    "access-token",
    "api-key",
    "apikey",
    "api-token",
    "access-key",
    "secret-key",
    "session-token",
    "x-auth",
    "x-token",
    "authentication",
    "authorization",
];

/// The security schemes that were met.
#[derive(Default)]
pub(super) struct Credentials {
    schemes: Vec<SecurityScheme>,
}

impl Credentials {
    /// Puts the schemes into the model. An operation that describes no request says nothing of credentials: it may be
    /// called with what the others ask for, where all of them ask for one and the same.
    pub(super) fn finish(self, api: &mut Api) {
        if let [scheme] = self.schemes.as_slice() {
            let operations = api.resources.iter_mut().flat_map(|resource| &mut resource.operations);
            let silent = operations.filter(|it| it.transactions.iter().all(|it| it.request.is_none()));
            for operation in silent.filter(|it| it.security.is_empty()) {
                operation.security = vec![required(&scheme.name), SecurityRequirement::default()];
            }
        }
        api.security_schemes = self.schemes;
    }
}

fn required(scheme: &str) -> SecurityRequirement {
    let scheme = scheme.to_owned();
    let scopes = Vec::new();
    SecurityRequirement {
        all: vec![SecurityUse { scheme, scopes }],
    }
}

/// Whether a field of that name holds a credential.
fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn kind(field: &HeaderField<'_>) -> (String, SecurityKind) {
    let name = field.name.text;
    if name.eq_ignore_ascii_case("authorization") {
        let scheme = field.value.text.split_whitespace().next().unwrap_or("");
        if scheme.eq_ignore_ascii_case("basic") {
            return ("basic".to_owned(), SecurityKind::Basic);
        }
        if scheme.eq_ignore_ascii_case("bearer") {
            return ("bearer".to_owned(), SecurityKind::Bearer { format: None });
        }
    }
    let kind = SecurityKind::ApiKey {
        place: ApiKeyPlace::Header,
        field: name.to_owned(),
    };
    (name.to_owned(), kind)
}

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// Who may call an operation, and the names of the fields that say who is calling.
    pub(super) fn credentials(
        &mut self,
        exchanges: &[Exchange<'a, 'b, 't>],
    ) -> (Vec<SecurityRequirement>, Vec<&'t str>) {
        let mut security: Vec<SecurityRequirement> = Vec::new();
        let mut names: Vec<&'t str> = Vec::new();
        let all: Vec<_> = requests(exchanges).collect();
        let fields = all.iter().flat_map(|request| &request.headers);
        for field in fields.filter(|field| is_credential(field.name.text)) {
            let scheme = required(&self.scheme(field));
            if !security.contains(&scheme) {
                security.push(scheme);
            }
            if !names.contains(&field.name.text) {
                names.push(field.name.text);
            }
        }
        let is_always_there = all
            .iter()
            .all(|request| names.iter().any(|name| has_field(request, name)));
        if !security.is_empty() && !is_always_there {
            security.push(SecurityRequirement::default());
        }
        (security, names)
    }

    /// The name of the scheme of a field.
    fn scheme(&mut self, field: &HeaderField<'_>) -> String {
        let (name, kind) = kind(field);
        if let Some(known) = self.credentials.schemes.iter().find(|known| known.kind == kind) {
            return known.name.clone();
        }
        let text = format!("the header field `{}` is read as a credential", field.name.text);
        let finding = self.findings.at(&rules::ASSUMED_SECURITY, field.name.range(), text);
        let help = "a client is given it once, for all operations whose requests show it";
        self.findings.push(finding.help(help));
        self.credentials.schemes.push(SecurityScheme {
            name: name.clone(),
            description: None,
            kind,
            metadata_url: None,
            deprecated: false,
            extensions: Extensions::new(),
            origin: self.concluded(field.name.range()),
        });
        name
    }
}

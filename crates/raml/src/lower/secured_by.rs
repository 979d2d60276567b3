//! Which schemes secure an operation (RAML 1.0, "Applying Security Schemes").

use std::rc::Rc;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Operation, ParameterPlace, SecurityRequirement, SecurityUse};

use super::Reader;
use super::scheme::Scheme;
use crate::parameter::{is_credential, is_same};
use crate::rules;
use crate::unit::Declared;
use crate::view::View;

/// One way to be allowed.
#[derive(Clone)]
pub(super) struct Secured<'s> {
    pub(super) requirement: SecurityRequirement,
    /// None for calls that nothing is asked of.
    pub(super) scheme: Option<Rc<Scheme<'s>>>,
}

impl<'s> Reader<'s, '_> {
    /// The schemes that a document, resource or method names, each an alternative; none where it names none.
    pub(super) fn secured_by(&mut self, owner: &View<'s>) -> Option<Vec<Secured<'s>>> {
        let value = self.scalar(owner, "securedBy")?;
        if value.is_null() {
            return None;
        }
        let items = value.items_or_self();
        Some(items.iter().filter_map(|item| self.secured(item)).collect())
    }

    fn secured(&mut self, item: &View<'s>) -> Option<Secured<'s>> {
        if item.is_null() || item.text() == Some("null") {
            return Some(Secured {
                requirement: SecurityRequirement::default(),
                scheme: None,
            });
        }
        let (name, settings, location) = self.named(item, Declared::SecurityScheme)?;
        let units = self.units;
        let Some(declared) = units.find(Declared::SecurityScheme, &item.scopes(), &name) else {
            self.unknown_name(item, Declared::SecurityScheme, &name, location);
            return None;
        };
        let scheme = self.scheme(declared)?;
        let scopes = settings
            .map(|settings| self.scopes(&settings, &scheme))
            .unwrap_or_default();
        let requirement = SecurityRequirement {
            all: vec![SecurityUse {
                scheme: scheme.name.clone(),
                scopes,
            }],
        };
        Some(Secured {
            requirement,
            scheme: Some(scheme),
        })
    }

    /// The scopes that are asked for; further settings mean what their vendors say.
    fn scopes(&mut self, settings: &View<'s>, scheme: &Scheme<'s>) -> Vec<String> {
        let items = self.texts(settings, "scopes").unwrap_or_default();
        settings.see_all();
        let mut scopes = Vec::new();
        for item in items {
            let text = item.text().unwrap_or_default();
            if let Some(known) = scheme
                .scopes
                .as_ref()
                .filter(|known| !known.iter().any(|it| it == text))
            {
                let message = format!("`{}` has no scope `{text}`", scheme.name);
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_SCOPE, item.location(), message);
                let near = specwright_diagnostics::nearest(text, known.iter().map(String::as_str));
                self.report(match near {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic,
                });
            }
            scopes.push(text.to_owned());
        }
        scopes
    }

    /// Secures an operation: what its schemes add to requests and responses becomes a part of it, but for the fields that
    /// hold the credential.
    pub(super) fn secure(&mut self, operation: &mut Operation, security: &[Secured<'s>]) {
        operation.security = security.iter().map(|it| it.requirement.clone()).collect();
        let is_only = security.len() == 1;
        for scheme in security.iter().filter_map(|secured| secured.scheme.as_ref()) {
            let Some(described_by) = &scheme.described_by else {
                continue;
            };
            let headers = self.parameters(described_by, "headers", ParameterPlace::Header);
            let query = self.parameters(described_by, "queryParameters", ParameterPlace::Query);
            for mut parameter in headers.into_iter().chain(query) {
                let is_credential = is_credential(&scheme.kind, &parameter);
                let is_known = operation.parameters.iter().any(|known| is_same(known, &parameter));
                if !is_credential && !is_known {
                    parameter.required &= is_only;
                    operation.parameters.push(parameter);
                }
            }
            for response in self.responses(described_by) {
                if !operation.responses.iter().any(|known| known.status == response.status) {
                    operation.responses.push(response);
                }
            }
        }
    }
}

//! What a document says of the API as a whole.

use specwright_model::{Origin, Server};

use crate::block::Line;
use crate::rules;
use crate::syntax::Blueprint;
use crate::uri_template::UriTemplate;

use super::Lowering;
use super::naming::text_of;

impl Lowering<'_, '_, '_, '_> {
    pub(super) fn information(&mut self, blueprint: &Blueprint<'_, '_>) {
        self.api.title = text_of(blueprint.name).unwrap_or_default();
        self.api.description = blueprint.description.read(self.text);
        self.api.origin = match blueprint.name {
            Some(name) => self.written(name.range()),
            None => Origin::inferred(self.findings.location(0..0)),
        };
        self.say_missing(blueprint);
        self.say_nothing(blueprint);
        for (name, value) in &blueprint.metadata {
            match name.text.to_ascii_uppercase().as_str() {
                "FORMAT" => self.format(*value),
                "HOST" => self.host(*value),
                "VERSION" => value.text.clone_into(&mut self.api.version),
                _ => self.other_metadata(*name, *value),
            }
        }
    }

    /// Says what a document leaves out that every blueprint begins with.
    fn say_missing(&mut self, blueprint: &Blueprint<'_, '_>) {
        let has = |name: &str| {
            blueprint
                .metadata
                .iter()
                .any(|(it, _)| it.text.eq_ignore_ascii_case(name))
        };
        let missing = [
            (has("FORMAT"), "in which format it is written (`FORMAT: 1A`)"),
            (has("HOST"), "where the API is served (`HOST: https://…`)"),
            (blueprint.name.is_some(), "what the API is called (`# Name`)"),
        ];
        let missing: Vec<&str> = missing
            .iter()
            .filter(|(there, _)| !there)
            .map(|(_, what)| *what)
            .collect();
        if missing.is_empty() {
            return;
        }
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let message = format!("the document does not say {}", missing.join(", "));
        let finding = self.findings.at(&rules::MISSING_METADATA, 0..end, message);
        self.findings
            .push(finding.help("write it at the beginning, before the first group or resource"));
    }

    /// Says of a document that it describes nothing that could be called.
    fn say_nothing(&mut self, blueprint: &Blueprint<'_, '_>) {
        let resources = blueprint.groups.iter().flat_map(|group| &group.resources);
        if !blueprint.types.is_empty() || resources.into_iter().any(|resource| !resource.actions.is_empty()) {
            return;
        }
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let message = "the document describes no action";
        let finding = self.findings.at(&rules::NOTHING_DESCRIBED, 0..end, message);
        self.findings
            .push(finding.help("an action is a heading such as `# GET /users` or `## List [GET]`"));
    }

    fn format(&mut self, value: Line<'_>) {
        if value.text.to_ascii_uppercase().starts_with("1A") {
            return;
        }
        let message = format!("`{}` is no version of API Blueprint that is known", value.text);
        let finding = self.findings.at(&rules::UNKNOWN_FORMAT_VERSION, value.range(), message);
        self.findings
            .push(finding.label("read as 1A9").help("write `FORMAT: 1A`"));
    }

    fn host(&mut self, value: Line<'_>) {
        let url = value.text.trim_end_matches('/');
        let is_absolute = UriTemplate::parse(url).origin.is_some();
        if url.is_empty() {
            return;
        }
        if !is_absolute {
            let message = format!("`{url}` is no address with a scheme; `https` is assumed");
            let finding = self.findings.at(&rules::INVALID_URI, value.range(), message);
            self.findings.push(finding.help(format!("write `HOST: https://{url}`")));
        }
        let url = if is_absolute {
            url.to_owned()
        } else {
            format!("https://{url}")
        };
        self.api.servers.push(Server {
            url,
            ..Server::default()
        });
    }

    /// Metadata that means nothing here is kept as an extension.
    fn other_metadata(&mut self, name: Line<'_>, value: Line<'_>) {
        let message = format!("`{}` means nothing to the reader", name.text);
        let finding = self.findings.at(&rules::UNKNOWN_METADATA, name.range(), message);
        self.findings
            .push(finding.help("the metadata that count are `FORMAT`, `HOST` and `VERSION`"));
        let key = format!("x-{}", name.text.to_ascii_lowercase().replace('_', "-"));
        self.api.extensions.insert(key, value.text.into());
    }
}

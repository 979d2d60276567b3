//! Values that are not in the document: where they are declared, and where they are used.

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Bind, BindLocation, Expression};
use specwright_source::Node;

use crate::expression::{self, TemplatePart};
use crate::objects;
use crate::reader::{Reader, listed};
use crate::rules;

/// The binds that a document declares.
#[derive(Debug, Default)]
pub(crate) struct Binds {
    list: Vec<Declared>,
}

#[derive(Debug)]
struct Declared {
    bind: Bind,
    location: Location,
    is_used: bool,
}

impl Binds {
    /// Where the bind is that an expression names: by its key, or by its namespace and its key.
    fn find(&self, name: &str) -> Option<usize> {
        let is_named = |declared: &Declared| {
            let bind = &declared.bind;
            let qualified = name
                .strip_prefix(bind.namespace.as_str())
                .and_then(|rest| rest.strip_prefix('.'));
            bind.name == name || qualified == Some(bind.name.as_str())
        };
        self.list.iter().position(is_named)
    }

    /// The name of the bind that an expression names, which is used now.
    pub(crate) fn used(&mut self, name: &str) -> Option<String> {
        let index = self.find(name)?;
        let declared = self.list.get_mut(index)?;
        declared.is_used = true;
        Some(declared.bind.name.clone())
    }

    /// The names of all binds.
    fn names(&self) -> Vec<String> {
        self.list.iter().map(|declared| declared.bind.name.clone()).collect()
    }
}

impl<'s> Reader<'s> {
    /// The binds of the document or of the capability.
    pub(crate) fn binds(&mut self, nodes: &[Node<'s>]) {
        for node in nodes {
            if !self.object(*node, &objects::BIND) {
                continue;
            }
            let namespace = self.required(*node, "namespace", &objects::BIND).unwrap_or_default();
            let description = self.string(*node, "description");
            let location = self.bind_location(*node, "location");
            self.bind_keys(*node, namespace, &location, description.as_deref());
        }
    }

    /// What older versions have instead of binds.
    pub(crate) fn external_references(&mut self, root: Node<'s>) {
        for node in self.list(root, "externalRefs") {
            if !self.object(node, &objects::EXTERNAL_REFERENCE) {
                continue;
            }
            let object = &objects::EXTERNAL_REFERENCE;
            let namespace = self.required(node, "name", object).unwrap_or_default();
            let description = self.string(node, "description");
            let is_file = self.text(node, "resolution").is_some_and(|text| text == "file");
            let location = if is_file {
                self.bind_location(node, "uri")
            } else {
                node.ignore("uri");
                BindLocation::Environment
            };
            self.bind_keys(node, namespace, &location, description.as_deref());
        }
    }

    fn bind_location(&mut self, node: Node<'s>, key: &str) -> BindLocation {
        let Some(uri) = self.text(node, key) else {
            return BindLocation::Environment;
        };
        if let Some(path) = uri.strip_prefix("file://") {
            // `file:///./secrets.yaml` is how relative paths are written.
            let relative = path.strip_prefix('/').filter(|path| path.starts_with('.'));
            return BindLocation::File(relative.unwrap_or(path).to_owned());
        }
        if uri.starts_with("env:") || uri.starts_with("environment:") {
            return BindLocation::Environment;
        }
        let location = node.peek(key).map_or_else(|| node.location(), Node::location);
        let message = format!("`{uri}` is no store that is known: the values are taken from the environment");
        let help = "leave `location` out for the environment, or name a file by `file://`";
        self.report_with(&rules::BIND_LOCATION, location, message, help);
        BindLocation::Other(uri.to_owned())
    }

    fn bind_keys(&mut self, node: Node<'s>, namespace: &str, location: &BindLocation, description: Option<&str>) {
        let Some(keys) = node.get("keys").filter(|keys| keys.is_mapping()) else {
            let message = format!("the bind `{namespace}` has no `keys`");
            self.report(&rules::MISSING_KEY, node.location(), message);
            return;
        };
        for entry in keys.entries() {
            let source_key = entry.value.as_text().unwrap_or(entry.key).to_owned();
            let bind = Bind {
                name: entry.key.to_owned(),
                source_key,
                location: location.clone(),
                namespace: namespace.to_owned(),
                description: description.map(str::to_owned),
                optional: false,
                origin: self.origin(entry.key_location),
            };
            self.declare_bind(bind, entry.key_location);
        }
    }

    /// Adds a bind; one that is there already is reported, unless it says the same.
    pub(crate) fn declare_bind(&mut self, bind: Bind, location: Location) {
        let known = self.binds.list.iter().find(|declared| declared.bind.name == bind.name);
        if let Some(known) = known {
            let is_same = known.bind.source_key == bind.source_key && known.bind.location == bind.location;
            if !is_same {
                let message = format!("the bind `{}` is declared twice", bind.name);
                let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, location, message);
                self.findings.push(diagnostic.related(known.location, "the first one"));
            }
            return;
        }
        self.binds.list.push(Declared {
            bind,
            location,
            is_used: false,
        });
    }

    /// The parts of a text, with a finding where double braces in it name nothing.
    pub(crate) fn template<'t>(&mut self, text: &'t str, location: Location) -> Vec<TemplatePart<'t>> {
        let parts = expression::template(text);
        let is_loose = |part: &TemplatePart<'_>| matches!(part, TemplatePart::Text(text) if text.contains("{{"));
        if parts.iter().any(is_loose) {
            let message = "double braces that name nothing are taken as they are";
            let help = "names have letters, digits, `_`, `-` and `.`, and two braces on either side: `{{name}}`";
            self.report_with(&rules::LOOSE_BRACES, location, message, help);
        }
        parts
    }

    /// The value of a text in which only binds may be named, such as a secret.
    pub(crate) fn bound_text(&mut self, text: &str, location: Location) -> Expression {
        if let Some(name) = self.bare_bind(text, location) {
            return Expression::Bind(name);
        }
        let parts = self.template(text, location).into_iter().map(|part| match part {
            TemplatePart::Text(text) => Expression::text(text),
            TemplatePart::Name(name) => self.bind_value(name, location),
        });
        joined(parts.collect())
    }

    /// The value of a consumed parameter: names in it are binds, or what callers give (see [`Reader::given_names`]).
    pub(crate) fn parameter_text(&mut self, text: &str, location: Location) -> Expression {
        if let Some(name) = self.bare_bind(text, location) {
            return Expression::Bind(name);
        }
        let parts = self.template(text, location).into_iter().map(|part| match part {
            TemplatePart::Text(text) => Expression::text(text),
            TemplatePart::Name(name) => match self.binds.used(name) {
                Some(bind) => Expression::Bind(bind),
                None if self.given_names.contains(name) => Expression::input(name),
                None => self.bind_value(name, location),
            },
        });
        joined(parts.collect())
    }

    /// The value of a bind by the name that an expression uses, with a finding where there is none.
    pub(crate) fn bind_value(&mut self, name: &str, location: Location) -> Expression {
        if let Some(name) = self.binds.used(name) {
            return Expression::Bind(name);
        }
        let bare = name.rsplit('.').next().unwrap_or(name);
        if self.is_shared {
            // Whoever imports the part has the bind.
            return Expression::Bind(bare.to_owned());
        }
        let names = self.binds.names();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = format!("`{name}` is no bind");
        let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_BIND, location, message);
        diagnostic = match self.findings.nearest(bare, known.iter().copied()) {
            Some(near) => diagnostic.help(format!("did you mean `{{{{{near}}}}}`?")),
            None if !known.is_empty() && known.len() <= 8 => diagnostic.help(format!("known are {}", listed(&known))),
            None => diagnostic.help("declare it under `binds`"),
        };
        self.findings.push(diagnostic);
        Expression::Bind(bare.to_owned())
    }

    /// The bind whose name a text is, without the braces that it should have.
    fn bare_bind(&mut self, text: &str, location: Location) -> Option<String> {
        let index = self.binds.find(text)?;
        let declared = self.binds.list.get_mut(index)?;
        declared.is_used = true;
        let name = declared.bind.name.clone();
        let message = format!("`{text}` is the name of a bind, and is read as `{{{{{text}}}}}`");
        let help = format!("write `{{{{{text}}}}}`");
        self.report_with(&rules::BARE_BIND, location, message, help);
        Some(name)
    }

    /// Reports binds that nothing uses, and gives all of them.
    pub(crate) fn finish_binds(&mut self) -> Vec<Bind> {
        let list = std::mem::take(&mut self.binds.list);
        // What could not be read may use them.
        let is_complete = self.broken_namespaces.is_empty();
        for declared in list.iter().filter(|declared| is_complete && !declared.is_used) {
            let message = format!("nothing uses the bind `{}`", declared.bind.name);
            self.report(&rules::UNUSED_BIND, declared.location, message);
        }
        list.into_iter().map(|declared| declared.bind).collect()
    }
}

/// One expression of the parts of a text.
pub(crate) fn joined(mut parts: Vec<Expression>) -> Expression {
    match (parts.len(), parts.pop()) {
        (0, _) | (_, None) => Expression::text(""),
        (1, Some(part)) => part,
        (_, Some(last)) => {
            parts.push(last);
            Expression::Template(parts)
        }
    }
}

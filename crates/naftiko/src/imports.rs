//! Parts of a capability that stand in other files.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_source::{Node, Reference, ReferenceBase, ReferenceKind, Tree};

use crate::objects;
use crate::reader::Reader;
use crate::rules;

/// An item of a section of a document, such as a consumed API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'s> {
    pub(crate) node: Node<'s>,
    /// The name that it has here, where an import says so.
    pub(crate) alias: Option<(&'s str, Location)>,
}

/// The files that a document imports from.
pub(crate) fn references(tree: &Tree) -> Vec<Reference> {
    let targets = tree.find_holders("import").into_iter().filter_map(|node| {
        let target = node.peek("from").or_else(|| node.peek("location"))?;
        Some(Reference {
            target: relative_path(target.as_str()?).to_owned(),
            kind: ReferenceKind::Document,
            base: ReferenceBase::File,
        })
    });
    targets.collect()
}

/// The path of an import, which may be written as `file:///./x.yaml`.
fn relative_path(text: &str) -> &str {
    let path = text.strip_prefix("file://").unwrap_or(text);
    path.strip_prefix('/')
        .filter(|path| path.starts_with('.'))
        .unwrap_or(path)
}

impl<'s> Reader<'s> {
    /// The items of a section, those included that are imported. A document of shared parts, without a capability, has
    /// no imports.
    pub(crate) fn section(&mut self, owner: Node<'s>, key: &str, is_shared: bool) -> Vec<Item<'s>> {
        let mut items = Vec::new();
        let mut names: BTreeMap<&str, Location> = BTreeMap::new();
        for node in self.list(owner, key) {
            let name = ["as", "import"]
                .iter()
                .find_map(|key| node.peek(key))
                .and_then(Node::as_str);
            if let Some(first) = name.and_then(|name| names.insert(name, node.location())) {
                let message = format!("two imports have the name `{}`", name.unwrap_or_default());
                let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, node.location(), message);
                let diagnostic = diagnostic.related(first, "the first one");
                self.findings
                    .push(diagnostic.help("give one of them another name by `as`"));
                node.see_all();
                continue;
            }
            if !["import", "from", "as"].iter().any(|key| node.peek(key).is_some()) {
                items.push(Item { node, alias: None });
            } else if is_shared {
                node.see_all();
                let message = "a document of shared parts cannot import from others";
                let help = "import where the parts are used, below `capability`";
                self.report_with(&rules::INVALID_IMPORT, node.location(), message, help);
            } else {
                items.extend(self.import(node, key));
            }
        }
        items
    }

    fn import(&mut self, node: Node<'s>, section: &str) -> Option<Item<'s>> {
        if !self.object(node, &objects::IMPORT) {
            return None;
        }
        let name = self.required(node, "import", &objects::IMPORT);
        let path_key = ["from", "location"].into_iter().find(|key| node.peek(key).is_some());
        let path = path_key.and_then(|key| self.text(node, key));
        if path.is_none() {
            let message = "an import does not say from which file";
            self.report(&rules::MISSING_KEY, node.location(), message);
        }
        let alias = self.text(node, "as").zip(node.peek("as").map(Node::location));
        let item = self.imported(node, section, name, path.zip(path_key), alias);
        if item.is_none() {
            let namespace = alias.map(|(alias, _)| alias).or(name);
            self.broken_namespaces.extend(namespace.map(str::to_owned));
        }
        item
    }

    /// What an import leads to, with a finding where it leads nowhere.
    fn imported(
        &mut self,
        node: Node<'s>,
        section: &str,
        name: Option<&'s str>,
        path: Option<(&'s str, &str)>,
        alias: Option<(&'s str, Location)>,
    ) -> Option<Item<'s>> {
        let (name, (path, path_key)) = (name?, path?);
        let path_node = node.peek(path_key)?;
        let from = node.tree().file();
        let file = match self.sources.resolve(from, relative_path(path)) {
            Ok(file) => file,
            Err(problem) => {
                self.findings.push(problem.diagnostic(path, path_node.location()));
                return None;
            }
        };
        let root = self.sources.tree(file)?.root();
        let name_location = node.peek("import").map_or_else(|| node.location(), Node::location);
        let found = self.find_imported(root, section, name, name_location)?;
        // What the other file binds is needed for what is imported from it.
        if file != from && section == "consumes" {
            for owner in [Some(root), root.peek("capability")].into_iter().flatten() {
                let binds: Vec<Node<'s>> = owner
                    .get("binds")
                    .map_or_else(Vec::new, |binds| binds.items().collect());
                self.binds(&binds);
            }
        }
        let alias = alias.or(Some((name, name_location)));
        Some(Item { node: found, alias })
    }

    /// The item of a name in a section of a document of shared parts.
    fn find_imported(&mut self, root: Node<'s>, section: &str, name: &str, location: Location) -> Option<Node<'s>> {
        let sections = [
            root.get(section),
            root.peek("capability").and_then(|it| it.get(section)),
        ];
        let items: Vec<Node<'s>> = sections.into_iter().flatten().flat_map(Node::items).collect();
        let namespace = |node: &Node<'s>| node.peek("namespace").and_then(Node::as_str);
        let found = items.iter().find(|node| namespace(node) == Some(name)).copied();
        if found.is_none() {
            let known: Vec<&str> = items.iter().filter_map(namespace).collect();
            let message = format!("`{name}` is not among the `{section}` of the imported file");
            self.report_unknown(&rules::INVALID_IMPORT, location, message, name, &known);
        }
        if let Some(inner) = found.filter(|node| node.peek("import").is_some()) {
            let message = format!("`{name}` is itself imported there");
            let diagnostic = Diagnostic::new(&rules::INVALID_IMPORT, location, message);
            let diagnostic = diagnostic.related(inner.location(), "the other import");
            self.findings
                .push(diagnostic.help("import it from the file that describes it"));
            return None;
        }
        found
    }
}

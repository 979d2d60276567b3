//! How operations are grouped: into traits of a server, and, where an API is large, into facets of a client and
//! features of both.

use std::collections::HashMap;

use specwright_model::Api;

use crate::{Case, Docs, Names, operations::OperationPlan};

/// From how many operations on a client has a facet for each group. Below, one list of methods is easier to find
/// one's way in.
const FACETS_FROM: usize = 40;

/// From how many operations on each group is a Cargo feature, so that a user compiles what she uses.
const FEATURES_FROM: usize = 150;

/// Names that modules with traits and facets import or define.
#[rustfmt::skip]
const IMPORTED: [&str; 10] = [
    "Router", "Routes", "Mock", "Authorizer", "Client", "ClientBuilder", "Webhooks", "Ready", "Parameter", "StatusCode",
];

/// Names of modules, methods and features of generated crates, and of crates that they use, which no group may have.
#[rustfmt::skip]
const MODULES: [&str; 20] = [
    "as_runtime", "base_url", "builder", "clone", "types", "operations", "mock", "webhooks", "runtime", "default", "full",
    "rustls", "serde", "servers", "schemes", "bounds", "specwright_runtime", "std", "core", "alloc",
];

/// Names of functions of every facet.
const FACET: [&str; 2] = ["clone", "new"];

/// Names of modules that no file can have: that of the file with the modules of a folder, and those of devices, under
/// which Windows opens no file, whatever its extension ("Naming Files, Paths, and Namespaces").
#[rustfmt::skip]
const NO_FILES: [&str; 23] = [
    "mod", "con", "prn", "aux", "nul",
    "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// How generated crates are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Whether a client's methods stand in a facet for each group: `client.repos().get(…)`.
    pub facets: bool,
    /// Whether each group is compiled only with a feature.
    pub features: bool,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name of its trait and facet.
    pub type_name: String,
    /// The name of its module, and of the method that gives its facet.
    pub module_name: String,
    /// The feature that it is compiled with, where the layout has features.
    pub feature: String,
    /// The tag that it stands for; none for operations without one.
    pub tag: Option<String>,
    /// Its documentation.
    pub docs: Docs,
}

/// The groups of an API before it is known which of its operations can be generated.
pub(crate) struct Groups {
    groups: Vec<Group>,
    by_tag: HashMap<Option<String>, usize>,
    names: Vec<Names>,
}

impl Groups {
    /// A group for each tag, in the document's order, and one for operations without any.
    pub(crate) fn new(api: &Api) -> Self {
        let mut types = Names::of_types(&IMPORTED);
        let mut modules = Names::new(&[&MODULES[..], &NO_FILES[..]].concat());
        let mut groups = Vec::new();
        let mut by_tag = HashMap::new();
        let used = api.operations().map(|(_, operation)| operation.tags.first().cloned());
        let declared = api.tags.iter().map(|tag| Some(tag.name.clone()));
        for tag in declared.chain(used) {
            if by_tag.contains_key(&tag) {
                continue;
            }
            let name = tag.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("Api");
            let candidates = [name, &format!("{name} operations")];
            let module_name = modules.claim(&candidates, Case::Snake);
            by_tag.insert(tag.clone(), groups.len());
            groups.push(Group {
                type_name: types.claim(&candidates, Case::UpperCamel),
                feature: feature(&module_name),
                module_name,
                docs: docs(api, tag.as_deref()),
                tag,
            });
        }
        let names = vec![Names::new(&FACET); groups.len()];
        Self { groups, by_tag, names }
    }

    /// The group of operations with this first tag.
    pub(crate) fn of(&self, tag: Option<&String>) -> usize {
        self.by_tag.get(&tag.cloned()).copied().unwrap_or(0)
    }

    /// The name of an operation among those of its group: without the group's name in front, where it has that.
    pub(crate) fn name_in(&mut self, group: usize, operation: &str) -> String {
        let (Some(names), Some(group)) = (self.names.get_mut(group), self.groups.get(group)) else {
            return operation.to_owned();
        };
        let module = group.module_name.strip_prefix("r#").unwrap_or(&group.module_name);
        // `disk_list` of `disks` is `list` as well.
        let singular = module.strip_suffix('s').unwrap_or(module);
        let behind = |prefix: &str| operation.strip_prefix(prefix)?.strip_prefix('_');
        let rest = behind(module).or_else(|| behind(singular));
        let short = rest.filter(|rest| rest.starts_with(char::is_alphabetic) && group.tag.is_some());
        names.claim(&[short.unwrap_or(operation), operation], Case::Snake)
    }

    /// The groups that have an operation; the operations are renumbered to them.
    pub(crate) fn used(self, operations: &mut [OperationPlan]) -> Vec<Group> {
        let mut used = Vec::new();
        let mut renumbered = HashMap::new();
        for (index, group) in self.groups.into_iter().enumerate() {
            if operations.iter().any(|operation| operation.group == index) {
                renumbered.insert(index, used.len());
                used.push(group);
            }
        }
        for operation in operations {
            operation.group = renumbered.get(&operation.group).copied().unwrap_or(0);
        }
        used
    }
}

impl Layout {
    /// The layout for so many groups and operations.
    pub(crate) fn of(groups: usize, operations: usize) -> Self {
        Self {
            facets: groups > 1 && operations >= FACETS_FROM,
            features: groups > 1 && operations >= FEATURES_FROM,
        }
    }
}

/// A feature's name: letters, digits and dashes, where the module's name has nothing else.
fn feature(module_name: &str) -> String {
    let plain = module_name.strip_prefix("r#").unwrap_or(module_name);
    plain.replace('_', "-")
}

fn docs(api: &Api, tag: Option<&str>) -> Docs {
    let mut docs = Docs::new();
    let described = tag.and_then(|name| api.tags.iter().find(|tag| tag.name == name));
    if let Some(description) = described.and_then(|tag| tag.description.as_ref()) {
        docs.paragraph(description);
    }
    docs.see(described.and_then(|tag| tag.external_documentation.as_ref()));
    docs
}

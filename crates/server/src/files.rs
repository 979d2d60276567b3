//! Which files a crate has, and which template makes each.

use serde::Serialize;
use specwright_render::{Template, Templates};
use specwright_rust::{Group, Plan};
use specwright_target::{Draft, Options};

use crate::{
    group,
    library::{self, ModulesContext, OperationsContext, SchemesContext},
    mock,
    security::Schemes,
    webhooks,
};

macro_rules! template {
    ($name:literal) => {
        Template {
            name: $name,
            text: specwright_templates::text($name),
        }
    };
}

const LIBRARY: Template = template!("server/lib.rs");
const PROGRAM: Template = template!("server/main.rs");
const OPERATIONS: Template = template!("server/operations.rs");
const GROUPS: Template = template!("server/groups.rs");
const GROUP: Template = template!("server/group.rs");
const MOCK: Template = template!("server/mock.rs");
const MOCK_GROUPS: Template = template!("server/mock_groups.rs");
const MOCK_GROUP: Template = template!("server/mock_group.rs");
const SCHEMES: Template = template!("server/schemes.rs");
const WEBHOOKS: Template = template!("server/webhooks.rs");

/// All templates: those that make a file each, and those that these include.
pub(crate) const TEMPLATES: [Template; 19] = [
    LIBRARY,
    PROGRAM,
    OPERATIONS,
    GROUPS,
    GROUP,
    MOCK,
    MOCK_GROUPS,
    MOCK_GROUP,
    SCHEMES,
    WEBHOOKS,
    template!("server/parts/answers.rs"),
    template!("server/parts/imports.rs"),
    template!("server/parts/message.rs"),
    template!("server/parts/mock.rs"),
    template!("server/parts/operation.rs"),
    template!("server/parts/routes.rs"),
    template!("server/parts/service.rs"),
    template!("server/parts/trait.rs"),
    template!("server/parts/transactions.rs"),
];

/// All files of Rust but the types. What each is filled with is made when it is rendered.
pub(crate) fn drafts<'a>(
    plan: &'a Plan,
    schemes: &'a Schemes,
    options: &'a Options,
    templates: &'a Templates,
) -> Vec<Draft<'a>> {
    let mut files = Files {
        templates,
        list: Vec::new(),
    };
    files.add("src/lib.rs", &LIBRARY, || library::context(plan, schemes));
    files.add("src/main.rs", &PROGRAM, || library::program(options));
    if plan.layout.facets {
        add_modules(&mut files, plan, schemes);
    } else {
        files.add("src/operations.rs", &OPERATIONS, || OperationsContext {
            groups: library::groups(plan, schemes, None),
            has_schemes: !schemes.is_empty(),
        });
        files.add("src/mock.rs", &MOCK, || library::mock_file(plan));
    }
    if !schemes.is_empty() {
        files.add("src/schemes.rs", &SCHEMES, || SchemesContext {
            schemes: schemes.contexts(),
        });
    }
    if !plan.webhooks.is_empty() {
        files.add("src/webhooks.rs", &WEBHOOKS, || webhooks::context(plan, schemes));
    }
    files.list
}

/// A module of operations and one of the mock for each group.
fn add_modules<'a>(files: &mut Files<'a>, plan: &'a Plan, schemes: &'a Schemes) {
    let modules = || ModulesContext {
        modules: group::modules(plan),
        secured: library::secured(plan),
        certified: library::certified(plan),
        tables: mock::tables(plan),
    };
    files.add("src/operations/mod.rs", &GROUPS, modules);
    files.add("src/mock/mod.rs", &MOCK_GROUPS, modules);
    for (index, group) in plan.groups.iter().enumerate() {
        let name = file_name(group);
        let operations = move || group::file(plan, schemes, index, group);
        files.add(&format!("src/operations/{name}.rs"), &GROUP, operations);
        let mock = move || library::mock_group_file(plan, index, group);
        files.add(&format!("src/mock/{name}.rs"), &MOCK_GROUP, mock);
    }
}

/// The name of the file in which the compiler looks for a group's module.
fn file_name(group: &Group) -> &str {
    group.module_name.strip_prefix("r#").unwrap_or(&group.module_name)
}

struct Files<'a> {
    templates: &'a Templates,
    list: Vec<Draft<'a>>,
}

impl<'a> Files<'a> {
    fn add<C: Serialize>(&mut self, path: &str, template: &Template, context: impl FnOnce() -> C + Send + 'a) {
        let (templates, name) = (self.templates, template.name);
        self.list
            .push(Draft::new(path, move || templates.render(name, context())));
    }
}

//! The root of a generated crate, and what all its files have in common.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_model::SecurityKind;
use specwright_render::Tokens;
use specwright_rust::{Docs, Group, Plan, ident};
use specwright_target::Options;

use crate::{
    group::{self, GroupContext, ModuleContext},
    mock::{self, MockContext, OperationTransactionsContext, SampleContext, Samples, TableContext},
    security::{SchemeContext, Schemes},
    webhooks,
};

/// `src/lib.rs`.
#[derive(Serialize)]
pub(crate) struct LibraryContext {
    docs: Tokens,
    /// Whether any operation asks who calls.
    secured: bool,
    has_schemes: bool,
    /// The groups, where all stand in one module of operations.
    groups: Vec<GroupContext>,
    /// The groups, where each has a module of its own.
    modules: Vec<ModuleContext>,
    /// Whether each group is compiled only with a feature.
    features: bool,
    /// What an implementation has to be.
    bounds: Option<Tokens>,
    has_webhooks: bool,
    webhooks_condition: Tokens,
}

/// The file of all operations, or of the modules in which they are.
#[derive(Serialize)]
pub(crate) struct OperationsContext {
    pub(crate) groups: Vec<GroupContext>,
    pub(crate) has_schemes: bool,
}

/// A file that lists modules, each of a group.
#[derive(Serialize)]
pub(crate) struct ModulesContext {
    pub(crate) modules: Vec<ModuleContext>,
    pub(crate) secured: bool,
    /// Whether some operation asks for a client certificate.
    pub(crate) certified: bool,
    /// The tables of example calls.
    pub(crate) tables: Vec<TableContext>,
}

/// The file of the mock.
#[derive(Serialize)]
pub(crate) struct MockFileContext {
    groups: Vec<MockContext>,
    samples: Vec<SampleContext>,
    transactions: Vec<OperationTransactionsContext>,
    secured: bool,
    certified: bool,
    tables: Vec<TableContext>,
}

/// The file of a group's mock.
#[derive(Serialize)]
pub(crate) struct MockGroupFileContext {
    module_docs: Tokens,
    module: Tokens,
    group: MockContext,
    samples: Vec<SampleContext>,
    transactions: Vec<OperationTransactionsContext>,
}

/// `src/schemes.rs`.
#[derive(Serialize)]
pub(crate) struct SchemesContext {
    pub(crate) schemes: Vec<SchemeContext>,
}

/// `src/main.rs`.
#[derive(Serialize)]
pub(crate) struct ProgramContext {
    library: Tokens,
}

pub(crate) fn context(plan: &Plan, schemes: &Schemes) -> LibraryContext {
    let (groups, modules) = match plan.layout.facets {
        true => (Vec::new(), group::modules(plan)),
        false => (self::groups(plan, schemes, Some("operations")), Vec::new()),
    };
    LibraryContext {
        docs: Tokens::from(plan.docs.inner()),
        secured: secured(plan),
        has_schemes: !schemes.is_empty(),
        groups,
        modules,
        features: plan.layout.features,
        bounds: (!plan.groups.is_empty()).then(|| Tokens::from(bounds(plan))),
        has_webhooks: !plan.webhooks.is_empty(),
        webhooks_condition: Tokens::from(webhooks::condition(plan)),
    }
}

/// Whether any operation asks who calls.
pub(crate) fn secured(plan: &Plan) -> bool {
    !plan.security_schemes.is_empty()
}

/// Whether some operation asks for a client certificate.
pub(crate) fn certified(plan: &Plan) -> bool {
    let mut schemes = plan.security_schemes.iter();
    schemes.any(|scheme| scheme.kind == SecurityKind::MutualTls)
}

/// The traits of all groups: what an implementation has to be.
fn bounds(plan: &Plan) -> TokenStream {
    let names = plan.groups.iter().map(|group| ident(&group.type_name));
    match plan.layout.features {
        true => quote!(#(bounds::#names)+*),
        false => quote!(#(#names)+*),
    }
}

/// All groups, `module` being where their requests and responses stand, seen from their traits.
pub(crate) fn groups(plan: &Plan, schemes: &Schemes, module: Option<&str>) -> Vec<GroupContext> {
    let groups = plan.groups.iter().enumerate();
    groups
        .map(|(index, group)| group::context(plan, schemes, index, group, module))
        .collect()
}

/// The mock of all groups.
pub(crate) fn mock_file(plan: &Plan) -> MockFileContext {
    let mut samples = Samples::default();
    let groups = plan.groups.iter().enumerate();
    let groups = groups.map(|(index, group)| mock::context(group, group::members(plan, index), &mut samples));
    MockFileContext {
        groups: groups.collect(),
        samples: samples.into_contexts(),
        transactions: mock::transactions(plan.operations.iter()),
        secured: secured(plan),
        certified: certified(plan),
        tables: mock::single_table(plan),
    }
}

/// The mock of one group.
pub(crate) fn mock_group_file(plan: &Plan, index: usize, group: &Group) -> MockGroupFileContext {
    let mut samples = Samples::default();
    let docs = format!("What the mock answers to the operations of `{}`.", group.type_name);
    MockGroupFileContext {
        module_docs: Tokens::from(Docs::line(&docs).inner()),
        module: Tokens::new(ident(&group.module_name)),
        group: mock::context(group, group::members(plan, index), &mut samples),
        samples: samples.into_contexts(),
        transactions: mock::transactions(group::members(plan, index)),
    }
}

pub(crate) fn program(options: &Options) -> ProgramContext {
    ProgramContext {
        library: Tokens::new(ident(&options.crate_name())),
    }
}

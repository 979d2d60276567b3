//! What the expressions of one exposed thing may name.

use specwright_model::{PathTemplate, ValuePath};

use super::inputs::Inputs;

/// What the expressions of one exposed thing may name: its inputs, and the steps in front.
pub(super) struct Scope<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) steps: Vec<KnownStep>,
}

/// A step that expressions may name.
pub(super) struct KnownStep {
    pub(super) name: String,
    /// Whether the document gives it the name, so that expressions may begin with it.
    pub(super) is_named: bool,
    /// The parts of its result that have names.
    pub(super) outputs: Vec<(String, ValuePath)>,
}

impl<'a> Scope<'a> {
    /// The scope of an operation at a path, or of something whose inputs are arguments.
    pub(super) fn new(path: Option<&'a PathTemplate>, has_body: bool) -> Self {
        Self {
            inputs: Inputs::new(path, has_body),
            steps: Vec::new(),
        }
    }

    pub(super) fn step(&self, name: &str) -> Option<&KnownStep> {
        self.steps.iter().find(|step| step.is_named && step.name == name)
    }
}

/// A name without what different spellings differ in: letter case, dashes, underscores.
pub(super) fn normalised(name: &str) -> String {
    name.chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

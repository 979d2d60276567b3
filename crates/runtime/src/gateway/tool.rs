//! What a gateway knows of a tool of its MCP server: constant data, written by the generator.

use super::plan::Plan;

/// A tool of an MCP server.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Tool {
    /// The name: unique, at most 128 of the characters `A-Z a-z 0-9 _ - .` (MCP 2025-11-25, tools).
    pub name: &'static str,
    /// The name for people.
    pub title: Option<&'static str>,
    /// What the tool does, for a model to choose by: its title unless said otherwise.
    pub description: Option<&'static str>,
    /// The JSON Schema (2020-12) of the arguments: JSON text, of the type `object`. The defaults of its
    /// properties hold for what is absent, or null where null is not allowed.
    pub input_schema: &'static str,
    /// The JSON Schema of the result, where it is known: JSON text, of the type `object`. Clients are
    /// told less of it, since they fail calls whose results do not fit: the types, which may be null,
    /// the properties and the prose. Of a result that still does not fit, they get as a value the
    /// properties that do, and an empty object if there are none; the text is all of it.
    pub output_schema: Option<&'static str>,
    /// What calling the tool may do.
    pub hints: Hints,
    /// What the tool does. The arguments are its inputs.
    pub plan: Plan,
}

impl Tool {
    /// A tool without a title, a description, an output schema and hints.
    #[must_use]
    pub const fn new(name: &'static str, input_schema: &'static str, plan: Plan) -> Self {
        Self {
            name,
            title: None,
            description: None,
            input_schema,
            output_schema: None,
            hints: Hints::new(),
            plan,
        }
    }

    /// Sets the name for people.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Says what the tool does.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Sets the JSON Schema of the result.
    #[must_use]
    pub const fn output_schema(mut self, schema: &'static str) -> Self {
        self.output_schema = Some(schema);
        self
    }

    /// Says what calling the tool may do.
    #[must_use]
    pub const fn hints(mut self, hints: Hints) -> Self {
        self.hints = hints;
        self
    }
}

/// What calling a tool may do: hints for clients, which MCP calls annotations.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Hints {
    /// Nothing is changed.
    pub read_only: Option<bool>,
    /// Something may be lost.
    pub destructive: Option<bool>,
    /// Calling it again changes nothing further.
    pub idempotent: Option<bool>,
    /// It deals with entities that nobody knows beforehand, as a search in the web does.
    pub open_world: Option<bool>,
}

impl Hints {
    /// No hints.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            read_only: None,
            destructive: None,
            idempotent: None,
            open_world: None,
        }
    }

    /// Whether nothing is changed.
    #[must_use]
    pub const fn read_only(mut self, hint: bool) -> Self {
        self.read_only = Some(hint);
        self
    }

    /// Whether something may be lost.
    #[must_use]
    pub const fn destructive(mut self, hint: bool) -> Self {
        self.destructive = Some(hint);
        self
    }

    /// Whether calling again changes nothing further.
    #[must_use]
    pub const fn idempotent(mut self, hint: bool) -> Self {
        self.idempotent = Some(hint);
        self
    }

    /// Whether it deals with entities that nobody knows beforehand.
    #[must_use]
    pub const fn open_world(mut self, hint: bool) -> Self {
        self.open_world = Some(hint);
        self
    }
}

//! What keys and values look like.

use super::line::{Unit, UnitValue};

/// Keys whose values look like references to inputs.
pub(super) const REFERRING: [&str; 7] = ["call", "ref", "mapping", "value", "lookupValue", "const", "version"];

/// Whether a name is written in capitals, as those of binds are and no key is.
pub(super) fn is_unlike_any_key(name: &str) -> bool {
    name.chars().any(|it| it.is_ascii_uppercase()) && !name.chars().any(|it| it.is_ascii_lowercase())
}

/// What a whole page tells about its values.
pub(super) struct Hints<'t> {
    /// What references to inputs begin with.
    scopes: Vec<&'t str>,
}

impl<'t> Hints<'t> {
    /// Finds the namespaces of adapters among the units.
    pub(super) fn new(units: &[Unit<'t>]) -> Self {
        let mut scopes = vec!["rest", "tools", "api", "mcp", "$this"];
        for unit in units {
            if let (Some("namespace"), UnitValue::Scalar(name)) = (unit.key, unit.value) {
                let name = name.trim_matches(['"', '\'']);
                if !scopes.contains(&name) && scopes.len() < 100 {
                    scopes.push(name);
                }
            }
        }
        Self { scopes }
    }

    /// Whether a value looks like a reference to an input: `rest.user_id`, `{{user_id}}`.
    pub(super) fn is_reference(&self, text: &str) -> bool {
        let text = text.trim_matches(['"', '\'']);
        let scope = text.split_once('.').map(|(scope, _)| scope);
        text.starts_with("{{") || scope.is_some_and(|scope| self.scopes.contains(&scope))
    }
}

//! The names of operations: of functions, and the stems of types, unique over all operations.

use std::collections::HashMap;

use specwright_model::{Operation, PathPart, Resource};

use crate::{Case, Names};

/// The longest stem, in characters: what is put behind it must not be cut off again.
const LONGEST_STEM: usize = 80;

/// The longest name that a number is put behind, in characters.
const LONGEST_NUMBERED: usize = 64;

/// What generated types of an operation are called behind its stem.
const ENDINGS: [&str; 8] = ["", "Error", "Success", "Request", "Response", "Headers", "Body", "Form"];

/// Names that modules of generated operations import, and what they use of the prelude.
#[rustfmt::skip]
const IMPORTED: [&str; 29] = [
    "Self", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box",
    "Client", "Response", "Error", "Operation", "Parameter", "SecurityRef", "StatusCode", "BodyUse", "Context",
    "Incoming", "KeyPlace", "Place", "Refusal", "Reply", "SchemeKind", "SecurityScheme", "Routes", "Router",
    "Authorizer",
];

/// The names that operations have taken.
pub(crate) struct OperationNames {
    functions: Names,
    stems: Names,
    /// The next number behind a name that several operations ask for.
    numbers: HashMap<String, u32>,
}

impl OperationNames {
    pub(crate) fn new() -> Self {
        Self {
            functions: Names::new(&["as_runtime", "base_url", "builder", "clone"]),
            stems: Names::new(&IMPORTED),
            numbers: HashMap::new(),
        }
    }

    /// The name of an operation's function and the stem of its types: after its id, or its method and path.
    pub(crate) fn claim(&mut self, resource: &Resource, operation: &Operation) -> (String, String) {
        let id = operation.id.clone().filter(|id| !id.trim().is_empty());
        let wanted = id.unwrap_or_else(|| by_path(resource, operation));
        let mut candidate = wanted.clone();
        loop {
            let stem = crate::identifier(&candidate, Case::UpperCamel);
            let stem: String = stem.chars().take(LONGEST_STEM).collect();
            let derived = ENDINGS.map(|end| format!("{stem}{end}"));
            let function = crate::identifier(&candidate, Case::Snake);
            if !derived.iter().any(|name| self.stems.contains(name)) && !self.functions.contains(&function) {
                for name in &derived {
                    self.stems.claim(&[name], Case::UpperCamel);
                }
                return (self.functions.claim(&[&candidate], Case::Snake), stem);
            }
            // A number behind a name that is cut would be cut as well. Names that are alike once they are cut share their
            // numbers: each would try those of the others.
            let plain = crate::identifier(&wanted, Case::Snake);
            let cut = plain.char_indices().nth(LONGEST_NUMBERED);
            let base = cut.map_or(plain.as_str(), |(end, _)| plain.get(..end).unwrap_or_default());
            let number = self.numbers.entry(base.to_owned()).or_insert(1);
            *number += 1;
            candidate = match cut {
                None => format!("{wanted} {number}"),
                Some(_) => format!("{base} {number}"),
            };
        }
    }

    /// The name of a further type of an operation, beside those that its stem stands for.
    pub(crate) fn claim_type(&mut self, name: &str) -> String {
        self.stems.claim(&[name, &format!("{name} form")], Case::UpperCamel)
    }
}

fn by_path(resource: &Resource, operation: &Operation) -> String {
    let words = resource.path.parts().iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Variable(name) => format!(" by {name}"),
    });
    let words: String = words.collect();
    format!("{} {words}", operation.method.as_str().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_behind_names_that_are_cut_are_tried_once() {
        let mut names = OperationNames::new();
        for index in 0..500 {
            let operation = Operation {
                id: Some(format!("{}{index}", "name".repeat(20))),
                ..Operation::default()
            };
            names.claim(&Resource::default(), &operation);
        }
        let numbers: Vec<u32> = names.numbers.into_values().collect();
        assert_eq!(numbers, [500]);
    }

    #[test]
    fn long_stems_leave_room_for_what_is_put_behind() {
        let mut names = OperationNames::new();
        let mut claim = |id: String| {
            let operation = Operation {
                id: Some(id),
                ..Operation::default()
            };
            names.claim(&Resource::default(), &operation).1
        };
        let first = claim(format!("{}a", "name".repeat(40)));
        let second = claim(format!("{}b", "name".repeat(40)));
        assert_ne!(first, second);
        for stem in [first, second] {
            let longest = format!("{stem}Response");
            assert_eq!(crate::identifier(&longest, Case::UpperCamel), longest);
        }
    }
}

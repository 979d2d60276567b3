//! Recipes of models: random numbers, and how they become fewer.

use proptest::prelude::{RngExt, Strategy};
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;

use super::Recipe;
use super::choices::Choices;
use crate::lessening::Lessening;

/// Parts of models, with the most that there are of each, and the most numbers that one takes.
const PARTS: [(Part, usize, usize); 4] = [
    (Part::About, 1, 80),
    (Part::Schema, 10, 70),
    (Part::Operation, 5, 240),
    (Part::Webhook, 1, 150),
];

/// A part of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    About,
    Schema,
    Operation,
    Webhook,
}

/// Recipes of some schemas and operations.
#[derive(Debug)]
pub(crate) struct Recipes;

impl Strategy for Recipes {
    type Tree = Reduction;
    type Value = Recipe;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let random = runner.rng();
        let mut parts = Vec::new();
        for (part, most, numbers) in PARTS {
            for _ in 0..random.random_range(0..=most) {
                let numbers = (0..random.random_range(0..numbers)).map(|_| random.random());
                parts.push((part, numbers.collect()));
            }
        }
        Ok(Reduction {
            parts: Lessening::new(parts),
            numbers: None,
        })
    }
}

/// A recipe that is made smaller by leaving out parts, then numbers of each part.
pub(crate) struct Reduction {
    parts: Lessening<(Part, Vec<u16>)>,
    /// The part that loses numbers at present: its index, and what is left of it.
    numbers: Option<(usize, Lessening<u16>)>,
}

impl Reduction {
    /// The parts, the one that loses numbers as it is at present.
    fn current_parts(&self) -> Vec<(Part, Vec<u16>)> {
        let mut parts = self.parts.parts().to_vec();
        if let Some((index, numbers)) = &self.numbers
            && let Some((_, known)) = parts.get_mut(*index)
        {
            numbers.parts().clone_into(known);
        }
        parts
    }
}

impl ValueTree for Reduction {
    type Value = Recipe;

    fn current(&self) -> Recipe {
        let parts = self.current_parts();
        let of = |kind: Part| -> Vec<Choices> {
            let chosen = parts.iter().filter(|(part, _)| *part == kind);
            chosen.map(|(_, numbers)| Choices::new(numbers.clone())).collect()
        };
        Recipe {
            about: of(Part::About).pop().unwrap_or_else(|| Choices::new(Vec::new())),
            schemas: of(Part::Schema),
            operations: of(Part::Operation),
            webhooks: of(Part::Webhook),
        }
    }

    fn simplify(&mut self) -> bool {
        if self.numbers.is_none() && self.parts.simplify() {
            return true;
        }
        loop {
            let mut index = 0;
            if let Some((last, numbers)) = &mut self.numbers {
                if numbers.simplify() {
                    return true;
                }
                index = *last + 1;
            }
            // What is left of the part at hand is what it is from now on.
            self.parts = Lessening::new(self.current_parts());
            let Some((_, numbers)) = self.parts.parts().get(index) else {
                self.numbers = Some((index, Lessening::new(Vec::new())));
                return false;
            };
            self.numbers = Some((index, Lessening::new(numbers.clone())));
        }
    }

    fn complicate(&mut self) -> bool {
        match &mut self.numbers {
            Some((_, numbers)) => numbers.complicate(),
            None => self.parts.complicate(),
        }
    }
}

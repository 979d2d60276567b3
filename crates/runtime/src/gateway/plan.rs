//! What a tool or a route does: calls, lookups, and what is made of their results.
//!
//! All of it is constant data. What may be sent upstream ([`Expression`]) and what may be given back
//! ([`Mapping`]) are two types, so that no secret can stand in a result.

use super::call::Call;

/// The steps of a tool or a route, and its result.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// What is done, one after the other. A call that is answered with a status from 300 on ends
    /// the plan: that answer is the result.
    pub steps: &'static [Step],
    /// What is made of the results. `None`: the answer of the last step, as it is.
    pub result: Option<Mapping>,
}

impl Plan {
    /// Steps whose last one gives the result.
    #[must_use]
    pub const fn new(steps: &'static [Step]) -> Self {
        Self { steps, result: None }
    }

    /// Sets what is made of the results.
    #[must_use]
    pub const fn result(mut self, mapping: Mapping) -> Self {
        self.result = Some(mapping);
        self
    }

    /// Whether a step is a call.
    pub(super) fn calls_something(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Call { .. }))
    }
}

/// One step of a plan.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Step {
    /// Calls an operation. Its result is the value of a JSON body, the text of any other, and null if
    /// there is none.
    Call {
        /// The name that later steps know the result by.
        name: &'static str,
        /// The operation.
        call: &'static Call,
        /// The values of its inputs and of its body, by name. An argument whose expression has no
        /// value (an optional input that is absent) is left out.
        arguments: &'static [(&'static str, Expression)],
    },
    /// Finds an entry in a list. Its result is the entry, or an object of the entry's `outputs`; nothing
    /// if there is none. Where `value` is an array, it is an array of what is found for each of its
    /// items.
    ///
    /// A call that needs what was not found is not made: the plan ends with 404. So does one whose
    /// last step finds nothing.
    Lookup {
        /// The name that later steps know the result by.
        name: &'static str,
        /// The list: an array, or an object with one array in it.
        entries: Expression,
        /// Where in an entry the compared value stands.
        field: &'static [Selector],
        /// What it is compared with. A number equals its text.
        value: Expression,
        /// The properties of the result, and where in the entry each stands. Empty: the entry as it
        /// is.
        outputs: &'static [(&'static str, &'static [Selector])],
    },
}

/// A value that is sent upstream.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Expression {
    /// JSON text.
    Literal(&'static str),
    /// An input of the tool or route, by its name. No value if it is absent.
    Input(&'static str),
    /// A part of an input.
    InputPart(&'static str, &'static [Selector]),
    /// The result of a step, by the step's name, or a part of it. No value if there is none.
    Step(&'static str, &'static [Selector]),
    /// The value of a bind, by its key.
    Bind(&'static str),
    /// The texts of several values, one after the other. No value if one of them has none.
    Template(&'static [Expression]),
    /// An array. Items without a value are left out.
    Array(&'static [Expression]),
    /// An object. Properties without a value are left out.
    Object(&'static [(&'static str, Expression)]),
    /// A part of what the innermost [`Expression::Each`] or [`Expression::Within`] is about.
    Current(&'static [Selector]),
    /// Something made of each item of an array. What is no array gives no value.
    Each {
        /// The array.
        of: &'static Expression,
        /// What is made of an item, which is [`Expression::Current`] in it.
        value: &'static Expression,
    },
    /// Something made of a value. No value gives none.
    Within {
        /// What it is about.
        of: &'static Expression,
        /// What is made of it, which is [`Expression::Current`] in it.
        value: &'static Expression,
    },
}

/// A value that is given back.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Mapping {
    /// JSON text.
    Literal(&'static str),
    /// An input, or a part of it.
    Input(&'static str, &'static [Selector]),
    /// The result of a step, or a part of it.
    Step(&'static str, &'static [Selector]),
    /// A part of the item at hand, inside [`Mapping::Array`], or of what [`Mapping::Within`] is about.
    Item(&'static [Selector]),
    /// The texts of several values, one after the other. No value if one of them has none.
    Template(&'static [Mapping]),
    /// An array of several values. Items without a value are left out.
    List(&'static [Mapping]),
    /// An object. Properties without a value are left out.
    Object(&'static [(&'static str, Mapping)]),
    /// Something made of each item of an array.
    Array {
        /// Where the items come from. No array gives no value.
        items: &'static Mapping,
        /// What is made of each.
        each: &'static Mapping,
    },
    /// Something made of a value. No value gives none.
    Within {
        /// What it is about.
        of: &'static Mapping,
        /// What is made of it, which is [`Mapping::Item`] in it.
        value: &'static Mapping,
    },
}

/// One part of a path into a JSON value (RFC 9535, section 2.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Selector {
    /// The property of an object.
    Name(&'static str),
    /// The item of an array, counted from 0.
    Index(usize),
    /// Every item of an array, as an array of what the rest of the path finds in them.
    Each,
}

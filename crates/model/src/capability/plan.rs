//! What an offered operation does.

use serde::Serialize;

use crate::{Api, Expression, Operation, Origin, ParameterPlace, Resource, ValuePath};

/// What is done when something that is offered is called: steps, one after the other.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
    /// The steps. A step uses results of the steps in front of it alone. None at all: `result` needs no call.
    pub steps: Vec<Step>,
    /// What is given back. None: the last step's response as it is, with its status, media type and body.
    pub result: Option<Expression>,
}

impl Plan {
    /// The calls among the steps.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.steps.iter().filter_map(|step| match step {
            Step::Call(call) => Some(call),
            Step::Lookup(_) => None,
        })
    }
}

/// One thing that is done.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Step {
    /// An operation of an upstream is called.
    Call(Call),
    /// Something is looked up in the result of an earlier step.
    Lookup(Lookup),
}

impl Step {
    /// Its name, unique in its plan.
    pub fn name(&self) -> &str {
        match self {
            Self::Call(call) => &call.name,
            Self::Lookup(lookup) => &lookup.name,
        }
    }
}

/// A call of an operation. Its result is the body of the response: the value of a JSON body, the text of any other.
#[derive(Clone, Debug, Serialize)]
pub struct Call {
    /// The step's name.
    pub name: String,
    /// What is called.
    pub operation: OperationReference,
    /// What its parameters are given, in the order of the operation's parameters; parameters that are not here are not
    /// sent. One whose expression has no value is not sent either.
    pub arguments: Vec<Argument>,
    /// What is sent; none for no body. One whose expression has no value is not sent.
    pub body: Option<CallBody>,
    /// Where it is described.
    pub origin: Origin,
}

/// Names an operation of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct OperationReference {
    /// Which of [`Api::resources`].
    pub resource: usize,
    /// Which of the resource's operations.
    pub operation: usize,
    /// The name by which the description calls it, such as `users.list`; for people.
    pub name: String,
}

impl OperationReference {
    /// The operation and its resource; none for a reference of another API.
    pub fn resolve<'a>(&self, api: &'a Api) -> Option<(&'a Resource, &'a Operation)> {
        let resource = api.resources.get(self.resource)?;
        Some((resource, resource.operations.get(self.operation)?))
    }
}

/// What a parameter is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Argument {
    /// The parameter's name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: ParameterPlace,
    /// Its value.
    pub value: Expression,
}

/// The body of a call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CallBody {
    /// The media type that it is sent as.
    pub media_type: String,
    /// Its value. JSON is the value as it is; a form (`application/x-www-form-urlencoded`, `multipart/form-data`) is an
    /// object with a member for each field; everything else is text.
    pub value: Expression,
}

/// A search among values that an earlier step gave. Its result is the first entry that matches, none of them being
/// nothing; where `value` is an array, the result is an array with the entry for each of its values, in their order,
/// those left out that have none.
#[derive(Clone, Debug, Serialize)]
pub struct Lookup {
    /// The step's name.
    pub name: String,
    /// The entries: an array.
    pub entries: Expression,
    /// The place in an entry that is compared.
    pub match_field: ValuePath,
    /// What it must equal.
    pub value: Expression,
    /// What of an entry is given back, as an object; none at all: the entry itself.
    pub fields: Vec<LookupField>,
    /// Where it is described.
    pub origin: Origin,
}

/// A part of what a [`Lookup`] gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupField {
    /// The name of the member.
    pub name: String,
    /// Its place in the entry.
    pub path: ValuePath,
}

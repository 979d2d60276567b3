//! What a gateway knows of a route of its REST adapter: constant data, written by the generator.

use super::plan::Plan;
use crate::parameter::Parameter;
use crate::server::{Operation, Place};

/// A method and path of a REST adapter.
///
/// The operation says the method, the path template, and which media types a body may have: any
/// method may have one. Its responses are whatever the plan gives.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Route {
    /// The method, the path, the use of a body, and the security requirement.
    pub operation: Operation,
    /// The parameters. Their names are the plan's inputs. A query parameter that is not among them
    /// is refused.
    pub inputs: &'static [RouteInput],
    /// The plan's input that the body is.
    pub body: &'static str,
    /// The JSON Schema (2020-12) of all inputs as one object, the body under its own name: JSON
    /// text. Texts of parameters are read as the types that it names, and the defaults of its
    /// properties hold for what is absent. `None`: anything goes.
    pub schema: Option<&'static str>,
    /// What the route does.
    pub plan: Plan,
}

impl Route {
    /// A route without inputs.
    #[must_use]
    pub const fn new(operation: Operation, plan: Plan) -> Self {
        Self {
            operation,
            inputs: &[],
            body: "body",
            schema: None,
            plan,
        }
    }

    /// Sets the parameters.
    #[must_use]
    pub const fn inputs(mut self, inputs: &'static [RouteInput]) -> Self {
        self.inputs = inputs;
        self
    }

    /// Sets the name of the plan's input that the body is: `body` unless said otherwise.
    #[must_use]
    pub const fn body(mut self, name: &'static str) -> Self {
        self.body = name;
        self
    }

    /// Sets the JSON Schema of the inputs.
    #[must_use]
    pub const fn schema(mut self, schema: &'static str) -> Self {
        self.schema = Some(schema);
        self
    }
}

/// A parameter of a route. Its name on the wire is the name of the plan's input.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RouteInput {
    /// The part of the request that the value stands in.
    pub place: Place,
    /// How the value is written.
    pub parameter: Parameter,
}

impl RouteInput {
    /// A parameter in a part of the request.
    #[must_use]
    pub const fn new(place: Place, parameter: Parameter) -> Self {
        Self { place, parameter }
    }

    /// A variable of the path.
    #[must_use]
    pub const fn path(parameter: Parameter) -> Self {
        Self::new(Place::Path, parameter)
    }

    /// A parameter in the query.
    #[must_use]
    pub const fn query(parameter: Parameter) -> Self {
        Self::new(Place::Query, parameter)
    }

    /// A parameter in a header.
    #[must_use]
    pub const fn header(parameter: Parameter) -> Self {
        Self::new(Place::Header, parameter)
    }

    /// A parameter in a cookie.
    #[must_use]
    pub const fn cookie(parameter: Parameter) -> Self {
        Self::new(Place::Cookie, parameter)
    }
}

//! What a gateway knows of an operation that it calls: constant data, written by the generator.

use super::plan::Expression;
use crate::client::Operation;
use crate::parameter::Parameter;
use crate::server::Place;

/// An operation of the upstream API, and where its arguments go.
///
/// ```
/// use specwright_runtime::client::Operation;
/// use specwright_runtime::gateway::{Call, CallBody, CallInput};
/// use specwright_runtime::parameter::Parameter;
///
/// static UPDATE_USER: Operation = Operation::new("updateUser", "PATCH", "/users/{user_id}");
///
/// static CALL: Call = Call::new(&UPDATE_USER)
///     .inputs(&[CallInput::path(Parameter::path("user_id"))])
///     .body(CallBody::json().required());
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Call {
    /// The operation, as the generated client has it.
    pub operation: &'static Operation,
    /// The parameters.
    pub inputs: &'static [CallInput],
    /// The body, if the operation takes one.
    pub body: Option<CallBody>,
    /// Arguments that the capability fixes, by the name of the input or of the body. They may use
    /// binds and literals, and nothing that a caller says replaces them.
    pub constants: &'static [(&'static str, Expression)],
}

impl Call {
    /// A call without arguments.
    #[must_use]
    pub const fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            inputs: &[],
            body: None,
            constants: &[],
        }
    }

    /// Sets the parameters.
    #[must_use]
    pub const fn inputs(mut self, inputs: &'static [CallInput]) -> Self {
        self.inputs = inputs;
        self
    }

    /// Sets what the body is made of.
    #[must_use]
    pub const fn body(mut self, body: CallBody) -> Self {
        self.body = Some(body);
        self
    }

    /// Sets the arguments that the capability fixes.
    #[must_use]
    pub const fn constants(mut self, constants: &'static [(&'static str, Expression)]) -> Self {
        self.constants = constants;
        self
    }
}

/// A parameter of an operation that is called.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallInput {
    /// The name that arguments have: the parameter's own unless said otherwise.
    pub name: &'static str,
    /// The part of the request that the value stands in.
    pub place: Place,
    /// How the value is written. In a path its name is the one that stands in the template.
    pub parameter: Parameter,
    /// Whether there must be a value.
    pub required: bool,
}

impl CallInput {
    const fn new(place: Place, parameter: Parameter, required: bool) -> Self {
        Self {
            name: parameter.name,
            place,
            parameter,
            required,
        }
    }

    /// A variable of the path, which is always required.
    #[must_use]
    pub const fn path(parameter: Parameter) -> Self {
        Self::new(Place::Path, parameter, true)
    }

    /// An optional parameter in the query.
    #[must_use]
    pub const fn query(parameter: Parameter) -> Self {
        Self::new(Place::Query, parameter, false)
    }

    /// An optional parameter in a header.
    #[must_use]
    pub const fn header(parameter: Parameter) -> Self {
        Self::new(Place::Header, parameter, false)
    }

    /// An optional parameter in a cookie.
    #[must_use]
    pub const fn cookie(parameter: Parameter) -> Self {
        Self::new(Place::Cookie, parameter, false)
    }

    /// Demands a value.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Gives arguments another name: where a header and a query parameter have the same one.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }
}

/// The body of an operation that is called.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallBody {
    /// The name that the argument has: `body` unless said otherwise.
    pub name: &'static str,
    /// How the value becomes bytes.
    pub form: BodyForm,
    /// The media type that is sent.
    pub media_type: &'static str,
    /// Whether there must be a body.
    pub required: bool,
    /// The parts of a multipart form that are files: Base64 text, or arrays of it.
    pub files: &'static [&'static str],
}

/// How the value of a body becomes bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BodyForm {
    /// JSON text.
    Json,
    /// `application/x-www-form-urlencoded`: the properties of an object.
    Form,
    /// `multipart/form-data`: a part for each property of an object; files as [`CallBody::files`] says,
    /// text for scalars, JSON for the rest.
    Multipart,
    /// Text as it is; JSON text for what is no string.
    Text,
    /// Bytes. What a tool is given is Base64 text (RFC 4648, section 4).
    Bytes,
}

impl CallBody {
    /// An optional body of a form and a media type.
    #[must_use]
    pub const fn new(form: BodyForm, media_type: &'static str) -> Self {
        Self {
            name: "body",
            form,
            media_type,
            required: false,
            files: &[],
        }
    }

    /// `application/json`, optional.
    #[must_use]
    pub const fn json() -> Self {
        Self::new(BodyForm::Json, "application/json")
    }

    /// `application/x-www-form-urlencoded`, optional.
    #[must_use]
    pub const fn form() -> Self {
        Self::new(BodyForm::Form, "application/x-www-form-urlencoded")
    }

    /// `multipart/form-data`, optional.
    #[must_use]
    pub const fn multipart() -> Self {
        Self::new(BodyForm::Multipart, "multipart/form-data")
    }

    /// Text, optional.
    #[must_use]
    pub const fn text(media_type: &'static str) -> Self {
        Self::new(BodyForm::Text, media_type)
    }

    /// Bytes, optional.
    #[must_use]
    pub const fn bytes(media_type: &'static str) -> Self {
        Self::new(BodyForm::Bytes, media_type)
    }

    /// Demands a body.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Gives the argument another name.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Says which parts of a multipart form are files.
    #[must_use]
    pub const fn files(mut self, names: &'static [&'static str]) -> Self {
        self.files = names;
        self
    }
}

//! The Rust plan of operations.

use specwright_model::{
    Origin, Parameter, ParameterPlace, ParameterStyle, SecurityRequirement, StatusPattern, Transaction,
};

use crate::{Docs, bodies::Content, checks::Check, docs::in_code, types::TypeRef};

/// An operation as generated code knows it.
#[derive(Clone, Debug)]
pub struct OperationPlan {
    /// The name of its function, unique among all operations.
    pub name: String,
    /// The name of its function among those of its group: without the group's own name in front.
    pub name_in_group: String,
    /// The stem of its types.
    pub type_name: String,
    /// The name of its constant.
    pub constant_name: String,
    /// What the document calls it, or the method and path.
    pub id: String,
    /// The method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The address at which it is served, where that is another than the API's: absolute, or a path at the API's host.
    pub server: Option<String>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The index of its group.
    pub group: usize,
    /// Its parameters: those of the path in its order, then other required ones, then the rest, in the document's
    /// order.
    pub parameters: Vec<ParameterPlan>,
    /// What is sent.
    pub request_body: Option<RequestBodyPlan>,
    /// What comes back, by status: codes before ranges before the default.
    pub responses: Vec<ResponsePlan>,
    /// Who may call it: one of these alternatives must be fulfilled; none at all: everybody.
    pub security: Vec<SecurityRequirement>,
    /// Examples of whole calls, as far as a mock answers with them.
    pub transactions: Vec<Transaction>,
    /// Where it is described.
    pub origin: Origin,
}

impl OperationPlan {
    /// The scopes that it asks for, as a line of documentation for each scheme and list of scopes.
    pub fn scope_docs(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for used in self.security.iter().flat_map(|requirement| &requirement.all) {
            let scopes: Vec<String> = used.scopes.iter().map(|it| format!("`{}`", in_code(it))).collect();
            let line = format!("Scopes of `{}`: {}.", in_code(&used.scheme), scopes.join(", "));
            if !scopes.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct ParameterPlan {
    /// The Rust name of its argument, method or field.
    pub name: String,
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it goes.
    pub place: ParameterPlace,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its type.
    pub ty: TypeRef,
    /// How its value becomes text.
    pub style: ParameterStyle,
    /// Whether members stand apart.
    pub explode: bool,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
    /// What form the value has.
    pub shape: ParameterShape,
    /// What is checked of it.
    pub checks: Vec<Check>,
    /// The value that holds when none is given, where it can be written as Rust.
    pub default: Option<serde_json::Value>,
    /// A value that fits.
    pub sample: Option<serde_json::Value>,
}

/// What form a parameter's value has before it becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterShape {
    /// One value.
    Scalar,
    /// A sequence.
    Array,
    /// A mapping.
    Object,
    /// JSON text.
    Json,
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct RequestBodyPlan {
    /// Whether a request without it is wrong.
    pub required: bool,
    /// Whether it is an object of which nothing is described: an empty one is sent where none is given.
    pub free_form: bool,
    /// Its documentation.
    pub docs: Docs,
    /// The forms that it may take; none where the document names none.
    pub contents: Vec<Content>,
    /// The name of the enumeration of the forms, where there are several.
    pub enum_name: String,
}

/// What comes back with one status or range.
#[derive(Clone, Debug)]
pub struct ResponsePlan {
    /// For which statuses.
    pub status: StatusPattern,
    /// The name of its variant.
    pub variant: String,
    /// Its documentation.
    pub docs: Docs,
    /// The forms that its body may take; none for no body.
    pub contents: Vec<Content>,
    /// The name of the enumeration of the forms, where there are several.
    pub enum_name: String,
    /// Its header fields.
    pub headers: Vec<HeaderPlan>,
}

/// A header field of a response.
#[derive(Clone, Debug)]
pub struct HeaderPlan {
    /// The Rust name of its field.
    pub name: String,
    /// Its name on the wire.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its type.
    pub ty: TypeRef,
    /// What form the value has.
    pub shape: ParameterShape,
    /// Whether the members of an object are written as `name=value`.
    pub explode: bool,
    /// A value for a mock server.
    pub sample: Option<serde_json::Value>,
}

/// What a parameter's media type or type make of its form.
pub(crate) fn shape(parameter_media_type: Option<&str>, ty: &TypeRef, types: &crate::Types) -> ParameterShape {
    if parameter_media_type.is_some() {
        return ParameterShape::Json;
    }
    shape_of(ty, types)
}

fn shape_of(ty: &TypeRef, types: &crate::Types) -> ParameterShape {
    match types.expand(ty) {
        TypeRef::Vec(_) => ParameterShape::Array,
        TypeRef::Map(_) => ParameterShape::Object,
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => shape_of(inner, types),
        TypeRef::Named(id) => match types.get(*id).map(|definition| &definition.kind) {
            Some(crate::TypeKind::Struct(_)) => ParameterShape::Object,
            _ => ParameterShape::Scalar,
        },
        _ => ParameterShape::Scalar,
    }
}

/// The style in which a parameter goes, where the document asks for one that its place does not know.
pub(crate) fn effective_style(parameter: &Parameter) -> ParameterStyle {
    use ParameterStyle as Style;
    match (parameter.place, parameter.style) {
        (ParameterPlace::Path, style @ (Style::Simple | Style::Label | Style::Matrix)) => style,
        (ParameterPlace::Path | ParameterPlace::Header, _) => Style::Simple,
        (ParameterPlace::Query, Style::Simple | Style::Label | Style::Matrix) => Style::Form,
        (ParameterPlace::Query, style) => style,
        (ParameterPlace::Cookie, _) => Style::Form,
    }
}

//! Parameters as constants of the runtime.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_model::{ParameterPlace, ParameterStyle};
use specwright_rust::{HeaderPlan, ParameterPlan, ParameterShape, TypeKind, TypeRef, Types, ident, string};

/// A constant expression that describes the parameter to the runtime; `Parameter` is in scope where it stands.
pub fn parameter(types: &Types, parameter: &ParameterPlan) -> TokenStream {
    let name = string(&parameter.wire_name);
    let place = ident(match parameter.place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    });
    let mut expression = quote!(Parameter::#place(#name));
    let usual_style = match parameter.place {
        ParameterPlace::Path | ParameterPlace::Header => ParameterStyle::Simple,
        ParameterPlace::Query | ParameterPlace::Cookie => ParameterStyle::Form,
    };
    if parameter.shape != ParameterShape::Scalar {
        if parameter.style != usual_style {
            let style = ident(style_name(parameter.style));
            expression = quote!(#expression.style(runtime::parameter::Style::#style));
        }
        let shape = ident(match parameter.shape {
            ParameterShape::Array => "Array",
            ParameterShape::Object => "Object",
            ParameterShape::Json | ParameterShape::Scalar => "Json",
        });
        expression = quote!(#expression.shape(runtime::parameter::Shape::#shape));
        if parameter.shape != ParameterShape::Json && parameter.explode != (parameter.style == ParameterStyle::Form) {
            let explode = parameter.explode;
            expression = quote!(#expression.explode(#explode));
        }
        let has_others = matches!(parameter.place, ParameterPlace::Query | ParameterPlace::Cookie);
        let spreads = has_others && parameter.style == ParameterStyle::Form;
        if spreads && parameter.shape == ParameterShape::Object {
            let properties = properties(types, &parameter.ty);
            expression = quote!(#expression.properties(&[#(#properties),*]));
        }
    } else if matches!(parameter.style, ParameterStyle::Label | ParameterStyle::Matrix) {
        let style = ident(style_name(parameter.style));
        expression = quote!(#expression.style(runtime::parameter::Style::#style));
    }
    if parameter.allow_reserved {
        expression = quote!(#expression.allow_reserved(true));
    }
    expression
}

/// A constant expression that describes a header field of a response to the runtime; `Parameter` is in scope where it
/// stands.
pub fn header_parameter(header: &HeaderPlan) -> TokenStream {
    let name = string(&header.wire_name);
    let shape = match header.shape {
        ParameterShape::Scalar => return quote!(Parameter::header(#name)),
        ParameterShape::Array => ident("Array"),
        ParameterShape::Object => ident("Object"),
        ParameterShape::Json => ident("Json"),
    };
    let expression = quote!(Parameter::header(#name).shape(runtime::parameter::Shape::#shape));
    if header.shape == ParameterShape::Object && header.explode {
        quote!(#expression.explode(true))
    } else {
        expression
    }
}

fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Simple => "Simple",
        ParameterStyle::Label => "Label",
        ParameterStyle::Matrix => "Matrix",
        ParameterStyle::Form => "Form",
        ParameterStyle::SpaceDelimited => "SpaceDelimited",
        ParameterStyle::PipeDelimited => "PipeDelimited",
        ParameterStyle::DeepObject => "DeepObject",
    }
}

/// The names of the properties that a parameter's members stand for.
fn properties(types: &Types, ty: &TypeRef) -> Vec<proc_macro2::Literal> {
    match types.expand(ty) {
        TypeRef::Named(id) => match types.get(*id).map(|definition| &definition.kind) {
            Some(TypeKind::Struct(structure)) => {
                structure.fields.iter().map(|field| string(&field.wire_name)).collect()
            }
            _ => Vec::new(),
        },
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => properties(types, inner),
        _ => Vec::new(),
    }
}

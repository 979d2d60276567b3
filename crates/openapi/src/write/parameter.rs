//! Parameters: the Parameter Object (OpenAPI 3.1.1, section 4.8.12).

use serde_json::{Value, json};
use specwright_model::{Parameter, ParameterPlace, ParameterStyle};

use super::Writer;
use super::members::Members;

impl Writer<'_> {
    /// A parameter under a name that may be another than its own, where paths are merged.
    pub(super) fn parameter(&mut self, parameter: &Parameter, name: &str) -> Value {
        let mut members = Members::default();
        members.put("name", name);
        members.put("in", place_name(parameter.place));
        members.text("description", parameter.description.as_ref());
        members.flag(
            "required",
            parameter.required || parameter.place == ParameterPlace::Path,
        );
        members.flag("deprecated", parameter.deprecated);
        if parameter.place == ParameterPlace::Query {
            members.flag("allowEmptyValue", parameter.allow_empty_value);
        }
        let schema = parameter.schema.map_or_else(|| json!({}), |schema| self.schema(schema));
        if let Some(media_type) = &parameter.media_type {
            members.put(
                "content",
                self.content_of_one(media_type, parameter.schema.map(|_| schema), &parameter.examples),
            );
        } else {
            self.style(parameter, &mut members);
            members.put("schema", schema);
            self.examples(&parameter.examples, &mut members);
        }
        members.extensions(&parameter.extensions);
        members.into()
    }

    /// How the value becomes text, where it is not as it is by default (section 4.8.12.2.2).
    fn style(&mut self, parameter: &Parameter, members: &mut Members) {
        let default = match parameter.place {
            ParameterPlace::Path | ParameterPlace::Header => ParameterStyle::Simple,
            ParameterPlace::Query | ParameterPlace::Cookie => ParameterStyle::Form,
        };
        if parameter.style != default {
            members.put("style", style_name(parameter.style));
        }
        if parameter.explode != (parameter.style == ParameterStyle::Form) {
            members.put("explode", parameter.explode);
        }
        match parameter.place {
            ParameterPlace::Query => members.flag("allowReserved", parameter.allow_reserved),
            _ if parameter.allow_reserved => {
                self.leave_out(parameter.origin, "allowReserved", "`allowReserved` outside the query");
            }
            _ => {}
        }
    }
}

fn place_name(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

/// The name of a style (section 4.8.12.3).
pub(super) fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Simple => "simple",
        ParameterStyle::Label => "label",
        ParameterStyle::Matrix => "matrix",
        ParameterStyle::Form => "form",
        ParameterStyle::SpaceDelimited => "spaceDelimited",
        ParameterStyle::PipeDelimited => "pipeDelimited",
        ParameterStyle::DeepObject => "deepObject",
    }
}

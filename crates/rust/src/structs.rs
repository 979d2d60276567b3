//! Structs: the fields of an object, and what further properties hold.

use std::collections::HashSet;

use specwright_model::{AdditionalProperties, Object, Schema, SchemaId};

use crate::{
    Case, Docs, Names,
    build::{TypeBuilder, Typed, Unfilled, docs},
    rules,
    types::{Additional, Field, Presence, Struct, TypeRef},
    views::View,
};

impl TypeBuilder {
    /// The struct of an object schema.
    pub(crate) fn structure(&mut self, unfilled: &Unfilled, object: &Object) -> Struct {
        let type_name = &unfilled.type_name;
        let mut names = Names::default();
        let mut structure = Struct {
            deny_additional: object.additional == AdditionalProperties::Forbidden,
            property_count: (object.min_properties, object.max_properties),
            ..Struct::default()
        };
        let required: HashSet<&str> = object.required.iter().map(String::as_str).collect();
        let mut described = HashSet::new();
        for property in &object.properties {
            described.insert(property.name.as_str());
            if !self.view.shows(&self.resolver.resolve(property.schema)) {
                continue;
            }
            let is_required = required.contains(property.name.as_str());
            let hint = format!("{type_name} {}", property.name);
            let field = self.field(&property.name, property.schema, is_required, &hint, &mut names);
            structure.fields.push(field);
        }
        for name in &object.required {
            if described.insert(name) {
                structure.fields.push(undescribed_field(name, &mut names));
            }
        }
        structure.additional = self
            .additional(&unfilled.schema, object, type_name)
            .map(|typed| Additional {
                name: names.claim(&["additional_properties"], Case::Snake),
                ty: typed.ty,
                checks: typed.checks,
            });
        structure
    }

    fn field(&mut self, property: &str, schema: SchemaId, required: bool, hint: &str, names: &mut Names) -> Field {
        let typed = self.part(schema, hint);
        let resolved = self.resolver.resolve(schema);
        let written = self.resolver.written(schema);
        let mut described = if written.description.is_some() || written.title.is_some() || written.name.is_none() {
            docs(&resolved)
        } else {
            Docs::new()
        };
        match (resolved.read_only, resolved.write_only) {
            _ if self.view != View::Whole => {}
            (true, false) => {
                described.paragraph("The server sets it: it comes back, and is not to be sent.");
            }
            (false, true) => {
                described.paragraph("It is only sent, and never comes back.");
            }
            _ => {}
        }
        if let Some(default) = resolved.default.as_ref().filter(|default| !default.is_null()) {
            described.default_value(default);
        }
        Field {
            name: names.claim(&[property], Case::Snake),
            wire_name: property.to_owned(),
            docs: described,
            deprecated: resolved.deprecated,
            ty: typed.ty,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            read_only: resolved.read_only,
            write_only: resolved.write_only,
            checks: typed.checks,
        }
    }

    /// What further properties of a struct hold, where the document says that there may be some.
    fn additional(&mut self, schema: &Schema, object: &Object, type_name: &str) -> Option<Typed> {
        let hint = format!("{type_name} value");
        let mut described: Vec<SchemaId> = object.pattern_properties.iter().map(|pattern| pattern.schema).collect();
        if let AdditionalProperties::Schema(other) = object.additional {
            described.push(other);
        }
        match described.as_slice() {
            [] => (object.additional == AdditionalProperties::Any).then(Typed::any),
            [only] => {
                self.report_unchecked_names(schema, object);
                Some(self.part(*only, &hint))
            }
            _ => {
                self.report(
                    &rules::PATTERN_PROPERTIES,
                    schema,
                    "properties are told apart by expressions over their names",
                    "properties beyond those described by name are held as any value",
                );
                Some(Typed::any())
            }
        }
    }

    /// Says that names of properties are not compared with the expressions that the document gives.
    pub(crate) fn report_unchecked_names(&mut self, schema: &Schema, object: &Object) {
        if let Some(pattern) = object.pattern_properties.first() {
            let message = format!("the names of properties are not checked against `{}`", pattern.pattern);
            self.report(
                &rules::PATTERN_PROPERTIES,
                schema,
                message,
                "properties of any name are accepted",
            );
        }
    }
}

/// A field for a property that must be there and is described nowhere.
fn undescribed_field(name: &str, names: &mut Names) -> Field {
    Field {
        name: names.claim(&[name], Case::Snake),
        wire_name: name.to_owned(),
        docs: Docs::line("Must be there; the description does not say what it holds."),
        deprecated: false,
        ty: TypeRef::Any,
        presence: Presence::Required,
        read_only: false,
        write_only: false,
        checks: Vec::new(),
    }
}

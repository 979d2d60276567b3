//! What inline schemas are made of, as text: equal for those that become one type.

use std::fmt::Write;

use specwright_model::{AdditionalProperties, Object, Schema, SchemaId, SchemaKind};

use crate::build::TypeBuilder;

/// How deep inline schemas are looked into.
const DEPTH: usize = 8;
/// The longest text. Schemas that are larger are not compared.
const LONGEST: usize = 16 * 1024;

impl TypeBuilder {
    /// What a schema is made of, without its name and without what belongs to where it is used: null beside other
    /// values, and the direction in which it travels.
    pub(crate) fn shape(&mut self, id: SchemaId) -> String {
        let schema = self.resolver.resolve(id);
        if !schema.subtypes.is_empty() {
            return format!("schema {}", id.index());
        }
        let mut shape = format!("{:?} ", self.view);
        self.write_content(&mut shape, &schema, 0);
        if shape.len() > LONGEST {
            return format!("schema {}", id.index());
        }
        shape
    }

    /// A schema inside another: declared ones by name, inline ones by what they are made of.
    fn write_inner(&mut self, shape: &mut String, id: SchemaId, depth: usize) {
        let written = self.resolver.written(id);
        if written.name.is_some() || depth >= DEPTH || shape.len() > LONGEST {
            let _ = write!(shape, "schema {}", id.index());
            return;
        }
        let schema = self.resolver.resolve(id);
        let _ = write!(
            shape,
            "{{null {} read {} write {} ",
            schema.nullable, schema.read_only, schema.write_only
        );
        self.write_content(shape, &schema, depth);
        shape.push('}');
    }

    fn write_content(&mut self, shape: &mut String, schema: &Schema, depth: usize) {
        let Schema {
            title,
            description,
            deprecated,
            values,
            kind,
            ..
        } = schema;
        let _ = write!(shape, "{title:?} {description:?} {deprecated} {values:?} ");
        match kind {
            SchemaKind::Object(object) => self.write_object(shape, object, depth),
            SchemaKind::Array(array) => {
                let bounds = (array.min_items, array.max_items, array.unique_items);
                let _ = write!(shape, "array {bounds:?} tuple {} ", array.prefix_items.len());
                if let Some(items) = array.items {
                    self.write_inner(shape, items, depth + 1);
                }
            }
            SchemaKind::Union(union) => {
                let _ = write!(shape, "union {:?} ", union.discriminator);
                for variant in &union.variants {
                    self.write_inner(shape, *variant, depth + 1);
                    shape.push('|');
                }
            }
            plain => {
                let _ = write!(shape, "{plain:?}");
            }
        }
    }

    fn write_object(&mut self, shape: &mut String, object: &Object, depth: usize) {
        let bounds = (object.min_properties, object.max_properties);
        let _ = write!(shape, "object {bounds:?} required {:?} ", object.required);
        for property in &object.properties {
            let _ = write!(shape, "{:?}: ", property.name);
            self.write_inner(shape, property.schema, depth + 1);
            shape.push(',');
        }
        for pattern in &object.pattern_properties {
            let _ = write!(shape, "matching {:?}: ", pattern.pattern);
            self.write_inner(shape, pattern.schema, depth + 1);
            shape.push(',');
        }
        match object.additional {
            AdditionalProperties::Schema(other) => self.write_inner(shape, other, depth + 1),
            said => {
                let _ = write!(shape, "further {said:?}");
            }
        }
    }
}

//! Schemas: the Schema Object (OpenAPI 3.1.1, section 4.8.24; OpenAPI 3.0.4, section 4.7.24).

use serde_json::{Value, json};
use specwright_model::{Schema, SchemaId, SchemaKind};

use super::composition::says_only_all_of;
use super::fitting::fits;
use super::members::Members;
use super::{SchemaWriter, Writer};

impl Writer<'_> {
    /// A schema where it is used: a reference to a component, or the schema itself.
    pub(super) fn schema(&mut self, id: SchemaId) -> Value {
        match self.reference(id) {
            Some(reference) => json!({ "$ref": reference }),
            None => self.schema_object(id),
        }
    }

    /// The reference to a component; none where the schema is no component.
    pub(super) fn reference(&self, id: SchemaId) -> Option<String> {
        let name = self.components.get(id)?;
        Some(format!("{}{name}", SchemaWriter::REFERENCE_PREFIX))
    }

    /// A schema itself.
    pub(super) fn schema_object(&mut self, id: SchemaId) -> Value {
        let schema = self.api.schemas.get(id);
        if let Some(reference) = self.other_name(id, schema) {
            return json!({ "$ref": reference });
        }
        let mut members = Members::default();
        let default = self.default(schema);
        members.text("title", schema.title.as_ref());
        members.text("description", schema.description.as_ref());
        self.kind(schema, &mut members);
        self.values(schema, &mut members);
        self.all_of(id, schema, default.is_some(), &mut members);
        if let Some(discriminator) = &schema.discriminator {
            let discriminator = self.discriminator(discriminator, &schema.subtypes, schema.origin);
            members.put("discriminator", discriminator);
        }
        members.option("default", default);
        self.schema_examples(schema, &mut members);
        members.flag("deprecated", schema.deprecated);
        members.flag("readOnly", schema.read_only);
        members.flag("writeOnly", schema.write_only);
        members.external_documentation(schema.external_documentation.as_ref());
        members.extensions(&schema.extensions);
        members.into()
    }

    /// The reference that a component consists of which is nothing but another name of one. `allOf` with that one
    /// reference would make it an heir.
    fn other_name(&self, id: SchemaId, schema: &Schema) -> Option<String> {
        let [target] = schema.all_of.as_slice() else {
            return None;
        };
        if self.heirs.contains(&id) || schema.name.is_none() {
            return None;
        }
        if says_only_all_of(schema, true) {
            self.reference(*target)
        } else {
            None
        }
    }

    /// A schema of the type `name`, which accepts null too where `nullable` is set.
    pub(super) fn put_type(&self, name: &str, nullable: bool, members: &mut Members) {
        if !nullable {
            members.put("type", name);
        } else if self.is_3_0() {
            members.put("type", name);
            members.put("nullable", true);
        } else {
            members.put("type", json!([name, "null"]));
        }
    }

    /// A schema that accepts null and nothing else. OpenAPI 3.0 has no such type.
    pub(super) fn null(&self) -> Value {
        if self.is_3_0() {
            json!({ "enum": [null] })
        } else {
            json!({ "type": "null" })
        }
    }

    /// `enum` or `const` (JSON Schema 2020-12 validation, sections 6.1.2 and 6.1.3).
    fn values(&self, schema: &Schema, members: &mut Members) {
        let Some(values) = &schema.values else { return };
        if let ([only], false, false) = (values.as_slice(), schema.nullable, self.is_3_0()) {
            members.put("const", only.clone());
            return;
        }
        let null = schema.nullable.then_some(Value::Null);
        members.put("enum", values.iter().cloned().chain(null).collect::<Vec<_>>());
    }

    fn default(&mut self, schema: &Schema) -> Option<Value> {
        let default = schema.default.as_ref()?;
        if fits(&self.api.schemas, schema, default) {
            return Some(plain_number(&schema.kind, default));
        }
        let message = "the default does not fit the schema; it is left out".to_owned();
        self.leave_out_value(schema.origin, message);
        None
    }

    fn schema_examples(&mut self, schema: &Schema, members: &mut Members) {
        if !self.is_3_0() {
            members.sequence("examples", schema.examples.clone());
            return;
        }
        members.option("example", schema.examples.first().cloned());
        if schema.examples.len() > 1 {
            self.leave_out(schema.origin, "examples", "a second example of a schema");
        }
    }
}

/// A whole number without a fraction or an exponent: in OpenAPI 3.0, `1.0` is no integer.
fn plain_number(kind: &SchemaKind, value: &Value) -> Value {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    match value.as_f64() {
        Some(float) if matches!(kind, SchemaKind::Integer(_)) && value.is_f64() && (-LIMIT..LIMIT).contains(&float) => {
            #[allow(clippy::cast_possible_truncation)] // whole, since it fits the schema, and of 64 bits
            Value::from(float as i64)
        }
        _ => value.clone(),
    }
}

//! Every example fits the schema that is made of it, whatever the examples; the same examples give the same schemas.

use serde_json::{Map, Value, json};
use specwright_inference::{Inference, PayloadExamples, Role, Sample, StatedProperty};
use specwright_model::{AdditionalProperties, Integer, Object, Property, Schema, SchemaId, SchemaKind, Schemas, Text};

use crate::{
    print::{conclude, describe},
    validate::fits,
};

/// Documents that are made up for each test.
const DOCUMENTS: u64 = 1_000;

/// Few keys, so that shapes meet often: keys of types, of maps, and of envelopes.
const KEYS: &[&str] = &[
    "id", "name", "user", "users", "owner", "child", "children", "data", "items", "a:b", "c:d", "1", "2", "fields",
];

/// Keys that have nothing to do with those.
const OTHER_KEYS: &[&str] = &["planet", "moons", "mass", "orbit", "e:f"];

const TEXTS: &[&str] = &[
    "",
    "text",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "22222222-1111-4111-8111-222222222222",
    "a@b.example",
    "https://a.example",
];

/// Numbers that look random and are the same every time (the generator SplitMix64).
struct Random {
    state: u64,
    keys: &'static [&'static str],
}

impl Random {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).expect("a small number")).expect("a small number")
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 6 } else { 14 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(9)),
            3 => json!(u64::MAX),
            4 => json!(0.5),
            5 => json!(self.one_of(TEXTS)),
            6 | 7 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => self.object(depth),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut object = Map::new();
        for _ in 0..self.below(5) {
            let key = self.one_of(self.keys);
            object.insert(key.to_owned(), self.value(depth - 1));
        }
        Value::Object(object)
    }

    fn payload(&mut self) -> PayloadExamples {
        let samples = (0..self.below(4)).map(|_| Sample {
            value: self.value(4),
            ..Sample::default()
        });
        let samples = samples.collect();
        PayloadExamples {
            role: self.one_of(&[Role::Request, Role::Success, Role::Success, Role::Error]),
            name: self
                .one_of(&[None, Some("User"), Some("Users Collection")])
                .map(str::to_owned),
            samples,
            stated: (0..self.below(8).saturating_sub(6)).map(|_| self.stated()).collect(),
            ..PayloadExamples::default()
        }
    }

    /// A property in words that no example can contradict.
    fn stated(&mut self) -> StatedProperty {
        StatedProperty {
            name: self.one_of(self.keys).to_owned(),
            description: Some("Described".to_owned()),
            ..StatedProperty::default()
        }
    }
}

fn document(seed: u64) -> Vec<PayloadExamples> {
    let mut random = Random {
        state: seed,
        keys: KEYS,
    };
    (0..=random.below(6)).map(|_| random.payload()).collect()
}

/// Payloads that have no key, heading or role in common with those of [`document`].
fn unrelated(seed: u64) -> Vec<PayloadExamples> {
    let mut random = Random {
        state: seed,
        keys: OTHER_KEYS,
    };
    let payloads = (0..3).map(|_| PayloadExamples {
        role: Role::Success,
        name: None,
        ..random.payload()
    });
    payloads.collect()
}

/// Types that a document declares, under names that the examples meet.
fn declared() -> Schemas {
    let mut schemas = Schemas::new();
    let user = schemas.reserve();
    let text = schemas.add(Schema::of(SchemaKind::String(Text::default())));
    let id = schemas.add(Schema {
        values: Some((0..6).map(Value::from).collect()),
        ..Schema::of(SchemaKind::Integer(Integer::default()))
    });
    let declare = |name: &str, properties: &[(&str, SchemaId)], required: &str| {
        let property = |(name, schema): &(&str, SchemaId)| Property {
            name: (*name).to_owned(),
            schema: *schema,
        };
        let object = Object {
            properties: properties.iter().map(property).collect(),
            required: vec![required.to_owned()],
            additional: AdditionalProperties::Any,
            ..Object::default()
        };
        Schema {
            name: Some(name.to_owned()),
            ..Schema::of(SchemaKind::Object(object))
        }
    };
    let child = declare("Child", &[("name", text), ("owner", user)], "name");
    let child = schemas.add(child);
    schemas.set(
        user,
        declare("User", &[("id", id), ("name", text), ("child", child)], "id"),
    );
    schemas
}

fn check(payloads: &[PayloadExamples], mut schemas: Schemas) -> Result<(), String> {
    let mut inference = Inference::new();
    let keys: Vec<_> = payloads.iter().map(|payload| inference.add(payload.clone())).collect();
    let inferred = inference.finish(&mut schemas);
    for (key, payload) in keys.into_iter().zip(payloads) {
        let schema = inferred.schema(key);
        if schema.is_none() && payload.samples.is_empty() && payload.stated.is_empty() {
            continue;
        }
        let schema = schema.ok_or("a payload with examples has no schema")?;
        for sample in &payload.samples {
            if !fits(&schemas, schema, &sample.value) {
                return Err(format!("{}\ndoes not fit {}", sample.value, describe(&schemas, schema)));
            }
        }
    }
    Ok(())
}

#[test]
fn every_example_fits_its_schema() {
    for seed in 0..DOCUMENTS {
        for schemas in [Schemas::new(), declared()] {
            if let Err(failure) = check(&document(seed), schemas) {
                panic!("document {seed}: {failure}");
            }
        }
    }
}

#[test]
fn the_same_examples_give_the_same_schemas() {
    let schemas = |seed| {
        let mut schemas = Schemas::new();
        let mut inference = Inference::new();
        for payload in document(seed) {
            inference.add(payload);
        }
        inference.finish(&mut schemas);
        serde_json::to_string(&schemas).expect("JSON")
    };
    for seed in 0..DOCUMENTS / 10 {
        assert_eq!(schemas(seed), schemas(seed), "document {seed}");
    }
}

#[test]
fn unrelated_payloads_change_nothing() {
    for seed in 0..DOCUMENTS / 10 {
        let alone = conclude(document(seed), &mut Schemas::new());
        let mut together = document(seed);
        let mut random = Random {
            state: seed,
            keys: KEYS,
        };
        for payload in unrelated(seed) {
            together.insert(random.below(together.len() + 1), payload);
        }
        let together = conclude(together, &mut Schemas::new());
        for line in alone.lines() {
            assert!(together.lines().any(|other| other == line), "document {seed}: {line}");
        }
    }
}

#[test]
fn names_are_unique() {
    for seed in 0..DOCUMENTS {
        let mut schemas = Schemas::new();
        let mut inference = Inference::new();
        for payload in document(seed) {
            inference.add(payload);
        }
        inference.finish(&mut schemas);
        let mut names: Vec<&str> = schemas
            .iter()
            .filter_map(|(_, schema)| schema.name.as_deref())
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "document {seed}");
    }
}

#[test]
fn deep_and_wide_examples_take_little() {
    let mut deep = json!({"leaf": 1});
    for depth in 0..200 {
        deep = if depth % 2 == 0 {
            json!([deep])
        } else {
            json!({"node": deep, "id": 1, "at": depth})
        };
    }
    let wide: Value = (0..20_000)
        .map(|index| json!({format!("key{index}"): {"id": index}}))
        .collect();
    for value in [deep, wide] {
        let sample = Sample {
            value,
            ..Sample::default()
        };
        let payload = PayloadExamples {
            samples: vec![sample],
            ..PayloadExamples::default()
        };
        let mut inference = Inference::new();
        let key = inference.add(payload);
        let mut schemas = Schemas::new();
        assert!(inference.finish(&mut schemas).schema(key).is_some());
    }
}

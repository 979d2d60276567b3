//! Examples of parameters, header fields and bodies (OpenAPI 3.1.1, section 4.8.19).

use std::collections::BTreeSet;

use specwright_model::Example;

use super::Writer;
use super::members::Members;

impl Writer<'_> {
    /// `example` for a single value without a name, `examples` otherwise: the two exclude each other.
    pub(super) fn examples(&mut self, examples: &[Example], members: &mut Members) {
        if let [only] = examples
            && let Some(value) = plain_value(only)
        {
            members.put("example", value.clone());
            return;
        }
        let mut taken: BTreeSet<String> = examples.iter().filter_map(|example| example.name.clone()).collect();
        let mut written = Members::default();
        for example in examples {
            let name = match &example.name {
                Some(name) if !written.contains(name) => name.clone(),
                Some(name) => free_name(name, &mut taken),
                None => free_name("example", &mut taken),
            };
            let value = self.example(example);
            written.put(&name, value);
        }
        members.mapping("examples", written);
    }

    fn example(&mut self, example: &Example) -> Members {
        let mut members = Members::default();
        members.text("summary", example.summary.as_ref());
        members.text("description", example.description.as_ref());
        members.option("value", example.value.clone());
        if example.value.is_some() && example.external_value.is_some() {
            let what = "the address of an example whose value is given";
            self.leave_out(example.origin, "externalValue", what);
        } else {
            members.text("externalValue", example.external_value.as_ref());
        }
        members
    }
}

/// The value of an example that is nothing but a value.
fn plain_value(example: &Example) -> Option<&serde_json::Value> {
    let says_more = example.name.is_some()
        || example.summary.is_some()
        || example.description.is_some()
        || example.external_value.is_some();
    example.value.as_ref().filter(|_| !says_more)
}

/// The name, with a number behind it where it is taken.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}

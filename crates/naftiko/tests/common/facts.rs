//! Models as they are compared.

use serde_json::Value;
use specwright_model::Api;

/// The model without places.
pub(crate) fn facts(api: &Api) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("origin");
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(api).expect("JSON");
    strip(&mut value);
    value
}

//! Bodies that are forms, read as objects.

use serde_json::{Map, Value};

use crate::uri_template::percent_decoded;

/// The fields of `a=1&b=2` (the media type `application/x-www-form-urlencoded`), each as text; several of one name are
/// a list. Text that is no form gives none.
pub(super) fn url_encoded(text: &str) -> Value {
    let mut fields = Map::new();
    let pairs = text.split(['&', '\n']).map(str::trim).filter(|pair| !pair.is_empty());
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Value::Object(Map::new());
        };
        let decoded = |text: &str| percent_decoded(&text.replace('+', " "));
        add(&mut fields, decoded(name), decoded(value));
    }
    Value::Object(fields)
}

/// The parts of a `multipart/form-data` body (RFC 7578) by their names, each as text.
pub(super) fn multipart(text: &str, boundary: &str) -> Value {
    let mut fields = Map::new();
    let delimiter = format!("--{boundary}");
    for part in text.split(delimiter.as_str()).skip(1) {
        let part = part.replace("\r\n", "\n");
        let (head, content) = part.split_once("\n\n").unwrap_or((part.as_str(), ""));
        let disposition = head
            .lines()
            .find(|line| line.to_ascii_lowercase().starts_with("content-disposition"));
        if let Some(name) = disposition.and_then(name_of_part) {
            add(&mut fields, name.to_owned(), content.trim_end_matches('\n').to_owned());
        }
    }
    Value::Object(fields)
}

fn name_of_part(disposition: &str) -> Option<&str> {
    let parameters = disposition.split(';').filter_map(|it| it.trim().split_once('='));
    let mut names = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("name"));
    names.next().map(|(_, value)| value.trim().trim_matches('"'))
}

fn add(fields: &mut Map<String, Value>, name: String, value: String) {
    let value = Value::String(value);
    match fields.get_mut(&name) {
        Some(Value::Array(list)) => list.push(value),
        Some(known) => *known = Value::Array(vec![known.take(), value]),
        None => {
            fields.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_of_forms_are_text() {
        assert_eq!(url_encoded("a=1&b=x+y%21&a=2\n"), json!({"a": ["1", "2"], "b": "x y!"}));
        assert_eq!(url_encoded("no form"), json!({}));
    }

    #[test]
    fn parts_have_names() {
        let body = "--B\nContent-Disposition: form-data; name=\"text\"\nContent-Type: text/plain\n\ntest\n--B\n\
                    content-disposition: form-data; name=\"file\"; filename=\"a\"\n\n{}\n\n--B--\n";
        assert_eq!(multipart(body, "B"), json!({"text": "test", "file": "{}"}));
        assert_eq!(multipart("nothing", "B"), json!({}));
    }
}

//! Writing events as text (WHATWG HTML, section 9.2.5, "Parsing an event stream").

use crate::json::{Encode, to_string, to_value};
use crate::parameter::text_of_leaf;
use crate::{DataForm, Event};

/// The event as it is sent.
///
/// The line breaks of the data are sent as line feeds; an event's type and identifier, which cannot
/// have any, get a space in place of each.
pub(super) fn event_text(event: &Event<impl Encode>, form: DataForm) -> String {
    let mut text = String::new();
    if let Some(name) = &event.event {
        push_field(&mut text, "event", &on_one_line(name));
    }
    if let Some(id) = &event.id {
        push_field(&mut text, "id", &on_one_line(id));
    }
    if let Some(retry) = event.retry {
        push_field(&mut text, "retry", &retry.as_millis().to_string());
    }
    let data = match form {
        DataForm::Json => to_string(&event.data),
        DataForm::Text => text_of_leaf(&to_value(&event.data)),
    };
    for line in data.replace("\r\n", "\n").split(['\r', '\n']) {
        push_field(&mut text, "data", line);
    }
    text.push('\n');
    text
}

fn push_field(text: &mut String, name: &str, value: &str) {
    text.push_str(name);
    text.push_str(if value.is_empty() { ":" } else { ": " });
    text.push_str(value);
    text.push('\n');
}

fn on_one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], " ")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_field_stands_on_a_line_of_its_own() {
        let event = Event::new("a\"b")
            .named("price")
            .with_id("7")
            .with_retry(Duration::from_millis(1500));
        insta::assert_snapshot!(event_text(&event, DataForm::Json), @r#"
        event: price
        id: 7
        retry: 1500
        data: "a\"b"
        "#);
    }

    #[test]
    fn text_keeps_its_lines_and_cannot_be_another_event() {
        let event = Event::new("one\r\n\r\nid: x\rdata: two\n")
            .named("a\nb")
            .with_id("\0\r\nc");
        insta::assert_snapshot!(event_text(&event, DataForm::Text), @r"
        event: a b
        id:    c
        data: one
        data:
        data: id: x
        data: data: two
        data:
        ");
    }

    #[test]
    fn an_event_without_text_is_one() {
        assert_eq!(event_text(&Event::new(""), DataForm::Text), "data:\n\n");
        assert_eq!(event_text(&Event::new(None::<u8>), DataForm::Text), "data:\n\n");
        assert_eq!(event_text(&Event::new(7), DataForm::Text), "data: 7\n\n");
        assert_eq!(event_text(&Event::new(()), DataForm::Json), "data: null\n\n");
    }
}

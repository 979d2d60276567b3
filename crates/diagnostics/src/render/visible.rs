//! Makes text of a document harmless for terminals and logs.

/// The longest message that is shown, in characters.
const MESSAGE_LENGTH: usize = 1000;

/// Text for one line: control characters replaced, and cut where it is very long.
pub(super) fn one_line(text: &str) -> String {
    let mut line: String = text.chars().take(MESSAGE_LENGTH).map(character).collect();
    if text.chars().nth(MESSAGE_LENGTH).is_some() {
        line.push('…');
    }
    line
}

/// JSON text with line breaks and indentation. What controls a terminal, JSON permits in strings; it is escaped here.
pub(super) fn json(value: &serde_json::Value) -> String {
    let mut text = String::new();
    for of in format!("{value:#}\n").chars() {
        if of == '\n' || character(of) == of {
            text.push(of);
        } else {
            for unit in of.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}

/// What to show for a character: itself, or a picture of it when it controls something. One character becomes one
/// character, so columns stay right.
pub(super) fn character(of: char) -> char {
    match of {
        '\t' => ' ',
        // The pictures of the C0 controls are in their order from U+2400 on.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(of)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7F}' => '\u{2421}',
        // C1 controls.
        '\u{80}'..='\u{9F}'
        // Marks, embeddings, overrides and isolates of the direction of text.
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // Separators of lines and paragraphs.
        | '\u{2028}' | '\u{2029}'
        // Characters that are not to be seen at all.
        | '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        // Noncharacters, which programs may use for themselves, as the format `full` does.
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(one_line(text), expected, "{text:?}");
    }

    #[test]
    fn control_characters_are_replaced() {
        check("plain – ünïcode 🦀", "plain – ünïcode 🦀");
        check("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m");
        check("a\r\nb\tc\0\u{7f}", "a␍␊b c␀␡");
        check("\u{9b}31m \u{202e}gnp.exe \u{2066}", "�31m �gnp.exe �");
        check("\u{feff}a\u{200b}b\u{2028}c", "�a�b�c");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(one_line(&"ä".repeat(1000)).chars().count(), 1000);
        let cut = one_line(&"ä".repeat(100_000));
        assert_eq!(cut.chars().count(), 1001);
        assert!(cut.ends_with('…'));
    }
}

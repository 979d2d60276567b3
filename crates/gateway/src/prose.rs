//! Text of descriptions for models to read.

/// The text, or its beginning where it has more than `longest` characters: up to the end of a sentence, or else of a
/// word, with an ellipsis behind.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(longest) else {
        return text.to_owned();
    };
    let beginning = text.get(..end).unwrap_or(text);
    let sentence = beginning.rfind(". ").map(|end| end + 1).filter(|kept| *kept > end / 2);
    let word = beginning.rfind(char::is_whitespace).filter(|kept| *kept > end / 2);
    let kept = beginning.get(..sentence.or(word).unwrap_or(end)).unwrap_or(beginning);
    format!("{} …", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    fn check(text: &str, longest: usize, expected: &str) {
        assert_eq!(shortened(text, longest), expected);
    }

    #[test]
    fn long_texts_end_at_a_sentence_or_a_word() {
        check(" As it is. ", 9, "As it is.");
        check("One sentence. And another one.", 20, "One sentence. …");
        check("A rather long sentence that goes on.", 20, "A rather long …");
        check("Äöüßäöüß", 4, "Äöüß …");
    }
}

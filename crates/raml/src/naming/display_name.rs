//! Names of operations by their display names.

use heck::ToSnakeCase;

use super::verbs;

/// The most words that a display name may have to be a name.
const MOST_WORDS: usize = 7;

/// Words that people write in capitals, even with another word right behind them.
const ACRONYMS: [&str; 12] = [
    "API", "DNS", "HTML", "HTTP", "ID", "IP", "JSON", "SSH", "SQL", "URI", "URL", "XML",
];

/// A display name as a name, where it is a verb with something behind it.
pub(super) fn telling(display_name: &str) -> Option<String> {
    let snake = part_words(display_name).to_snake_case();
    let words: Vec<&str> = snake
        .split('_')
        .filter(|word| !word.is_empty() && !["a", "an", "the"].contains(word))
        .collect();
    let first = words.first()?;
    let is_telling = (2..=MOST_WORDS).contains(&words.len()) && verbs::is_verb(first) && snake.is_ascii();
    is_telling.then(|| words.join("_"))
}

/// A text whose words in capitals are told from what stands behind them: `ListVMs` becomes `ListVms`, and `APIkey`
/// becomes `API key`. Where one more letter in capitals stands behind them, the next word begins with it.
fn part_words(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_uppercase) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let (capitals, behind) = from
            .find(|it: char| !it.is_uppercase())
            .and_then(|end| from.split_at_checked(end))
            .unwrap_or((from, ""));
        parted.push_str(before);
        let mut following = behind.chars();
        let is_plural = following.next() == Some('s') && !following.next().is_some_and(char::is_lowercase);
        let mut shorter = capitals.chars();
        shorter.next_back();
        let is_acronym = ACRONYMS.contains(&capitals) && !ACRONYMS.contains(&shorter.as_str());
        if is_plural && capitals.len() > 1 {
            let mut letters = capitals.chars();
            parted.extend(letters.next());
            parted.extend(letters.flat_map(char::to_lowercase));
        } else {
            parted.push_str(capitals);
            if is_acronym && behind.starts_with(char::is_lowercase) {
                parted.push(' ');
            }
        }
        rest = behind;
    }
    parted.push_str(rest);
    parted
}

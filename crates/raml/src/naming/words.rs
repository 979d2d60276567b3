//! English words: the singular of a plural, and the other way round.

/// Words whose plural no rule gives.
const IRREGULAR: [(&str, &str); 14] = [
    ("analysis", "analyses"),
    ("axis", "axes"),
    ("child", "children"),
    ("criterion", "criteria"),
    ("foot", "feet"),
    ("index", "indices"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("man", "men"),
    ("mouse", "mice"),
    ("person", "people"),
    ("quiz", "quizzes"),
    ("tooth", "teeth"),
    ("woman", "women"),
];

/// The singular of the last word of a name, in the case of the name; a name that is no plural stays as it is.
pub(crate) fn singular(name: &str) -> String {
    change_last_word(name, specwright_inference::singular)
}

/// The plural of the last word of a name, in the case of the name; a name that is a plural stays as it is.
pub(crate) fn plural(name: &str) -> String {
    change_last_word(name, plural_of_word)
}

fn plural_of_word(word: &str) -> String {
    if word.is_empty() || specwright_inference::singular(word) != word {
        return word.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == word) {
        return (*plural).to_owned();
    }
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
    {
        return format!("{stem}ies");
    }
    if ends_in(&["s", "x", "z", "sh", "ch"]) {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// Changes the last word of a name in any case (`songCategories`, `song-categories`, `SONGS`).
fn change_last_word(name: &str, change: fn(&str) -> String) -> String {
    let is_shouted = !name.chars().any(char::is_lowercase) && name.chars().count() > 1;
    let start = if is_shouted {
        name.rfind(|it: char| !it.is_alphanumeric()).map_or(0, |at| at + 1)
    } else {
        last_word(name)
    };
    let (before, word) = name.split_at_checked(start).unwrap_or(("", name));
    let changed = change(&word.to_lowercase());
    if changed == word.to_lowercase() {
        return name.to_owned();
    }
    let changed = if is_shouted {
        changed.to_uppercase()
    } else if word.starts_with(char::is_uppercase) {
        let mut rest = changed.chars();
        rest.next()
            .map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
    } else {
        changed
    };
    format!("{before}{changed}")
}

/// Where the last word of a name begins: behind the last character that is no letter or digit, or at the last capital.
fn last_word(name: &str) -> usize {
    let at = name.char_indices().rev().find_map(|(at, it)| {
        if it.is_uppercase() {
            Some(at)
        } else if it.is_alphanumeric() {
            None
        } else {
            Some(at + it.len_utf8())
        }
    });
    at.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(singular_name: &str, plural_name: &str) {
        assert_eq!(singular(plural_name), singular_name, "the singular of {plural_name}");
        assert_eq!(plural(singular_name), plural_name, "the plural of {singular_name}");
        assert_eq!(plural(plural_name), plural_name, "the plural of {plural_name}");
    }

    #[test]
    fn the_last_word_is_counted_in_its_case() {
        check("user", "users");
        check("songCategory", "songCategories");
        check("song-box", "song-boxes");
        check("Person", "People");
        check("apiKey", "apiKeys");
        check("USER", "USERS");
        check("day", "days");
        check("address", "addresses");
    }

    #[test]
    fn words_that_cannot_be_counted_stay() {
        assert_eq!(singular("news"), "news");
        assert_eq!(plural(""), "");
        assert_eq!(singular(""), "");
    }
}

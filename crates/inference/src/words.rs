//! Words of keys: the singular of a plural, and the name of a type.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that are their own singular though they look like plurals, or whose singular nobody uses for one of them.
const UNCHANGED: &[&str] = &[
    "alias",
    "always",
    "analytics",
    "atlas",
    "aws",
    "bias",
    "bus",
    "canvas",
    "chaos",
    "cms",
    "cosmos",
    "css",
    "data",
    "dns",
    "ecs",
    "eks",
    "equipment",
    "gas",
    "gps",
    "graphics",
    "has",
    "https",
    "info",
    "ios",
    "kubernetes",
    "lens",
    "logistics",
    "mathematics",
    "means",
    "media",
    "metadata",
    "mms",
    "news",
    "nfs",
    "os",
    "physics",
    "pos",
    "rds",
    "redis",
    "rss",
    "series",
    "sms",
    "sns",
    "species",
    "sqs",
    "statistics",
    "tls",
    "vps",
    "yes",
];

/// Words whose singular no rule gives, by the plural.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("apis", "api"),
    ("atlases", "atlas"),
    ("avalanches", "avalanche"),
    ("axes", "axis"),
    ("biases", "bias"),
    ("bookies", "bookie"),
    ("brownies", "brownie"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("excuses", "excuse"),
    ("feet", "foot"),
    ("fuses", "fuse"),
    ("gases", "gas"),
    ("geese", "goose"),
    ("headaches", "headache"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("menus", "menu"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("oxen", "ox"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("quizzes", "quiz"),
    ("selfies", "selfie"),
    ("synopses", "synopsis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("uses", "use"),
    ("vertices", "vertex"),
    ("women", "woman"),
    ("zombies", "zombie"),
];

/// Words in `f` and `fe` whose plural ends in `ves`.
const IN_F: &[&str] = &[
    "calf", "elf", "half", "hoof", "knife", "leaf", "life", "loaf", "scarf", "self", "shelf", "thief", "wife", "wolf",
];

/// Words in `oe`, which lose only the `s`.
const IN_OE: &[&str] = &["canoe", "foe", "oboe", "shoe", "toe"];

/// The singular of an English word in lower case; the word itself where it is none, or where it is not sure.
///
/// The rules are those of English spelling, with the words of everyday APIs among their exceptions.
pub fn singular(word: &str) -> String {
    if word.len() < 3 || UNCHANGED.contains(&word) {
        return word.to_owned();
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let Some(stem) = word.strip_suffix('s') else {
        return word.to_owned();
    };
    if let Some(singular) = stem.strip_suffix('e').and_then(|stem| before_es(stem, word)) {
        return singular;
    }
    match stem.as_bytes().last() {
        // `address`, `status`, `analysis`
        Some(b's' | b'u' | b'i') => word.to_owned(),
        _ => stem.to_owned(),
    }
}

/// The singular of `word`, which is `stem` and `es`, where more than the `s` is the plural's.
fn before_es(stem: &str, word: &str) -> Option<String> {
    if let Some(stem) = stem.strip_suffix('i') {
        // `ties`, `lies`, `dies`
        return (word.len() > 4 && !stem.is_empty()).then(|| format!("{stem}y"));
    }
    if let Some(stem) = stem.strip_suffix('v') {
        let singulars = [format!("{stem}f"), format!("{stem}fe")];
        return singulars.into_iter().find(|singular| IN_F.contains(&singular.as_str()));
    }
    let loses_es = if stem.ends_with('o') {
        !IN_OE.contains(&word.strip_suffix('s')?)
    } else if stem.ends_with("us") {
        // `statuses`, but `causes` and `houses`
        !stem.ends_with("aus") && !stem.ends_with("ous")
    } else {
        ["ss", "sh", "ch", "x", "zz"]
            .iter()
            .any(|ending| stem.ends_with(ending))
    };
    loses_es.then(|| stem.to_owned())
}

/// The name of a type for what stands under a key; none where the key has no letters to make it of.
pub(crate) fn type_name(key: &str) -> Option<String> {
    let name = key.to_upper_camel_case();
    name.starts_with(|first: char| first.is_alphabetic()).then_some(name)
}

/// The name of a type for one of the things that stand under a key.
pub(crate) fn item_name(key: &str) -> Option<String> {
    let words = key.to_snake_case();
    let (before, last) = match words.rsplit_once('_') {
        Some((before, last)) => (before, last),
        None => ("", words.as_str()),
    };
    type_name(&format!("{before}_{}", singular(last)))
}

/// Last words that say how a thing is related and not what it is: `created_by`, `moved_to`.
const RELATIONS: &[&str] = &["at", "by", "for", "from", "id", "in", "of", "on", "to", "with"];

/// The name of two things by the ending that their names have in common; none where that names nothing.
pub(crate) fn common_name(a: &str, b: &str) -> Option<String> {
    let (a, b) = (a.to_snake_case(), b.to_snake_case());
    let pairs = a.rsplit('_').zip(b.rsplit('_'));
    let mut words: Vec<&str> = pairs.take_while(|(a, b)| a == b).map(|(word, _)| word).collect();
    let last = words.first()?;
    if RELATIONS.contains(last) {
        return None;
    }
    words.reverse();
    type_name(&words.join("_"))
}

/// Keys that say how a body is built and nothing of what it holds.
const ENVELOPES: &[&str] = &[
    "body", "content", "contents", "data", "elements", "entries", "items", "list", "objects", "payload", "records",
    "response", "result", "results", "rows", "values",
];

/// Whether a key names what stands under it no more than a body does.
pub(crate) fn is_envelope(key: &str) -> bool {
    ENVELOPES.contains(&key.to_snake_case().as_str())
}

/// Last words of headings for many things.
const COLLECTIONS: &[&str] = &["collection", "index", "list", "listing", "search", "set"];

/// The names of a body and of the items of a body that is an array, by what the document calls it: `Questions
/// Collection` holds many, each a `Question`.
pub(crate) fn heading_names(heading: &str) -> (Option<String>, Option<String>) {
    let words = heading.to_snake_case();
    match words.rsplit_once('_') {
        Some((things, last)) if COLLECTIONS.contains(&last) => (None, item_name(things)),
        _ => (item_name(&words), item_name(&words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)]) {
        for (plural, expected) in pairs {
            assert_eq!(singular(plural), *expected, "{plural}");
        }
    }

    #[test]
    fn plurals_by_rule() {
        check(&[
            ("organizations", "organization"),
            ("categories", "category"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("statuses", "status"),
            ("branches", "branch"),
            ("dishes", "dish"),
            ("houses", "house"),
            ("responses", "response"),
            ("databases", "database"),
            ("sizes", "size"),
            ("keys", "key"),
            ("photos", "photo"),
            ("heroes", "hero"),
            ("shoes", "shoe"),
            ("ties", "tie"),
            ("knives", "knife"),
            ("leaves", "leaf"),
            ("archives", "archive"),
            ("images", "image"),
            ("ids", "id"),
            ("metrics", "metric"),
        ]);
    }

    #[test]
    fn plurals_by_table() {
        check(&[
            ("children", "child"),
            ("people", "person"),
            ("aliases", "alias"),
            ("indices", "index"),
            ("caches", "cache"),
            ("movies", "movie"),
        ]);
    }

    #[test]
    fn words_that_stay() {
        for word in [
            "news", "data", "series", "status", "address", "analysis", "user", "sms", "os", "", "s", "größe",
        ] {
            assert_eq!(singular(word), word);
        }
    }

    #[test]
    fn names_of_types() {
        assert_eq!(type_name("billing_address").as_deref(), Some("BillingAddress"));
        assert_eq!(type_name("lastLogin").as_deref(), Some("LastLogin"));
        assert_eq!(type_name("@graph").as_deref(), Some("Graph"));
        assert_eq!(type_name("42"), None);
        assert_eq!(type_name("_"), None);
        assert_eq!(item_name("billingAddresses").as_deref(), Some("BillingAddress"));
        assert_eq!(item_name("users").as_deref(), Some("User"));
    }

    #[test]
    fn names_in_common() {
        let name = |a, b| common_name(a, b).unwrap_or_default();
        assert_eq!(name("BillingAddress", "ShippingAddress"), "Address");
        assert_eq!(name("HomeMailAddress", "MailAddress"), "MailAddress");
        assert_eq!(name("CreatedBy", "UpdatedBy"), "");
        assert_eq!(name("Author", "Editor"), "");
    }

    #[test]
    fn names_by_headings() {
        let names = |own: &str, item: &str| {
            let name = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            (name(own), name(item))
        };
        assert_eq!(heading_names("Question"), names("Question", "Question"));
        assert_eq!(heading_names("Questions Collection"), names("", "Question"));
        assert_eq!(heading_names("42"), names("", ""));
    }
}

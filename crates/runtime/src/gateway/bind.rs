//! Binds: the keys and settings that a capability takes from its surroundings when it starts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::Secret;
use crate::json::{self, Value};
use crate::parameter::text_of_leaf;

/// A value that a capability needs and does not hold: constant data, written by the generator.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Bind {
    /// The name that the capability has for it.
    pub key: &'static str,
    /// The name at the source: of the environment variable, or of the entry in the file.
    pub source_key: &'static str,
    /// Where the value comes from.
    pub source: BindSource,
    /// What it is for.
    pub description: Option<&'static str>,
    /// Whether the program does not start without it. Without an optional one, what needs it is left
    /// out: a credential is not used, an argument is not sent.
    pub required: bool,
}

/// Where the value of a bind comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BindSource {
    /// The environment variable of the name.
    Environment,
    /// A file: a path, or a URL of the scheme `file`. It holds a JSON object, or lines like
    /// `KEY=value` or `KEY: value`; `#` begins a comment.
    File(&'static str),
}

impl Bind {
    /// A value from the environment variable of the same name.
    #[must_use]
    pub const fn environment(key: &'static str) -> Self {
        Self {
            key,
            source_key: key,
            source: BindSource::Environment,
            description: None,
            required: true,
        }
    }

    /// A value from a file's entry of the same name.
    #[must_use]
    pub const fn file(key: &'static str, location: &'static str) -> Self {
        Self {
            key,
            source_key: key,
            source: BindSource::File(location),
            description: None,
            required: true,
        }
    }

    /// Sets the name at the source.
    #[must_use]
    pub const fn source_key(mut self, name: &'static str) -> Self {
        self.source_key = name;
        self
    }

    /// Says what the value is for.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Lets the program start without the value.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }
}

/// The values of binds. `Debug` shows the keys alone.
#[derive(Clone, Default)]
pub struct Binds {
    values: BTreeMap<String, Secret>,
    /// The keys of optional binds that have no value.
    absent: BTreeSet<String>,
}

impl Binds {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, or replaces it.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Secret>) -> Self {
        self.absent.remove(key);
        self.values.insert(key.to_owned(), value.into());
        self
    }

    /// Reads the values from the environment and from files.
    ///
    /// # Errors
    /// Every required value that is missing or empty, and every file that cannot be read.
    pub fn read(binds: &[Bind]) -> Result<Self, MissingBinds> {
        Self::read_from(binds, &|name| std::env::var(name).ok())
    }

    fn read_from(binds: &[Bind], environment: &dyn Fn(&str) -> Option<String>) -> Result<Self, MissingBinds> {
        let mut files: BTreeMap<&str, Result<BTreeMap<String, String>, &'static str>> = BTreeMap::new();
        let mut found = Self::new();
        let mut problems = Vec::new();
        for bind in binds {
            let value = match bind.source {
                BindSource::Environment => environment(bind.source_key),
                BindSource::File(location) => match files.entry(location).or_insert_with(|| read_file(location)) {
                    Ok(entries) => entries.get(bind.source_key).cloned(),
                    Err(_) if !bind.required => None,
                    Err(reason) => {
                        problems.push(format!("{}: the file {location} {reason}", bind.source_key));
                        continue;
                    }
                },
            };
            match value {
                // A line break at the end is that of the file or command that the value came from.
                Some(value) if !value.trim().is_empty() => found = found.with(bind.key, value.trim()),
                _ if bind.required => problems.push(missing(bind)),
                _ => {
                    found.absent.insert(bind.key.to_owned());
                }
            }
        }
        if problems.is_empty() {
            Ok(found)
        } else {
            Err(MissingBinds { problems })
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Secret> {
        self.values.get(key)
    }

    /// Whether a key is that of an optional bind without a value.
    pub(super) fn is_absent(&self, key: &str) -> bool {
        self.absent.contains(key)
    }

    /// All values.
    pub(super) fn values(&self) -> impl Iterator<Item = &Secret> {
        self.values.values()
    }
}

impl fmt::Debug for Binds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.values.keys()).finish()
    }
}

/// Why the values of binds are not all there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MissingBinds {
    problems: Vec<String>,
}

impl MissingBinds {
    /// One line for each value, with the name at its source first.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for MissingBinds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for MissingBinds {}

fn missing(bind: &Bind) -> String {
    let place = match bind.source {
        BindSource::Environment => "the environment variable is not set, or empty".to_owned(),
        BindSource::File(location) => format!("not in the file {location}, or empty"),
    };
    match bind.description {
        Some(description) => format!("{}: {place} ({description})", bind.source_key),
        None => format!("{}: {place}", bind.source_key),
    }
}

/// Reads a file of entries. `Err` says what is wrong with it, without a word of what it holds.
fn read_file(location: &str) -> Result<BTreeMap<String, String>, &'static str> {
    let text = std::fs::read_to_string(path_of(location)).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "is not there",
        std::io::ErrorKind::PermissionDenied => "must not be read by this user",
        _ => "cannot be read as text",
    })?;
    if text.trim_start().starts_with('{') {
        return match json::parse(text.as_bytes()) {
            Ok(Value::Object(entries)) => Ok(entries
                .iter()
                .map(|(name, value)| (name.clone(), text_of_leaf(value)))
                .collect()),
            _ => Err("holds no JSON object"),
        };
    }
    Ok(text.lines().filter_map(entry).collect())
}

/// The path in a location: `file:///a/b`, `file://a/b` (below the working directory), or a path.
fn path_of(location: &str) -> PathBuf {
    let encoded = location
        .strip_prefix("file://localhost/")
        .map(|path| format!("/{path}"))
        .or_else(|| location.strip_prefix("file://").map(str::to_owned));
    match encoded {
        Some(path) => PathBuf::from(&*percent_encoding::percent_decode_str(&path).decode_utf8_lossy()),
        None => Path::new(location).to_owned(),
    }
}

/// `KEY=value`, `export KEY=value` or `KEY: value`, the value maybe in quotes.
fn entry(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    let line = line.strip_prefix("export ").unwrap_or(line);
    if line.starts_with('#') {
        return None;
    }
    let (name, value) = line.split_once(['=', ':'])?;
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    Some((name.trim().to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Bind, Binds};

    /// Reads binds where the environment holds `KEY=swordfish` and `EMPTY= `, and writes down the
    /// values or the problems.
    fn check(binds: &[Bind], expected: &str) {
        let environment = |name: &str| match name {
            "KEY" => Some("swordfish\n".to_owned()),
            "EMPTY" => Some(" ".to_owned()),
            _ => None,
        };
        let found = match Binds::read_from(binds, &environment) {
            Ok(found) => {
                assert!(!format!("{found:?}").contains("swordfish"));
                let values: Vec<String> = binds
                    .iter()
                    .map(|bind| format!("{}={}", bind.key, found.get(bind.key).unwrap().expose()))
                    .collect();
                values.join(" ")
            }
            Err(missing) => missing.to_string(),
        };
        assert_eq!(found, expected);
    }

    fn file(content: &str) -> &'static str {
        let number = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), content);
        let path = std::env::temp_dir().join(format!("specwright-binds-{number:016x}"));
        std::fs::write(&path, content).unwrap();
        Box::leak(format!("file://{}", path.display()).into_boxed_str())
    }

    #[test]
    fn values_come_from_the_environment() {
        check(&[Bind::environment("KEY")], "KEY=swordfish");
        check(&[Bind::environment("token").source_key("KEY")], "token=swordfish");
    }

    #[test]
    fn everything_that_is_missing_is_named() {
        let binds = [
            Bind::environment("GONE").description("the key of the API"),
            Bind::environment("KEY"),
            Bind::environment("EMPTY"),
            Bind::file("X", "file:///nowhere/at/all"),
        ];
        check(
            &binds,
            "GONE: the environment variable is not set, or empty (the key of the API)\n\
             EMPTY: the environment variable is not set, or empty\n\
             X: the file file:///nowhere/at/all is not there",
        );
    }

    #[test]
    fn optional_values_may_be_missing() {
        let binds = [
            Bind::environment("GONE").optional(),
            Bind::environment("EMPTY").optional(),
            Bind::file("X", "file:///nowhere/at/all").optional(),
            Bind::environment("KEY").optional(),
        ];
        let found = Binds::read_from(&binds, &|name| (name == "KEY").then(|| "swordfish".to_owned())).unwrap();
        assert_eq!(format!("{found:?}"), "{\"KEY\"}");
        let absent = ["GONE", "EMPTY", "X", "KEY", "OTHER"].map(|key| found.is_absent(key));
        assert_eq!(absent, [true, true, true, false, false]);
    }

    #[test]
    fn files_are_json_or_lines() {
        let json = file(r#"{"a": "swordfish", "n": 7}"#);
        check(&[Bind::file("a", json), Bind::file("n", json)], "a=swordfish n=7");
        let lines = file("# secrets\nexport a = \"x=y\"\nb: 'c'\nurl: http://h:1/\nd==:e=\n");
        check(
            &["a", "b", "url", "d"].map(|key| Bind::file(key, lines)),
            "a=x=y b=c url=http://h:1/ d==:e=",
        );
        let broken = file("{swordfish");
        check(
            &[Bind::file("a", broken)],
            &format!("a: the file {broken} holds no JSON object"),
        );
        for file in [json, lines, broken] {
            std::fs::remove_file(file.strip_prefix("file://").unwrap()).unwrap();
        }
    }
}

//! From the text of a configuration to its meaning, with the place of every mistake.

mod code;
mod limits;

use std::fmt::Display;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Files, Location, Rule, Span};
use toml_edit::{Document, Item, TableLike, Value};

use super::{Configuration, ConfiguredApi};
use crate::target::UnknownTarget;
use crate::{Limits, Name, Reading, Runtime, Target, rules};

/// Reads the configuration `file`; `folder` is what its paths are relative to.
///
/// # Errors
/// What is wrong with it, in no particular order.
pub(super) fn read(files: &Files, file: FileId, folder: &Path) -> Result<Configuration, Diagnostics> {
    let mut reader = Reader {
        file,
        folder,
        diagnostics: Diagnostics::new(),
    };
    let configuration = match Document::parse(files.text(file)) {
        Ok(document) => reader.configuration(document.as_table()),
        Err(error) => {
            let location = reader.location(error.span());
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            reader.report(Diagnostic::new(&rules::TOML_SYNTAX, location, message));
            None
        }
    };
    match configuration {
        Some(configuration) if reader.diagnostics.is_empty() => Ok(configuration),
        _ => Err(reader.diagnostics),
    }
}

struct Reader<'r> {
    file: FileId,
    folder: &'r Path,
    diagnostics: Diagnostics,
}

/// What the table `[output]` says.
#[derive(Default)]
struct OutputTable<'t> {
    directory: Option<&'t str>,
    templates: Option<&'t str>,
    runtime: Option<Runtime>,
}

/// A text and where it stands.
type Text<'t> = (&'t str, Location);

impl Reader<'_> {
    fn configuration(&mut self, root: &dyn TableLike) -> Option<Configuration> {
        self.only_keys(root, &["output", "limits", "api"]);
        let output = root.get("output").and_then(|item| self.table(item, "output"));
        let output = output.map(|table| self.output(table)).unwrap_or_default();
        let limits = self.limits(root, Limits::default());
        let apis = self.apis(root, &limits);
        Some(Configuration {
            directory: self.folder.join(output.directory.unwrap_or("generated")),
            templates: output.templates.map(|templates| self.folder.join(templates)),
            runtime: output.runtime.unwrap_or_default(),
            apis: apis?,
        })
    }

    fn output<'t>(&mut self, table: &'t dyn TableLike) -> OutputTable<'t> {
        self.only_keys(table, &["directory", "templates", "runtime"]);
        OutputTable {
            directory: self.text(table, "directory").map(|(directory, _)| directory),
            templates: self.text(table, "templates").map(|(templates, _)| templates),
            runtime: table.get("runtime").and_then(|item| self.runtime(item)),
        }
    }

    fn runtime(&mut self, item: &Item) -> Option<Runtime> {
        const HELP: &str = "write `\"vendored\"`, `{ path = \"…\" }` or `{ version = \"…\" }`";
        let location = self.location(item.span());
        if let Some(text) = item.as_str() {
            if text == "vendored" {
                return Some(Runtime::Vendored);
            }
            let message = format!("`runtime` cannot be {text:?}");
            self.report(Diagnostic::new(&rules::SETTING_VALUE, location, message).help(HELP));
            return None;
        }
        let Some(table) = item.as_table_like() else {
            self.report(self.wrong_type(item, "runtime", "a string or a table").help(HELP));
            return None;
        };
        self.only_keys(table, &["path", "version"]);
        match (self.text(table, "path"), self.text(table, "version")) {
            (Some((path, _)), None) => Some(Runtime::Path(self.folder.join(path))),
            (None, Some((version, _))) => Some(Runtime::Version(version.to_owned())),
            (Some((_, path)), Some((_, version))) => {
                let message = "`runtime` has both a path and a version";
                let diagnostic = Diagnostic::new(&rules::REPEATED_SETTING, version, message);
                self.report(diagnostic.related(path, "the path is here").help("keep one of them"));
                None
            }
            (None, None) if !table.contains_key("path") && !table.contains_key("version") => {
                let message = "`runtime` says neither a path nor a version";
                self.report(Diagnostic::new(&rules::MISSING_SETTING, location, message).help(HELP));
                None
            }
            (None, None) => None,
        }
    }

    fn apis(&mut self, root: &dyn TableLike, limits: &Limits) -> Option<Vec<ConfiguredApi>> {
        const HELP: &str = "write `[[api]]` with a `name` and a `description` for each description";
        let Some(item) = root.get("api") else {
            let start = self.location(Some(0..0));
            let message = "the configuration names no API";
            self.report(Diagnostic::new(&rules::MISSING_SETTING, start, message).help(HELP));
            return None;
        };
        let tables: Vec<(&dyn TableLike, Location)> = match item {
            Item::ArrayOfTables(tables) => {
                let tables = tables.iter().map(|table| (table as &dyn TableLike, table.span()));
                tables.map(|(table, span)| (table, self.location(span))).collect()
            }
            Item::Value(Value::Array(array)) if array.iter().all(Value::is_inline_table) => {
                let tables = array
                    .iter()
                    .filter_map(|value| Some((value.as_inline_table()?, value.span())));
                tables
                    .map(|(table, span)| (table as &dyn TableLike, self.location(span)))
                    .collect()
            }
            _ => {
                self.report(self.wrong_type(item, "api", "an array of tables").help(HELP));
                return None;
            }
        };
        let mut apis = Vec::new();
        let mut names: Vec<(Name, Location)> = Vec::new();
        for (table, location) in tables {
            let (name, api) = self.api(table, location, limits);
            if let Some((name, place)) = name {
                match names.iter().find(|(known, _)| *known == name) {
                    Some((_, first)) => {
                        let message = format!("two APIs are called `{name}`");
                        let diagnostic = Diagnostic::new(&rules::REPEATED_SETTING, place, message);
                        self.report(diagnostic.related(*first, "the first is here"));
                    }
                    None => names.push((name, place)),
                }
            }
            apis.extend(api);
        }
        Some(apis)
    }

    /// One API, and its name where that alone is right.
    fn api(
        &mut self,
        table: &dyn TableLike,
        location: Location,
        limits: &Limits,
    ) -> (Option<(Name, Location)>, Option<ConfiguredApi>) {
        self.only_keys(
            table,
            &[
                "name",
                "description",
                "schemas",
                "targets",
                "tools",
                "root",
                "allow",
                "limits",
                "operations",
                "types",
                "dependencies",
                "derives",
                "derives-of",
                "date-times",
            ],
        );
        let name = self.required(table, "name", location).and_then(|text| self.name(text));
        let description = self.required(table, "description", location);
        let targets = match table.get("targets") {
            Some(item) => self.targets(item),
            None => Some(Vec::new()),
        };
        let schemas = self
            .text(table, "schemas")
            .map(|(schemas, _)| self.folder.join(schemas));
        let tools = self.selection(table, "tools");
        let code = self.code(table);
        let dependencies = self.dependencies(table);
        let root = self.text(table, "root").map(|(root, _)| self.folder.join(root));
        let allow = match table.get("allow") {
            Some(item) => {
                let help = "write the codes of errors, such as `file-missing`";
                self.choices(item, "allow", "code", &[], help)
            }
            None => Some(Vec::new()),
        };
        let limits = self.limits(table, limits.clone());
        let api = match (&name, description, targets, allow) {
            (Some((name, _)), Some((description, _)), Some(targets), Some(allow)) => Some(ConfiguredApi {
                name: name.clone(),
                description: self.folder.join(description),
                reading: Reading { root, allow, limits },
                schemas,
                code,
                dependencies,
                targets,
                tools,
            }),
            _ => None,
        };
        (name, api)
    }

    fn name(&mut self, (text, location): Text<'_>) -> Option<(Name, Location)> {
        match Name::new(text) {
            Ok(name) => Some((name, location)),
            Err(invalid) => {
                let help = format!("write `{}`, for example", invalid.suggestion);
                self.report(Diagnostic::new(&rules::SETTING_VALUE, location, invalid.to_string()).help(help));
                None
            }
        }
    }

    fn targets(&mut self, item: &Item) -> Option<Vec<Target>> {
        let help = format!("the targets are {}", UnknownTarget::names());
        if item.as_array().is_some_and(toml_edit::Array::is_empty) {
            let location = self.location(item.span());
            self.report(Diagnostic::new(&rules::SETTING_VALUE, location, "`targets` is empty").help(help));
            return None;
        }
        self.choices(item, "targets", "target", &Target::ALL.map(Target::name), &help)
    }

    /// The values in an array of strings, which are different; none where something is wrong with it. `noun` says what
    /// a value is, `known` which values there are, and `help` the same for people.
    fn choices<T>(&mut self, item: &Item, key: &str, noun: &str, known: &[&str], help: &str) -> Option<Vec<T>>
    where
        T: FromStr<Err: Display> + PartialEq,
    {
        let Some(array) = item.as_array() else {
            self.report(self.wrong_type(item, key, "an array of strings").help(help));
            return None;
        };
        let mut choices = Vec::new();
        let mut is_complete = true;
        for value in array {
            match self.choice(value, noun, known) {
                Some(choice) if choices.contains(&choice) => {
                    let location = self.location(value.span());
                    let text = value.as_str().unwrap_or_default();
                    let message = format!("the {noun} `{text}` stands here twice");
                    self.report(Diagnostic::new(&rules::REPEATED_SETTING, location, message));
                }
                Some(choice) => choices.push(choice),
                None => is_complete = false,
            }
        }
        is_complete.then_some(choices)
    }

    fn choice<T: FromStr<Err: Display>>(&mut self, value: &Value, noun: &str, known: &[&str]) -> Option<T> {
        let location = self.location(value.span());
        let Some(text) = value.as_str() else {
            let found = with_article(value.type_name());
            let message = format!("{} is a string, and this is {found}", with_article(noun));
            self.report(Diagnostic::new(&rules::SETTING_TYPE, location, message));
            return None;
        };
        text.parse()
            .map_err(|unknown: T::Err| {
                let diagnostic = Diagnostic::new(&rules::SETTING_VALUE, location, unknown.to_string());
                let near = specwright_diagnostics::nearest(text, known.iter().copied());
                self.report(did_you_mean(diagnostic, near));
            })
            .ok()
    }

    /// The text of a key that must be there. `owner` is the table.
    fn required<'t>(&mut self, table: &'t dyn TableLike, key: &str, owner: Location) -> Option<Text<'t>> {
        if !table.contains_key(key) {
            let message = format!("this API has no `{key}`");
            self.report(Diagnostic::new(&rules::MISSING_SETTING, owner, message));
        }
        self.text(table, key)
    }

    /// The text of a key that may be there; it must not be empty.
    fn text<'t>(&mut self, table: &'t dyn TableLike, key: &str) -> Option<Text<'t>> {
        let item = table.get(key)?;
        let location = self.location(item.span());
        match item.as_str() {
            Some("") => {
                let message = format!("`{key}` is empty");
                self.report(Diagnostic::new(&rules::SETTING_VALUE, location, message));
                None
            }
            Some(text) => Some((text, location)),
            None => {
                self.report(self.wrong_type(item, key, "a string"));
                None
            }
        }
    }

    fn table<'t>(&mut self, item: &'t Item, key: &str) -> Option<&'t dyn TableLike> {
        if item.as_table_like().is_none() {
            self.report(self.wrong_type(item, key, "a table"));
        }
        item.as_table_like()
    }

    fn wrong_type(&self, item: &Item, key: &str, expected: &str) -> Diagnostic {
        let found = with_article(item.type_name());
        let message = format!("`{key}` must be {expected}, and this is {found}");
        Diagnostic::new(&rules::SETTING_TYPE, self.location(item.span()), message)
    }

    /// Reports every key of `table` that is not among `known`.
    fn only_keys(&mut self, table: &dyn TableLike, known: &[&'static str]) {
        for (text, item) in table.iter() {
            if known.contains(&text) {
                continue;
            }
            let span = table.key(text).and_then(toml_edit::Key::span).or(item.span());
            let rule: &'static Rule = &rules::UNKNOWN_SETTING;
            let diagnostic = Diagnostic::new(rule, self.location(span), format!("there is no setting `{text}` here"));
            let diagnostic = match specwright_diagnostics::nearest(text, known.iter().copied()) {
                None => diagnostic.help(format!("the settings here are {}", list(known))),
                near => did_you_mean(diagnostic, near),
            };
            self.report(diagnostic);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A place in the file; its beginning where the parser knows none.
    fn location(&self, span: Option<Range<usize>>) -> Location {
        let span = span.unwrap_or_default();
        Location {
            file: self.file,
            span: Span::new(span.start, span.end),
        }
    }
}

fn did_you_mean(diagnostic: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

fn list(keys: &[&str]) -> String {
    let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {noun}")
}

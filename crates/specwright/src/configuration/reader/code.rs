//! What the configuration decides about the code of an API.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use specwright_diagnostics::Diagnostic;
use specwright_rust::{DateTimes, DerivePath, PlanOptions, TypePath};
use toml_edit::{Item, TableLike, Value};

use super::Reader;
use crate::{Patterns, Selection, rules};

impl Reader<'_> {
    /// What the table of an API decides about its code.
    pub(super) fn code(&mut self, table: &dyn TableLike) -> PlanOptions {
        let date_times = table.get("date-times").and_then(|item| {
            let known = DateTimes::ALL.map(DateTimes::name);
            match item.as_value() {
                Some(value) => self.choice(value, "library of dates and times", &known),
                None => {
                    self.report(self.wrong_type(item, "date-times", "a string"));
                    None
                }
            }
        });
        let derives = table.get("derives").and_then(|item| self.derives(item, "derives"));
        PlanOptions {
            operations: self.selection(table, "operations"),
            replacements: self.by_name(table, "types", |reader, item, name| {
                reader.single::<TypePath>(item, name, "path of a type")
            }),
            date_times: date_times.unwrap_or_default(),
            derives: derives.unwrap_or_default(),
            derives_of: self.by_name(table, "derives-of", Self::derives),
        }
    }

    /// Packages by name, with what a manifest says of each.
    pub(super) fn dependencies(&mut self, table: &dyn TableLike) -> BTreeMap<String, String> {
        self.by_name(table, "dependencies", |reader, item, name| match item.as_value() {
            Some(said @ (Value::String(_) | Value::InlineTable(_))) => Some(said.to_string().trim().to_owned()),
            _ => {
                let expected = "a version or an inline table, as in a manifest";
                reader.report(reader.wrong_type(item, name, expected));
                None
            }
        })
    }

    /// What a table with patterns chooses: `tools` and `operations`.
    pub(super) fn selection(&mut self, owner: &dyn TableLike, key: &str) -> Selection {
        let Some(table) = owner.get(key).and_then(|item| self.table(item, key)) else {
            return Selection::default();
        };
        self.only_keys(table, &["include", "exclude"]);
        Selection {
            include: self.patterns(table, "include"),
            exclude: self.patterns(table, "exclude"),
        }
    }

    fn patterns(&mut self, owner: &dyn TableLike, key: &str) -> Patterns {
        let Some(table) = owner.get(key).and_then(|item| self.table(item, key)) else {
            return Patterns::default();
        };
        self.only_keys(table, &["tags", "paths", "names"]);
        let mut texts = |key| {
            let item = table.get(key);
            item.and_then(|item| self.choices(item, key, "pattern", &[], "write an array of strings"))
        };
        let [tags, paths, names] = ["tags", "paths", "names"].map(|key| texts(key).unwrap_or_default());
        Patterns { tags, paths, names }
    }

    fn derives(&mut self, item: &Item, key: &str) -> Option<Vec<DerivePath>> {
        self.choices(item, key, "trait", &[], "write the paths of traits, such as `Hash`")
    }

    /// A value from the text of an item.
    fn single<T: FromStr<Err: Display>>(&mut self, item: &Item, key: &str, noun: &str) -> Option<T> {
        let location = self.location(item.span());
        let Some(text) = item.as_str() else {
            self.report(self.wrong_type(item, key, &format!("the {noun}, as a string")));
            return None;
        };
        let refused = |error: T::Err| Diagnostic::new(&rules::SETTING_VALUE, location, error.to_string());
        text.parse().map_err(|error| self.report(refused(error))).ok()
    }

    /// What `read` makes of each item of a table whose keys are the user's names.
    fn by_name<T>(
        &mut self,
        owner: &dyn TableLike,
        key: &str,
        read: impl Fn(&mut Self, &Item, &str) -> Option<T>,
    ) -> BTreeMap<String, T> {
        let table = owner.get(key).and_then(|item| self.table(item, key));
        let items = table.into_iter().flat_map(|table| table.iter());
        items
            .filter_map(|(name, item)| Some((name.to_owned(), read(self, item, name)?)))
            .collect()
    }
}

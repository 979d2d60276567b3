//! The manifest of a generated crate.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use crate::{Options, RuntimeSource, header};

/// What a manifest says beyond the package's name.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// A line about the package.
    pub description: String,
    /// The features of the runtime that it always needs.
    pub runtime_features: Vec<&'static str>,
    /// Features of the package: names, what each turns on, and whether it is on by default.
    pub features: Vec<(String, Vec<String>, bool)>,
    /// Generated packages that it needs.
    pub dependencies: Vec<Dependency>,
    /// Whether the package has a program beside its library.
    pub has_program: bool,
}

/// A generated package that another one needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// Its name.
    pub package: String,
    /// Its path, relative to the package that needs it.
    pub path: String,
    /// Its features that are always on. Its default features are not.
    pub features: Vec<String>,
}

/// The text of `Cargo.toml`. All text goes through a TOML writer.
pub fn manifest(options: &Options, manifest: &Manifest) -> String {
    let mut document = DocumentMut::new();
    let mut package = Table::new();
    package.insert("name", value(&options.package));
    package.insert("description", value(one_line(&manifest.description)));
    package.insert("version", value("0.1.0"));
    package.insert("edition", value("2024"));
    package.insert("rust-version", value("1.90"));
    package.insert("publish", value(false));
    document.insert("package", Item::Table(package));

    if !manifest.features.is_empty() {
        let mut features = Table::new();
        let on = manifest.features.iter().filter(|(_, _, default)| *default);
        features.insert(
            "default",
            value(on.map(|(name, _, _)| name.as_str()).collect::<Array>()),
        );
        for (name, turns_on, _) in &manifest.features {
            features.insert(name, value(turns_on.iter().map(String::as_str).collect::<Array>()));
        }
        document.insert("features", Item::Table(features));
    }

    let mut dependencies = Table::new();
    dependencies.insert(
        "specwright-runtime",
        value(runtime(options, &manifest.runtime_features)),
    );
    for dependency in &manifest.dependencies {
        let mut source = InlineTable::new();
        source.insert("path", Value::from(&dependency.path));
        source.insert("default-features", Value::from(false));
        if !dependency.features.is_empty() {
            let features = dependency.features.iter().map(String::as_str);
            source.insert("features", Value::from(features.collect::<Array>()));
        }
        dependencies.insert(&dependency.package, value(source));
    }
    for (package, said) in &options.dependencies {
        // What is no TOML was refused where the configuration was read.
        let said = said.parse::<Value>().unwrap_or_else(|_| Value::from(said));
        dependencies.insert(package, value(said));
    }
    document.insert("dependencies", Item::Table(dependencies));

    if manifest.has_program {
        // A library and a program of one name would document each other's pages away.
        let mut program = Table::new();
        program.insert("name", value(&options.package));
        program.insert("path", value("src/main.rs"));
        program.insert("doc", value(false));
        let mut programs = toml_edit::ArrayOfTables::new();
        programs.push(program);
        document.insert("bin", Item::ArrayOfTables(programs));
    }
    format!("{}{document}", header(options, "#"))
}

fn runtime(options: &Options, features: &[&'static str]) -> InlineTable {
    let mut runtime = InlineTable::new();
    match &options.runtime {
        RuntimeSource::Path(path) => runtime.insert("path", Value::from(path)),
        RuntimeSource::Version(version) => runtime.insert("version", Value::from(version)),
    };
    runtime.insert("default-features", Value::from(false));
    runtime.insert("features", Value::from(features.iter().copied().collect::<Array>()));
    runtime
}

/// Cargo hands the description on in an environment variable, which holds no NUL, and shows it on a line; people read the
/// manifest.
fn one_line(text: &str) -> String {
    let text = text.replace(specwright_rust::is_direction_mark, "");
    let parts = text.split(|character: char| character.is_whitespace() || character.is_control());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_value() {
        let options = Options {
            package: "a-client".to_owned(),
            source: "a.yaml".to_owned(),
            command: "renew".to_owned(),
            runtime: RuntimeSource::Path("../\"runtime\n[dependencies]".to_owned()),
            dependencies: std::collections::BTreeMap::new(),
        };
        let text = manifest(
            &options,
            &Manifest {
                description: "\"\n[dependencies]\nevil\0 = \"1\" \u{202e}'''".to_owned(),
                runtime_features: vec!["client"],
                ..Manifest::default()
            },
        );
        let parsed: DocumentMut = text.parse().expect("a TOML document");
        let dependencies: Vec<&str> = parsed["dependencies"]
            .as_table()
            .expect("a table")
            .iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(dependencies, ["specwright-runtime"]);
        assert_eq!(
            parsed["package"]["description"].as_str(),
            Some("\" [dependencies] evil = \"1\" '''")
        );
    }
}

//! From a description to the file in `OUT_DIR` that a crate includes.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;

use specwright::{Findings, Name, Request, Target};
use specwright_diagnostics::{Diagnostics, Format, Severity, Style, render};
use specwright_emit::Crate;
use specwright_target::RuntimeSource;
use toml_edit::{DocumentMut, Value};

use crate::files::Files;
use crate::{Builder, Error};

/// Generates what `builder` says of the description at `path` into `NAME.rs` and the file that this one includes, and
/// tells cargo about it.
pub(crate) fn compile(builder: Builder, path: &Path, name: &Name) -> Result<(), Error> {
    let folder = env::var_os("OUT_DIR").ok_or_else(|| Error::new("OUT_DIR is not set: call this in a build script"))?;
    let files = Files::new(Path::new(&folder), name)?;
    // The code becomes a part of a crate that has its own manifest: nobody reads that of the generated one.
    let runtime = RuntimeSource::Version(env!("CARGO_PKG_VERSION").to_owned());
    let request = Request {
        reading: builder.reading,
        schemas: builder.schemas,
        code: builder.code,
        targets: builder.targets,
        command: "cargo build".to_owned(),
        features: false,
        ..Request::new(path.to_path_buf(), name.clone(), runtime)
    };
    let templates = match &builder.templates {
        Some(folder) => {
            watch(folder);
            specwright::templates_with(folder).map_err(|findings| listing(&findings))?
        }
        None => Target::templates(),
    };
    let outcome = specwright::generate(&request, &templates);
    watch(path);
    let referred = outcome.paths_read.iter().filter(|read| *read != path);
    referred.for_each(|path| watch(path));
    if outcome.findings.has_errors() {
        return Err(listing(&outcome.findings));
    }
    warn(&outcome.findings);

    let modules = outcome.crates.iter().map(module).collect::<Result<Vec<_>, _>>()?;
    let entry = entry(&files.code_name(), &features(&outcome.crates));
    files.write(&entry, &modules.join("\n"))
}

/// The file that a crate includes: it includes the code, which is in the file `code`, where the features of the runtime
/// that it needs are on.
fn entry(code: &str, features: &BTreeSet<String>) -> String {
    let features: String = features.iter().map(|feature| format!("{feature}; ")).collect();
    format!(
        "specwright_runtime::with_features! {{\n    [{}]\n    \
         ::core::include!(::core::concat!(::core::env!(\"OUT_DIR\"), \"/{code}\"));\n}}\n",
        features.trim_end()
    )
}

/// The features of the runtime that the code of these crates needs, by their manifests.
fn features(crates: &[Crate]) -> BTreeSet<String> {
    let files = crates.iter().flat_map(|it| &it.files);
    let manifests = files.filter(|file| file.path.as_str() == "Cargo.toml");
    let features = manifests.filter_map(|file| {
        let manifest: DocumentMut = file.contents.parse().ok()?;
        let runtime = manifest.get("dependencies")?.get("specwright-runtime")?;
        let features = runtime.get("features")?.as_array()?;
        Some(
            features
                .iter()
                .filter_map(Value::as_str)
                .map(of_library)
                .collect::<Vec<_>>(),
        )
    });
    features.flatten().collect()
}

/// What the library of a crate needs in place of a feature that its program needs.
fn of_library(feature: &str) -> String {
    match feature {
        "serve" => "server".to_owned(),
        feature => feature.to_owned(),
    }
}

/// A crate's library as a module.
fn module(of: &Crate) -> Result<String, Error> {
    let mut root = "";
    let mut modules = BTreeMap::new();
    for file in &of.files {
        let name = file
            .path
            .as_str()
            .strip_prefix("src/")
            .and_then(|name| name.strip_suffix(".rs"));
        match name {
            // The manifest and the program of a server are of no use in a library of another name.
            None | Some("main") => {}
            Some("lib") => root = &file.contents,
            Some(name) => {
                modules.insert(name.to_owned(), file.contents.clone());
            }
        }
    }
    let name = of.directory.as_str().replace('-', "_");
    let module = specwright_render::single_file(&name, root, &modules);
    let module = module.map_err(|error| Error::new(error.to_string()))?;
    // In a program, or in a module of one's own, nobody else could call what the crate does not.
    Ok(format!("#[allow(dead_code)]\n{module}"))
}

fn listing(findings: &Findings) -> Error {
    Error::new(findings.render(Format::Full, Style::Plain))
}

fn watch(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

/// Shows warnings. Notes are not: at every build they would be in the way.
fn warn(findings: &Findings) {
    let mut warnings = Diagnostics::new();
    for diagnostic in findings.diagnostics() {
        if diagnostic.severity() != Severity::Note {
            warnings.push(diagnostic.clone());
        }
    }
    for line in render(findings.files(), &warnings, Format::Concise, Style::Plain).lines() {
        println!("cargo::warning={line}");
    }
}

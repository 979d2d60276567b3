//! From a description to one file in `OUT_DIR`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use specwright::{Findings, Name, Request, Target};
use specwright_diagnostics::{Format, Style};
use specwright_emit::Crate;
use specwright_target::RuntimeSource;

use crate::{Builder, Error};

/// Generates what `builder` says of the description at `path` into `NAME.rs`, and tells cargo about it.
pub(crate) fn compile(builder: Builder, path: &Path, name: &Name) -> Result<(), Error> {
    let folder = env::var_os("OUT_DIR").ok_or_else(|| Error::new("OUT_DIR is not set: call this in a build script"))?;
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
    write(&PathBuf::from(folder).join(format!("{name}.rs")), &modules.join("\n"))
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
    specwright_render::single_file(&name, root, &modules).map_err(|error| Error::new(error.to_string()))
}

/// Writes the file, unless it is already there as it should be: its time of modification would make cargo compile it
/// again.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(Error::io("write", path))
}

fn listing(findings: &Findings) -> Error {
    Error::new(findings.render(Format::Full, Style::Plain))
}

fn watch(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

fn warn(findings: &Findings) {
    for line in findings.render(Format::Concise, Style::Plain).lines() {
        println!("cargo::warning={line}");
    }
}

//! `cargo xtask corpus`: every description of a folder through all stages, and a table of how it went.

mod compile;
mod documents;
mod generation;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use specwright::Runtime;

use compile::Compilation;
use generation::Generation;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder: every *.yaml, *.yml and *.json file below it that is a description
    folder: PathBuf,
    /// Only files whose path below the folder holds this text
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// Let cargo check the generated crates
    #[arg(long)]
    check: bool,
}

/// One description, and how far it came.
struct Row {
    /// Its path below the folder.
    document: String,
    generation: Generation,
    /// None where nothing was compiled.
    compilation: Option<Compilation>,
}

impl Row {
    /// Whether Specwright failed: a description that has errors is no failure; a panic is one, and code that does not
    /// compile without warnings.
    fn is_failure(&self) -> bool {
        let does_not_compile = |compilation: &Compilation| compilation.errors > 0 || compilation.warnings > 0;
        self.generation.failure.is_some() || self.compilation.as_ref().is_some_and(does_not_compile)
    }
}

pub(crate) fn run(arguments: &Arguments, workspace: &Path) -> anyhow::Result<ExitCode> {
    let found = documents::find(&arguments.folder, arguments.only.as_deref())
        .with_context(|| format!("cannot list {}", arguments.folder.display()))?;
    let corpus = workspace.join("target").join("corpus");
    let runtime = workspace.join("crates").join("runtime");

    let mut rows = Vec::new();
    for (document, name) in &found.documents {
        eprintln!("reading {document}");
        let path = arguments.folder.join(document);
        let generation = generation::generate(&path, name, &Runtime::Path(runtime.clone()).source(&corpus));
        rows.push(Row {
            document: document.clone(),
            generation,
            compilation: None,
        });
    }
    if arguments.check {
        let generated: Vec<_> = rows.iter().map(|row| row.generation.crates.as_slice()).collect();
        let cargo = compile::Workspace::write(&corpus, workspace, &runtime, &generated)?;
        for row in rows.iter_mut().filter(|row| !row.generation.crates.is_empty()) {
            eprintln!("checking {}", row.document);
            row.compilation = Some(cargo.check(&row.generation.crates)?);
        }
    }

    print!("{}", table::table(&rows));
    println!(
        "{} descriptions, {} files that are only parts of some",
        rows.len(),
        found.parts
    );
    let failures = rows.iter().filter(|row| row.is_failure()).count();
    if failures == 0 {
        Ok(ExitCode::SUCCESS)
    } else {
        println!("{failures} failed");
        Ok(ExitCode::FAILURE)
    }
}

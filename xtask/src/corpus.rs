//! `cargo xtask corpus`: every description of a folder through all stages, and a table of how it went.

mod caller;
mod documents;
mod expected;
mod generation;
mod table;
mod wire;

pub(crate) use caller::{Caller, callers};
pub(crate) use documents::files;
pub(crate) use table::aligned;
pub(crate) use wire::{PROXIES, Wire, WireFailure};

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use specwright::{Name, Runtime};
use specwright_emit::Crate;
use specwright_target::RuntimeSource;

use generation::{Generation, Task};

use crate::compilation::Compilation;
use crate::workspace::{Tool, Workspace};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder: every file below it that is a description
    folder: PathBuf,
    /// Only files whose path below the folder holds this text
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// Let cargo check the generated crates
    #[arg(long)]
    check: bool,
    /// Let clippy look at the generated crates, which checks them too
    #[arg(long, conflicts_with = "check")]
    clippy: bool,
    /// Call every operation of the generated clients against the mocks of the generated servers, and hold the answers
    /// against the descriptions
    #[arg(long)]
    wire: bool,
    /// Hold what is read against the summaries of another parser in the folder's subfolder `expected`, and do nothing else
    #[arg(long, conflicts_with_all = ["check", "clippy", "wire"])]
    expected: bool,
    /// How many compilers run at once [default: one for each core]
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<usize>,
}

/// One description, and how far it came.
struct Row {
    /// Its path below the folder.
    document: String,
    generation: Generation,
    /// None where nothing was compiled.
    compilation: Option<Compilation>,
    /// None where nothing was called.
    wire: Option<Wire>,
}

impl Row {
    /// Whether Specwright failed: a description that has errors is no failure; a panic is one, and code that does not
    /// compile without warnings, and calls that go wrong.
    fn is_failure(&self) -> bool {
        let does_not_compile = |compilation: &Compilation| compilation.errors > 0 || compilation.warnings > 0;
        self.generation.failure.is_some()
            || self.compilation.as_ref().is_some_and(does_not_compile)
            || self.wire.as_ref().is_some_and(Wire::is_failure)
    }
}

pub(crate) fn run(arguments: &Arguments, workspace: &Path) -> anyhow::Result<ExitCode> {
    if arguments.expected {
        return expected::run(&arguments.folder, arguments.only.as_deref(), workspace);
    }
    let found = documents::find(&arguments.folder, arguments.only.as_deref())
        .with_context(|| format!("cannot list {}", arguments.folder.display()))?;
    let folders = Folders {
        repository: workspace,
        corpus: workspace.join("target").join("corpus"),
        runtime: workspace.join("crates").join("runtime"),
    };
    let mut rows = arguments.generate(&found.documents, &folders);
    if arguments.tool().is_some() || arguments.wire {
        arguments.try_out(&mut rows, &folders)?;
    }
    print!("{}", table::table(&rows));
    if arguments.wire {
        print!("\n{}", table::wire_table(&rows));
    }
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

/// Where things are.
struct Folders<'a> {
    /// The folder of the repository.
    repository: &'a Path,
    /// Where generated crates go.
    corpus: PathBuf,
    /// The sources of the runtime.
    runtime: PathBuf,
}

impl Folders<'_> {
    /// The path from a generated package to the runtime.
    fn path_to_runtime(&self) -> String {
        match Runtime::Path(self.runtime.clone()).source(&self.corpus) {
            RuntimeSource::Path(path) => path,
            RuntimeSource::Version(version) => version,
        }
    }
}

impl Arguments {
    /// What is to look at the generated crates.
    fn tool(&self) -> Option<Tool> {
        match (self.check, self.clippy) {
            (_, true) => Some(Tool::Clippy),
            (true, false) => Some(Tool::Check),
            (false, false) => None,
        }
    }

    /// Reads descriptions and generates crates of them, in memory.
    fn generate(&self, documents: &[(String, Name)], folders: &Folders<'_>) -> Vec<Row> {
        let runtime = folders.path_to_runtime();
        let row = |(document, name): &(String, Name)| {
            eprintln!("reading {document}");
            let generation = generation::generate(&Task {
                path: &self.folder.join(document),
                reading: documents::reading(&self.folder, document),
                name,
                runtime: &runtime,
                wire: self.wire.then_some(wire::Partner::OwnMock),
            });
            Row {
                document: document.clone(),
                generation,
                compilation: None,
                wire: None,
            }
        };
        documents.iter().map(row).collect()
    }

    /// Writes the generated crates, and compiles and calls them, one description after the other.
    fn try_out(&self, rows: &mut [Row], folders: &Folders<'_>) -> anyhow::Result<()> {
        let mut crates: Vec<Crate> = rows
            .iter()
            .flat_map(|row| row.generation.all_crates())
            .cloned()
            .collect();
        if self.wire {
            crates.push(wire::shared(&folders.path_to_runtime())?);
        }
        let workspace = Workspace::write(&folders.corpus, folders.repository, &folders.runtime, crates, self.jobs)?;
        if self.tool().is_some() {
            workspace.prepare()?;
        }
        for row in rows.iter_mut().filter(|row| !row.generation.crates.is_empty()) {
            let document = &row.document;
            if let Some(tool) = self.tool() {
                eprintln!("checking {document}");
                let compilation = workspace.check(tool, &row.generation.crates)?;
                eprintln!("  {} errors, {} warnings", compilation.errors, compilation.warnings);
                row.compilation = Some(compilation);
            }
            if let Some(driver) = &row.generation.driver {
                eprintln!("calling {document}");
                let wire = wire::run(&workspace, driver, &row.generation.judged_by, None);
                eprintln!("  {} calls, {} failures", wire.calls, wire.failures.len());
                row.wire = Some(wire);
            }
        }
        Ok(())
    }
}

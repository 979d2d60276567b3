//! Programs that call every operation of generated clients, for those who have servers of their own to be called.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use specwright::{Name, Reading, Runtime};
use specwright_target::RuntimeSource;

use super::generation::{self, JudgedBy, Task};
use super::wire::{self, Driver, Partner, Wire};
use crate::workspace::Workspace;

/// The program that calls the operations of one description.
pub(crate) struct Caller {
    driver: Driver,
    judged_by: JudgedBy,
    /// How many operations of the description are in no client.
    pub(crate) left_out: usize,
}

/// Generates the clients of descriptions and a program for each, in a workspace in `folder`.
///
/// # Errors
/// Where a description has errors, and where crates cannot be written.
pub(crate) fn callers(
    descriptions: &[PathBuf],
    repository: &Path,
    folder: &Path,
) -> anyhow::Result<(Workspace, Vec<Caller>)> {
    let runtime = repository.join("crates").join("runtime");
    let RuntimeSource::Path(to_runtime) = Runtime::Path(runtime.clone()).source(folder) else {
        bail!("the runtime is a folder of the repository");
    };
    let mut crates = vec![wire::shared(&to_runtime)?];
    let mut callers = Vec::new();
    for path in descriptions {
        // With its ending: there may be two descriptions of one API.
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let name = Name::derive(file);
        let generation = generation::generate(&Task {
            path,
            reading: Reading::default(),
            name: &name,
            runtime: &to_runtime,
            wire: Some(Partner::Address),
        });
        if let Some(failure) = &generation.failure {
            bail!("{} cannot be generated from: {failure}", path.display());
        }
        crates.extend(generation.all_crates().cloned());
        let driver = generation.driver;
        let driver = driver.with_context(|| format!("{} has errors", path.display()))?;
        callers.push(Caller {
            left_out: driver.left_out,
            driver,
            judged_by: generation.judged_by,
        });
    }
    let workspace = Workspace::write(folder, repository, &runtime, crates, None)?;
    Ok((workspace, callers))
}

impl Caller {
    /// Calls every operation at an address, and holds the answers against the description.
    pub(crate) fn call(&self, workspace: &Workspace, address: &str) -> Wire {
        wire::run(workspace, &self.driver, &self.judged_by, Some(address))
    }
}

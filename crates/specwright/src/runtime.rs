//! Where generated crates find the runtime that they link.

use std::path::{Component, Path, PathBuf};

use specwright_emit::{Crate, DirectoryName, File, InvalidPath, RelativePath};
use specwright_target::RuntimeSource;

/// The package and the directory of the runtime.
const PACKAGE: &str = "specwright-runtime";

/// Where generated crates find the runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// In a copy of its sources beside them, which is generated as they are.
    #[default]
    Vendored,
    /// At a path, relative to the working directory or absolute.
    Path(PathBuf),
    /// In the registry, by a version requirement.
    Version(String),
}

impl Runtime {
    /// How the manifests of crates right below `folder` name the runtime: a path is turned into one from there, so
    /// that manifests are the same on every machine on which the two are arranged alike.
    pub fn source(&self, folder: &Path) -> RuntimeSource {
        match self {
            Self::Vendored => RuntimeSource::Path(format!("../{PACKAGE}")),
            Self::Path(path) => RuntimeSource::Path(relative(&folder.join("crate"), path)),
            Self::Version(version) => RuntimeSource::Version(version.clone()),
        }
    }

    /// The copy of the runtime's sources, where it is vendored.
    ///
    /// # Errors
    /// Never, as long as the paths of the runtime's own files are paths.
    pub fn vendored_crate(&self) -> Result<Option<Crate>, InvalidPath> {
        if *self != Self::Vendored {
            return Ok(None);
        }
        let files = specwright_runtime::SOURCES.iter().map(|(path, text)| {
            Ok(File {
                path: RelativePath::new(*path)?,
                contents: (*text).to_owned(),
            })
        });
        Ok(Some(Crate {
            directory: DirectoryName::new(PACKAGE)?,
            files: files.collect::<Result<_, InvalidPath>>()?,
        }))
    }
}

/// The path that leads from the folder `from` to `to`, with forward slashes. Links are not followed: the result says
/// the same on every machine on which the two are arranged alike.
fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (normal(from), normal(to));
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    if shared == 0 {
        // Two drives of Windows.
        return with_slashes(&to);
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    with_slashes(&up.chain(to.components().skip(shared)).collect::<PathBuf>())
}

/// The path from the root, without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut normal = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            other => normal.push(other),
        }
    }
    normal
}

fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(
            relative(Path::new(from), Path::new(to)),
            expected,
            "from {from} to {to}"
        );
    }

    #[test]
    fn a_path_leads_from_one_folder_to_another() {
        check("generated/a-client", "crates/runtime", "../../crates/runtime");
        check("./generated/../out/a", "out/runtime", "../runtime");
        check("out/a", "../runtime", "../../../runtime");
        check("a", "a/b", "b");
    }

    #[test]
    fn manifests_name_the_runtime_from_where_they_are() {
        let source = |runtime: Runtime| runtime.source(Path::new("generated"));
        let path = |path: &str| RuntimeSource::Path(path.to_owned());
        assert_eq!(source(Runtime::Vendored), path("../specwright-runtime"));
        assert_eq!(
            source(Runtime::Path("crates/runtime".into())),
            path("../../crates/runtime")
        );
        let absolute = Runtime::Path("/project/crates/runtime".into());
        assert_eq!(
            absolute.source(Path::new("/project/generated")),
            path("../../crates/runtime")
        );
    }

    #[test]
    fn a_vendored_runtime_has_its_manifest() {
        let vendored = Runtime::Vendored
            .vendored_crate()
            .expect("valid paths")
            .expect("a crate");
        assert_eq!(vendored.directory.as_str(), PACKAGE);
        assert!(vendored.files.iter().any(|file| file.path.as_str() == "Cargo.toml"));
    }
}

//! All files of one run.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::path::{Path, PathBuf};

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Files};

use crate::confine;
use crate::decode::decode;
use crate::limits::Limits;
use crate::parse::{Syntax, parse_included, parse_part, parse_within};
use crate::problem::LoadProblem;
use crate::rules;
use crate::store::{Folder, Memory, Store};
use crate::tree::Tree;

/// How files are opened.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// The folder outside of which nothing is read; the folder of the entry file where none is given.
    pub root: Option<PathBuf>,
    /// The syntax of the entry file; guessed from its name where none is given.
    pub syntax: Option<Syntax>,
    /// How much is read.
    pub limits: Limits,
}

/// A reference from one file to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The relative path, with or without a fragment, as it is written.
    pub target: String,
    /// What is wanted of the file.
    pub kind: ReferenceKind,
    /// From where the path leads.
    pub base: ReferenceBase,
}

/// From where the path of a reference leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReferenceBase {
    /// From the folder of the file that has the reference.
    #[default]
    File,
    /// From the folder of the entry file. [`Sources::resolve`] finds the file by the same path from [`Sources::entry`].
    Entry,
}

/// What a reader wants of a file that it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A tree, and the files that it refers to in turn.
    Document,
    /// The same, of a file that may hold nothing but comments: its tree is null.
    Part,
    /// The text alone.
    Text,
}

/// Why there is nothing to read: the entry file is missing, refused or not well-formed.
#[derive(Debug)]
pub struct OpenError {
    /// The files that were read, for showing the findings.
    pub files: Files,
    /// What is wrong; at least one error.
    pub diagnostics: Diagnostics,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.diagnostics.iter().next();
        formatter.write_str(first.map_or("the file cannot be read", |first| &first.message))
    }
}

impl std::error::Error for OpenError {}

/// All files of one run, read and parsed.
#[derive(Debug)]
pub struct Sources {
    files: Files,
    entry: FileId,
    documents: Vec<Document>,
    by_path: BTreeMap<String, Result<FileId, LoadProblem>>,
    /// Of files that are referred to and do not exist, for other programs.
    paths_missing: Vec<PathBuf>,
    diagnostics: Diagnostics,
    limits: Limits,
}

#[derive(Debug)]
struct Document {
    file: FileId,
    /// Relative to the root.
    path: String,
    /// For other programs; none in memory.
    real_path: Option<PathBuf>,
    kind: ReferenceKind,
    tree: Option<Tree>,
}

impl Sources {
    /// Reads `path` and, transitively, every file that `references` finds in its tree and that lies below the
    /// root folder. No URL, no absolute path, nothing above the root and no link out of it is read; which
    /// references were refused, [`Sources::resolve`] says.
    ///
    /// # Errors
    /// When the entry file cannot be read or is not well-formed.
    pub fn open(
        path: &Path,
        options: &OpenOptions,
        references: fn(&Tree) -> Vec<Reference>,
    ) -> Result<Self, OpenError> {
        let refuse = |problem: &LoadProblem| unreadable(path, problem);
        let io = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => refuse(&LoadProblem::Missing),
            _ => refuse(&LoadProblem::Unreadable(error.to_string())),
        };
        if path == Path::new("-") {
            let why = "the standard input is no file, which a description must be, since it may refer to others";
            return Err(refuse(&LoadProblem::Unreadable(why.to_owned())));
        }
        if path.is_dir() {
            return Err(refuse(&LoadProblem::Unreadable("it is a folder".to_owned())));
        }
        let parent = path.parent().unwrap_or(Path::new(""));
        let folder = Folder::new(options.root.as_deref().unwrap_or(parent)).map_err(io)?;
        let entry = match &options.root {
            Some(_) => path.canonicalize().map_err(io)?,
            // A link as the entry file is followed: the user named it. References start from where the link is.
            None => parent_canonical(parent, path).map_err(io)?,
        };
        let entry = folder.relative(&entry).ok_or_else(|| refuse(&LoadProblem::Outside))?;
        Loader::new(&folder, &options.limits, references).run(&entry, options.syntax)
    }

    /// Takes texts by name in place of files; the first is the entry. Names use `/`.
    ///
    /// # Errors
    /// When there is no text, or the entry is not well-formed.
    pub fn from_texts(
        texts: &[(&str, &str)],
        limits: &Limits,
        references: fn(&Tree) -> Vec<Reference>,
    ) -> Result<Self, OpenError> {
        let entry = texts.first().map_or("", |(name, _)| name);
        let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), *text)).collect();
        Loader::new(&Memory { texts }, limits, references).run(entry, None)
    }

    /// The JSON or YAML that stands at a range of a file, bytes of its text, as a document of its own: its places are
    /// those of the file. It refers to nothing but itself.
    ///
    /// # Errors
    /// When it is not well-formed.
    pub fn part(&self, file: FileId, range: Range<usize>) -> Result<Self, OpenError> {
        let text = self.files.shared_text(file);
        let (tree, diagnostics) = parse_part(file, text, range, Syntax::Json, &self.limits, self.limits.nodes);
        let files = self.files.clone();
        if tree.is_none() {
            return Err(OpenError { files, diagnostics });
        }
        let document = Document {
            file,
            path: String::new(),
            real_path: None,
            kind: ReferenceKind::Document,
            tree,
        };
        Ok(Self {
            files,
            entry: file,
            documents: vec![document],
            by_path: BTreeMap::new(),
            paths_missing: Vec::new(),
            diagnostics,
            limits: self.limits.clone(),
        })
    }

    /// The texts of all files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The file that was opened first.
    pub fn entry(&self) -> FileId {
        self.entry
    }

    /// The tree of the entry file; none for [`Syntax::Text`].
    pub fn entry_tree(&self) -> Option<&Tree> {
        self.tree(self.entry)
    }

    /// The tree of a file; none for texts and for files that are not well-formed.
    pub fn tree(&self, file: FileId) -> Option<&Tree> {
        self.document(file)?.tree.as_ref()
    }

    /// All trees, in the order in which their files were read.
    pub fn trees(&self) -> impl Iterator<Item = &Tree> {
        self.documents.iter().filter_map(|document| document.tree.as_ref())
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.text(file)
    }

    /// The paths of all files that were read, for watching them; nothing for texts in memory.
    pub fn paths_read(&self) -> impl Iterator<Item = &Path> {
        self.documents
            .iter()
            .filter_map(|document| document.real_path.as_deref())
    }

    /// The paths of all files that are referred to, may be read, and do not exist, for watching whether they come;
    /// nothing for texts in memory.
    pub fn paths_missing(&self) -> &[PathBuf] {
        &self.paths_missing
    }

    /// The limits within which the files were read, and which hold for whatever is read out of them.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What is wrong with the syntax of the files.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The file that `reference`, written in the file `from`, names; a fragment is not looked at. An empty path is
    /// `from` itself.
    ///
    /// # Errors
    /// Why that file was not read.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<FileId, LoadProblem> {
        let (path, _) = split_fragment(reference);
        if path.is_empty() {
            return Ok(from);
        }
        let document = self.document(from).ok_or(LoadProblem::NotLoaded)?;
        let path = confine::locate(&document.path, path)?;
        let file = self
            .by_path
            .get(&path)
            .cloned()
            .unwrap_or(Err(LoadProblem::NotLoaded))?;
        match self.document(file) {
            Some(document) if document.tree.is_none() && document.kind != ReferenceKind::Text => {
                Err(LoadProblem::Broken)
            }
            _ => Ok(file),
        }
    }

    fn document(&self, file: FileId) -> Option<&Document> {
        // Files get their ids in the order in which they are read.
        let index = self
            .documents
            .binary_search_by_key(&file, |document| document.file)
            .ok()?;
        self.documents.get(index)
    }
}

/// A reference's path and its fragment; the fragment is empty where there is none.
pub fn split_fragment(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

fn parent_canonical(parent: &Path, path: &Path) -> std::io::Result<PathBuf> {
    let parent = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    path.metadata()?;
    let folder = parent.canonicalize()?;
    Ok(path.file_name().map_or(folder.clone(), |name| folder.join(name)))
}

fn unreadable(path: &Path, problem: &LoadProblem) -> OpenError {
    let message = format!("cannot read `{}`: {problem}", path.display());
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(match problem.limit() {
        Some(limit) => Diagnostic::without_place(&rules::FILE_TOO_LARGE, message).help(Limits::help(limit)),
        None => Diagnostic::without_place(&rules::UNREADABLE_FILE, message),
    });
    OpenError {
        files: Files::new(),
        diagnostics,
    }
}

/// Reads files until no reference is left.
struct Loader<'l> {
    store: &'l dyn Store,
    limits: &'l Limits,
    references: fn(&Tree) -> Vec<Reference>,
    files: Files,
    documents: Vec<Document>,
    by_path: BTreeMap<String, Result<FileId, LoadProblem>>,
    /// By the path that the store identifies a file with.
    by_identity: BTreeMap<String, FileId>,
    bytes_left: usize,
    nodes_left: usize,
    diagnostics: Diagnostics,
}

impl<'l> Loader<'l> {
    fn new(store: &'l dyn Store, limits: &'l Limits, references: fn(&Tree) -> Vec<Reference>) -> Self {
        Self {
            store,
            limits,
            references,
            files: Files::new(),
            documents: Vec::new(),
            by_path: BTreeMap::new(),
            by_identity: BTreeMap::new(),
            bytes_left: limits.total_bytes,
            nodes_left: limits.nodes,
            diagnostics: Diagnostics::new(),
        }
    }

    fn run(mut self, entry: &str, syntax: Option<Syntax>) -> Result<Sources, OpenError> {
        let syntax = syntax.unwrap_or_else(|| Syntax::of_name(entry));
        let file = match self.load(entry, entry.to_owned(), syntax, ReferenceKind::Document) {
            Ok(file) => file,
            Err(problem) => return Err(unreadable(Path::new(&self.store.name(entry)), &problem)),
        };
        self.by_path.insert(entry.to_owned(), Ok(file));
        let is_broken = self.documents.first().is_none_or(|document| document.tree.is_none());
        if (is_broken && syntax != Syntax::Text) || self.diagnostics.has_errors() {
            return Err(OpenError {
                files: self.files,
                diagnostics: self.diagnostics,
            });
        }
        self.follow_references();
        let missing = self
            .by_path
            .iter()
            .filter(|(_, outcome)| **outcome == Err(LoadProblem::Missing));
        Ok(Sources {
            files: self.files,
            entry: file,
            documents: self.documents,
            paths_missing: missing.filter_map(|(path, _)| self.store.path(path)).collect(),
            by_path: self.by_path,
            diagnostics: self.diagnostics,
            limits: self.limits.clone(),
        })
    }

    fn follow_references(&mut self) {
        let entry = self
            .documents
            .first()
            .map(|entry| entry.path.clone())
            .unwrap_or_default();
        let mut pending: VecDeque<usize> = VecDeque::from([0]);
        while let Some(index) = pending.pop_front() {
            let Some(document) = self.documents.get(index) else {
                continue;
            };
            let from = document.path.clone();
            let references = document.tree.as_ref().map(self.references).unwrap_or_default();
            for reference in references {
                let (target, _) = split_fragment(&reference.target);
                // What cannot be located is refused when the reader resolves it.
                let from = match reference.base {
                    ReferenceBase::File => &from,
                    ReferenceBase::Entry => &entry,
                };
                let Ok(path) = confine::locate(from, target) else {
                    continue;
                };
                if target.is_empty() || self.by_path.contains_key(&path) {
                    continue;
                }
                let known = self.documents.len();
                let outcome = self.load_once(&path, reference.kind);
                self.by_path.insert(path, outcome);
                if self.documents.len() > known {
                    pending.push_back(known);
                }
            }
        }
    }

    fn load_once(&mut self, path: &str, kind: ReferenceKind) -> Result<FileId, LoadProblem> {
        let identity = self.store.identify(path)?;
        if let Some(file) = self.by_identity.get(&identity) {
            return Ok(*file);
        }
        let syntax = match kind {
            ReferenceKind::Text => Syntax::Text,
            _ if path.ends_with(".json") => Syntax::Json,
            _ => Syntax::Yaml,
        };
        self.load(path, identity, syntax, kind)
    }

    fn load(
        &mut self,
        path: &str,
        identity: String,
        syntax: Syntax,
        kind: ReferenceKind,
    ) -> Result<FileId, LoadProblem> {
        if self.documents.len() >= self.limits.files {
            return Err(LoadProblem::TooManyFiles {
                limit: self.limits.files,
            });
        }
        let bytes = self
            .store
            .read(&identity, self.limits.document_bytes.min(self.bytes_left));
        let bytes = bytes.map_err(|problem| self.name_limit(problem))?;
        self.bytes_left = self.bytes_left.saturating_sub(bytes.len());
        let (text, problem) = decode(bytes);
        let file = self.files.add(self.store.name(path), text);
        let tree = match problem {
            Some(problem) => {
                let diagnostic = problem.diagnostic(file);
                self.diagnostics.push(match kind {
                    ReferenceKind::Document | ReferenceKind::Part => diagnostic,
                    // An example may be an image or a sound.
                    ReferenceKind::Text => Diagnostic {
                        rule: &rules::BINARY_FILE,
                        ..diagnostic
                    },
                });
                None
            }
            None => self.parse(file, syntax, kind),
        };
        self.by_identity.insert(identity, file);
        let real_path = self.store.path(path);
        self.documents.push(Document {
            file,
            path: path.to_owned(),
            real_path,
            kind,
            tree,
        });
        Ok(file)
    }

    /// A file that is too large, with the limit that it breaks: its own, or that of all files together.
    fn name_limit(&self, problem: LoadProblem) -> LoadProblem {
        match problem {
            LoadProblem::TooLarge { .. } if self.bytes_left < self.limits.document_bytes => {
                LoadProblem::TooLargeTogether {
                    limit: self.limits.total_bytes,
                }
            }
            problem => problem,
        }
    }

    fn parse(&mut self, file: FileId, syntax: Syntax, kind: ReferenceKind) -> Option<Tree> {
        let text = self.files.shared_text(file);
        let (tree, diagnostics) = match kind {
            ReferenceKind::Part => parse_included(file, text, syntax, self.limits, self.nodes_left),
            _ => parse_within(file, text, syntax, self.limits, self.nodes_left),
        };
        self.diagnostics.append(diagnostics);
        let used = tree.as_ref().map_or(0, Tree::expanded_nodes);
        self.nodes_left = self.nodes_left.saturating_sub(used);
        tree
    }
}

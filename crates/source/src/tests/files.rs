//! References between files, on disk and in memory.

use std::path::Path;

use super::*;

/// Every `ref` of a document.
fn references(tree: &Tree) -> Vec<Reference> {
    tree.find_members("ref")
        .filter_map(|entry| entry.value.as_str())
        .map(|target| Reference {
            target: target.to_owned(),
            kind: ReferenceKind::Document,
            base: crate::ReferenceBase::File,
        })
        .collect()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

fn open(path: &Path, root: Option<&Path>) -> Result<Sources, String> {
    let options = OpenOptions {
        root: root.map(Path::to_owned),
        ..OpenOptions::default()
    };
    Sources::open(path, &options, references)
        .map_err(|error| concise(&error.files, &error.diagnostics).replace(&path.display().to_string(), "ENTRY"))
}

#[test]
fn files_are_followed_over_folders_and_read_once() {
    let texts = [
        (
            "api.yaml",
            "a: {ref: 'models/pet.yaml#/x'}\nb: {ref: './models/../models/pet.yaml'}\n",
        ),
        ("models/pet.yaml", "c: {ref: owner.json}\nd: {ref: ../api.yaml}\n"),
        ("models/owner.json", "{}"),
        ("unused.yaml", "never: read"),
    ];
    let sources = Sources::from_texts(&texts, &Limits::default(), references).expect("well-formed");
    let names: Vec<_> = sources.files().ids().map(|id| sources.files().name(id)).collect();
    assert_eq!(names, ["api.yaml", "models/pet.yaml", "models/owner.json"]);
    let pet = sources
        .resolve(sources.entry(), "models/pet.yaml#/x")
        .expect("it was read");
    assert_eq!(sources.resolve(pet, "../api.yaml#/a"), Ok(sources.entry()));
    assert_eq!(sources.resolve(pet, "#/c"), Ok(pet));
}

#[test]
fn nothing_outside_the_root_is_read() {
    let outside = folder(&[("secret.yaml", b"secret: 1")]);
    let entry = "a: [{ref: ../secret.yaml}, {ref: /etc/passwd}, {ref: 'file:///etc/passwd'}, {ref: link.yaml},\n\
        {ref: 'https://example.com/a.yaml'}, {ref: missing.yaml}, {ref: .}, {ref: broken.yaml}]\n";
    std::fs::create_dir(outside.path().join("root")).expect("a folder");
    let root = outside.path().join("root");
    std::fs::write(root.join("api.yaml"), entry).expect("a file");
    std::fs::write(root.join("broken.yaml"), "a: [").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.yaml"), root.join("link.yaml")).expect("a link");

    let sources = open(&root.join("api.yaml"), None).expect("it opens");
    let resolve = |reference| sources.resolve(sources.entry(), reference);
    assert_eq!(resolve("../secret.yaml"), Err(LoadProblem::Outside));
    assert_eq!(resolve("/etc/passwd"), Err(LoadProblem::Absolute));
    assert_eq!(resolve("file:///etc/passwd"), Err(LoadProblem::Url));
    assert_eq!(resolve("https://example.com/a.yaml"), Err(LoadProblem::Url));
    assert_eq!(resolve("link.yaml"), Err(LoadProblem::Outside));
    assert_eq!(resolve("missing.yaml"), Err(LoadProblem::Missing));
    assert_eq!(resolve("broken.yaml"), Err(LoadProblem::Broken));
    assert_eq!(resolve("other.yaml"), Err(LoadProblem::NotLoaded));
    assert!(matches!(
        resolve("."),
        Err(LoadProblem::NotLoaded | LoadProblem::Unreadable(_))
    ));

    let wider = open(&root.join("api.yaml"), Some(outside.path())).expect("it opens");
    assert!(wider.resolve(wider.entry(), "../secret.yaml").is_ok());
    assert!(wider.resolve(wider.entry(), "link.yaml").is_ok());
}

#[test]
fn the_entry_file_must_be_readable_text() {
    let files = folder(&[
        ("utf16.yaml", b"\xFF\xFEa\x00"),
        ("latin1.yaml", b"a: caf\xE9\nb: 1\n"),
        ("broken.yaml", b"a: ["),
        ("folder.yaml/inside", b""),
    ]);
    let check = |name: &str| open(&files.path().join(name), None).expect_err("refused");
    insta::assert_snapshot!(check("missing.yaml"), @"cannot read `ENTRY`: there is no such file [unreadable-file]");
    insta::assert_snapshot!(check("folder.yaml"), @"cannot read `ENTRY`: it is a folder [unreadable-file]");
    insta::assert_snapshot!(check("utf16.yaml"), @"ENTRY:1:1: the file is UTF-16; it must be UTF-8 [not-utf8]");
    insta::assert_snapshot!(check("latin1.yaml"), @"ENTRY:1:7: the byte 0xE9 at offset 6 is not UTF-8 [not-utf8]");
    insta::assert_snapshot!(check("broken.yaml"), @"ENTRY:1:4: YAML: unclosed bracket '[' [yaml-syntax]");
}

#[test]
fn the_number_of_files_is_limited() {
    let limits = Limits {
        files: 2,
        ..Limits::default()
    };
    let texts = [
        ("a.yaml", "[{ref: b.yaml}, {ref: c.yaml}]"),
        ("b.yaml", "{}"),
        ("c.yaml", "{}"),
    ];
    let sources = Sources::from_texts(&texts, &limits, references).expect("well-formed");
    assert_eq!(
        sources.resolve(sources.entry(), "c.yaml"),
        Err(LoadProblem::TooManyFiles { limit: 2 })
    );
}

#[test]
fn an_included_file_without_a_value_is_null() {
    fn parts(tree: &Tree) -> Vec<Reference> {
        let references = references(tree).into_iter();
        references
            .map(|reference| Reference {
                kind: ReferenceKind::Part,
                ..reference
            })
            .collect()
    }
    let texts = [("api.yaml", "ref: empty.yaml"), ("empty.yaml", "# nothing\n")];
    let sources = Sources::from_texts(&texts, &Limits::default(), parts).expect("well-formed");
    let file = sources.resolve(sources.entry(), "empty.yaml").expect("it was read");
    let tree = sources.tree(file).expect("a tree");
    assert!(tree.root().is_null());
    insta::assert_snapshot!(
        concise(sources.files(), sources.diagnostics()),
        @"empty.yaml:1:1: the file holds no value, and is read as null [empty-file]"
    );
    let texts = [("api.yaml", "ref: broken.yaml"), ("broken.yaml", "a: [")];
    let sources = Sources::from_texts(&texts, &Limits::default(), parts).expect("well-formed");
    assert_eq!(
        sources.resolve(sources.entry(), "broken.yaml"),
        Err(LoadProblem::Broken)
    );
}

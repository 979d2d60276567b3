//! The crates of hostile documents, all positions at once, in the hands of rustc and rustdoc. They share the target
//! directory of this workspace, where most of what the runtime needs is checked already.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use specwright::Description;
use specwright_emit::{Crate, Output};

use crate::generated::named_crates;
use crate::texts::{BLUEPRINT, Examined, NAFTIKO, OPENAPI, PAGE, RAML};
use crate::twin::is_safe;
use crate::{reserved, texts};

/// A folder below the target directory, with a workspace of the crates.
fn workspace(crates: Vec<Crate>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let members: Vec<String> = crates.iter().map(|it| format!("{:?}", it.directory.as_str())).collect();
    // What an earlier run left, which may have had other crates.
    let _ = std::fs::remove_dir_all(&folder);
    let output = Output {
        folder: folder.clone(),
        crates,
    };
    specwright_emit::write(&output).expect("written crates");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).expect("a list of versions");
    folder
}

/// The target directory of this workspace.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a target directory")
}

/// What cargo says, with an end that is a success, and without a warning.
fn cargo(folder: &Path, arguments: &[&str], rustdoc_flags: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--color=never"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .env("RUSTDOCFLAGS", rustdoc_flags)
        .output()
        .expect("cargo");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (said(&output.stdout), said(&output.stderr));
    let is_clean = output.status.success() && !stderr.contains("warning");
    assert!(is_clean, "cargo {arguments:?}: {stderr}");
    stdout + &stderr
}

fn crates() -> Vec<Crate> {
    let documents: [(&str, &LazyLock<Examined>); 5] = [
        ("openapi", &OPENAPI),
        ("blueprint", &BLUEPRINT),
        ("raml", &RAML),
        ("page", &PAGE),
        ("naftiko", &NAFTIKO),
    ];
    std::thread::scope(|scope| {
        for (_, examined) in documents {
            scope.spawn(|| LazyLock::force(examined));
        }
    });
    let hostile = documents.into_iter().flat_map(|(name, examined)| {
        let description = Description::from_texts(&[(&examined.name, &examined.mixed)]);
        named_crates(name, description, examined.targets).crates
    });
    let reserved = reserved::documents().into_iter().flat_map(|(name, file, text)| {
        let outcome = named_crates(name, Description::from_texts(&[(file, &text)]), texts::ALL);
        assert!(
            !outcome.crates.is_empty(),
            "{name}: {}",
            outcome.findings.render(
                specwright_diagnostics::Format::Concise,
                specwright_diagnostics::Style::Plain,
            )
        );
        outcome.crates
    });
    let crates: Vec<Crate> = hostile.chain(reserved).collect();
    for file in crates.iter().flat_map(|it| &it.files) {
        assert!(is_safe(file.path.as_str()), "{:?}", file.path.as_str());
    }
    crates
}

#[test]
fn crates_compile_and_their_documentation_holds_no_code() {
    let crates = crates();
    let count = crates.len();
    let names: Vec<String> = crates
        .iter()
        .map(|it| it.directory.as_str().replace('-', "_"))
        .collect();
    let folder = workspace(crates);
    cargo(&folder, &["check", "--workspace", "--all-features"], "");
    cargo(
        &folder,
        &["doc", "--workspace", "--no-deps", "--all-features"],
        "-D warnings",
    );
    let pages: Vec<_> = names
        .iter()
        .flat_map(|name| pages(&target().join("doc").join(name)))
        .collect();
    assert!(pages.len() > 10 * count, "{} pages", pages.len());
    for (path, page) in pages {
        if let Some(found) = foreign(&page).next() {
            panic!("{}: {found}", path.display());
        }
    }
    // rustdoc finds tests by itself: a block of code that is no text would be one.
    let said = cargo(
        &folder,
        &["doc", "--workspace", "--no-deps", "--all-features"],
        "--test",
    );
    let runs: Vec<&str> = said.lines().filter(|line| line.starts_with("running ")).collect();
    assert!(runs.iter().all(|line| *line == "running 0 tests"), "{said}");
    assert_eq!(runs.len(), count, "{said}");
}

/// The pages of a documentation.
fn pages(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut pages = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let text = std::fs::read_to_string(&path).expect("a page");
                pages.push((path, text));
            }
        }
    }
    pages
}

/// What rustdoc does not write by itself: scripts of a document, handlers of events, and links that run code.
fn foreign(page: &str) -> impl Iterator<Item = &str> {
    let tags = page
        .split('<')
        .skip(1)
        .map(|rest| rest.split_once('>').unwrap_or((rest, "")));
    let foreign = tags.filter(|(tag, behind)| {
        let tag = tag.to_lowercase();
        let is_summary = tag.starts_with("meta name=\"description\"");
        let is_foreign_script = tag.starts_with("script") && (tag.contains("//") || behind.contains("injected"));
        let runs = tag.replace("javascript:void(0)", "").contains("javascript:")
            || tag.contains(" onerror=")
            || tag.contains("injected(");
        is_foreign_script || (runs && !is_summary)
    });
    foreign.map(|(tag, _)| tag)
}

#[test]
fn foreign_code_is_found() {
    for (page, is_foreign) in [
        ("<p><script>injected()</script>", true),
        ("<script src=\"https://a.example/a.js\">", true),
        ("<img src=x onerror=a()>", true),
        ("<a href=\"javascript:void(0)\">", false),
        ("<a href=\"javascript:a()\">", true),
        (
            "<meta name=\"description\" content=\"&lt;script&gt;injected()\">",
            false,
        ),
        (
            "<script defer src=\"./static.files/main.js\"></script><p>injected()</p>",
            false,
        ),
    ] {
        assert_eq!(foreign(page).next().is_some(), is_foreign, "{page}");
    }
}

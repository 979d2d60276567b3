//! Build scripts as crates outside this workspace have them. Slow: cargo builds Specwright and the runtime for them,
//! once for each target directory.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod examples;
mod mistakes;
mod options;
mod packages;
mod support;

use support::Package;

const BOOKS: &str = "
openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: get_book
      responses:
        '200': { description: A book, content: { application/json: { schema: { $ref: 'parts/book.yaml' } } } }
    delete: { operationId: delete_book, responses: { '204': { description: Gone } } }
";

const BOOK: &str = "
title: Book
type: object
required: [price]
properties:
  price: { type: integer, nullable: true }
";

#[test]
fn cargo_is_told_what_was_read_and_what_is_to_be_warned_of() {
    let package = Package::new("told", BOOKS, ".client().server()");
    package.write("parts/book.yaml", BOOK);
    package.write("src/lib.rs", "specwright_runtime::include_api!(\"described\");");
    let before = package.files();
    let ran = package.check();
    assert!(ran.succeeded, "{ran:?}");
    let warning = "parts/book.yaml:6:27: warning[nullable-in-3.1]";
    assert!(ran.errors.contains(warning), "{ran:?}");
    // The compiler has nothing to say of generated code.
    let warnings: Vec<_> = ran
        .errors
        .lines()
        .filter(|line| line.starts_with("warning: "))
        .collect();
    assert!(warnings.iter().all(|line| line.contains("nullable-in-3.1")), "{ran:?}");
    let (told, _) = package.built();
    for file in ["described.openapi.yaml", "parts/book.yaml"] {
        assert!(
            told.lines()
                .any(|line| line == format!("cargo::rerun-if-changed={file}")),
            "{told}"
        );
    }
    // `Cargo.lock` is cargo's.
    let but_lock = |files: Vec<(std::path::PathBuf, String)>| {
        let kept = files.into_iter().filter(|(path, _)| !path.ends_with("Cargo.lock"));
        kept.collect::<Vec<_>>()
    };
    assert_eq!(but_lock(package.files()), but_lock(before));
}

#[test]
fn the_code_is_that_of_the_command() {
    let package = Package::new("same-code", BOOKS, ".client().server()");
    package.write("parts/book.yaml", BOOK);
    assert!(package.check().succeeded);
    let (_, generated) = package.built();

    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("parts")).unwrap();
    let write = |path: &str, text| std::fs::write(folder.path().join(path), text).unwrap();
    write("described.openapi.yaml", BOOKS);
    write("parts/book.yaml", BOOK);
    let runtime = specwright_target::RuntimeSource::Version("0.1.0".to_owned());
    let path = folder.path().join("described.openapi.yaml");
    let request = specwright::Request {
        features: false,
        ..specwright::Request::new(path, specwright::Name::new("described").unwrap(), runtime)
    };
    let outcome = specwright::generate(&request, &specwright::Target::templates());
    assert_eq!(outcome.crates.len(), 2);
    let generated = tokens(&generated);
    for file in outcome.crates.iter().flat_map(|it| &it.files) {
        // The root of a crate has `mod` where the single file has the module itself.
        let is_module = file.path.as_str().ends_with(".rs") && !file.path.as_str().ends_with("lib.rs");
        if is_module && !file.path.as_str().ends_with("main.rs") {
            let items = tokens(&file.contents);
            assert!(generated.contains(&items), "{}", file.path.as_str());
        }
    }
}

/// The items of a file without its inner attributes and comments, and without the spaces and commas that depend on where
/// lines are broken.
fn tokens(text: &str) -> String {
    let file = syn::parse_file(text).unwrap();
    let items = file.items.iter().map(|item| quote::quote!(#item).to_string());
    items
        .collect::<String>()
        .replace(|sign: char| sign.is_whitespace() || sign == ',', "")
}

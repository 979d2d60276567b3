//! Includes, libraries, fragments, overlays and extensions.

use super::check_files;

#[test]
fn names_hold_in_the_file_that_they_are_written_in() {
    check_files(
        &[
            (
                "api.raml",
                "#%RAML 1.0\ntitle: T\nmediaType: application/json\nuses: { lib: lib/things.raml }\n\
                 types: { Thing: { properties: { outer: string } } }\n\
                 resourceTypes: { item: !include item.raml }\n\
                 /a: { type: lib.things }\n/b: { type: { item: { of: Thing } } }\n/c: { get: { body: lib.Thing } }\n",
            ),
            (
                "lib/things.raml",
                "#%RAML 1.0 Library\ntypes: { Thing: !include thing.raml }\n\
                 resourceTypes: { things: { get: { body: { application/json: 'Thing[]' } } } }\n",
            ),
            ("lib/thing.raml", "#%RAML 1.0 DataType\nproperties: { inner: string }\n"),
            (
                "item.raml",
                "#%RAML 1.0 ResourceType\nuses: { l: lib/things.raml }\n\
                 get: { body: { application/json: <<of>>, application/x: l.Thing } }\n",
            ),
        ],
        "
GET /a get_a
    body application/json: things.Thing[]
GET /b get_b
    body application/json: Thing
    body application/x: things.Thing
GET /c get_c
    body application/json: things.Thing
",
    );
}

#[test]
fn included_yaml_is_a_part_of_the_document_and_other_files_are_text() {
    check_files(
        &[
            ("api.raml", "#%RAML 1.0\ntitle: T\n/a: !include parts/a.yaml\n"),
            ("parts/a.yaml", "get: { description: !include words.md }\n"),
            ("parts/words.md", "What it does"),
        ],
        "
GET /a get_a
    # What it does
",
    );
}

#[test]
fn a_fragment_of_comments_alone_is_null() {
    check_files(
        &[
            (
                "api.raml",
                "#%RAML 1.0\ntitle: T\nmediaType: application/json\nuses: { l: lib.raml }\n\
                 types: { A: !include a.raml }\n/a: { get: { body: A } }\n",
            ),
            ("a.raml", "#%RAML 1.0 DataType\n"),
            ("lib.raml", "#%RAML 1.0 Library\n# to be written\n"),
        ],
        "
GET /a get_a
    body application/json: A
",
    );
}

#[test]
fn a_path_with_a_slash_leads_from_the_entry_document() {
    check_files(
        &[
            ("api/api.raml", "#%RAML 1.0\ntitle: T\n/a: !include parts/a.raml\n"),
            ("api/parts/a.raml", "get: !include /get.raml\n"),
            ("api/get.raml", "description: here\n"),
        ],
        "
GET /a get_a
    # here
",
    );
}

#[test]
fn an_extension_adds_to_what_it_extends() {
    check_files(
        &[
            (
                "more.raml",
                "#%RAML 1.0 Extension\nextends: api.raml\n/a: { get: { description: mine, queryParameters: { q: } }, delete: }\n",
            ),
            (
                "api.raml",
                "#%RAML 1.0\ntitle: T\ntraits: { t: { headers: { X: } } }\n\
                 /a: { get: { is: [t], description: theirs, queryParameters: { p: integer } } }\n",
            ),
        ],
        "
GET /a get_a
    # mine
    query q: string
    query p: integer
    header X: string
DELETE /a delete_a
",
    );
}

#[test]
fn an_overlay_describes_what_is_declared_by_a_type_alone() {
    check_files(
        &[
            (
                "o.raml",
                "#%RAML 1.0 Overlay\nextends: api.raml\n\
                 /a: { get: { queryParameters: { page: { description: Which page } } } }\n",
            ),
            (
                "api.raml",
                "#%RAML 1.0\ntitle: T\n/a: { get: { queryParameters: { page: integer } } }\n",
            ),
        ],
        "
GET /a get_a
    query page: integer
",
    );
}

#[test]
fn annotations_of_an_overlay_and_of_what_it_extends_have_targets_of_their_own() {
    check_files(
        &[
            ("o.raml", "#%RAML 1.0 Overlay\nextends: api.raml\n(words): Spanish\n"),
            (
                "api.raml",
                "#%RAML 1.0\ntitle: T\n(state): beta\nannotationTypes:\n  state: { allowedTargets: API }\n  \
                 words: { allowedTargets: Overlay }\n",
            ),
        ],
        "",
    );
}

#[test]
fn an_overlay_changes_words() {
    check_files(
        &[
            (
                "es.raml",
                "#%RAML 1.0 Overlay\nusage: In Spanish\nextends: api.raml\ntitle: Libros\n/books: { get: { description: Todos } }\n",
            ),
            (
                "api.raml",
                "#%RAML 1.0\ntitle: Books\n/books: { get: { description: All } }\n",
            ),
        ],
        "
GET /books list_books
    # Todos
",
    );
}

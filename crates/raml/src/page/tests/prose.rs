//! Which prose belongs to what.

use super::{findings, outline, read};

fn check(page: &str, expected: &str) {
    let (api, ..) = read(page);
    let tags: Vec<String> = api
        .tags
        .iter()
        .map(|tag| format!("{} {:?}", tag.name, tag.description))
        .collect();
    assert_eq!(
        format!("{}\n{}", tags.join("\n"), outline::operations(&api)),
        expected,
        "{page}"
    );
    assert_eq!(
        findings(page).lines().filter(|it| it.contains("unexplained")).count(),
        0
    );
}

#[test]
fn descriptions_stand_in_front_and_below() {
    check(
        "A\n/a\nRead it\nDrop it\nfor good\nget /a\nRead it\n- a:read\nTokens of OAuth 2.\nHTTP status code 200\nGood\nSecured by auth\n\
         HTTP status code 401\nNo token\ndelete /a\nDrop it\nfor good\nTokens of OAuth 2.\nHTTP status code 204\nSecured by auth\n\
         HTTP status code 401\nNo token\nRead more\nget /a/b\nRead more\nHTTP status code 200\n",
        "/a None\nGET /a\n  \"Read it\"\n  <- 200 \"Good\"\n  <- 401 \"No token\"\n  secured by auth [a:read]\n\
         DELETE /a\n  \"Drop it\\nfor good\"\n  <- 204\n  <- 401 \"No token\"\n  secured by auth []\n\
         GET /a/b\n  \"Read more\"\n  <- 200",
    );
}

#[test]
fn a_description_with_a_list_is_no_scope() {
    check(
        "A\n/a\nReads\n- one\n- two\nget /a\nReads\n- one\n- two\n- scope\nHTTP status code 200\nSecured by auth\n",
        "/a None\nGET /a\n  \"Reads\\n- one\\n- two\"\n  <- 200\n  secured by auth [scope]",
    );
}

#[test]
fn headings_without_anything_below_are_prose() {
    check(
        "A\n/a\nget /a\nHTTP status code 200\nBody\nHeaders\nas ever\nHTTP status code 404\nBody\nMedia type: text/plain\n",
        "/a None\nGET /a\n  <- 200 \"Body\\nHeaders\\nas ever\"\n  <- 404\n     text/plain ?",
    );
}

#[test]
fn groups_by_names() {
    check(
        "A\nSongs\nAll of the music.\nList songs\nget /songs\nList songs\nHTTP status code 200\nThe songs\nBig Albums\nget /albums\nHTTP status code 200\n",
        "Songs Some(\"All of the music.\")\nBig Albums None\nGET /songs\n  \"List songs\"\n  <- 200 \"The songs\"\nGET /albums\n  <- 200",
    );
}

#[test]
fn schemes_by_name_in_front_of_parameters() {
    check(
        "A\n/a\nRead\nget /a\nRead\nSecured by auth with scopes:\n- x\n- y\nOAuth 2.0 it is.\nSecured by key\nA key.\nHTTP status code 200\n\
         Secured by auth\nHTTP status code 401\nSecured by\nSecured by key\nQuery Parameters\n- key: required (string)\n",
        "/a None\nGET /a\n  \"Read\"\n  <- 200\n  <- 401\n  secured by auth [x, y]\n  secured by \n  secured by key []",
    );
}

#[test]
fn furniture_of_the_page_is_no_prose() {
    check(
        "A\n/a\nget\nRead it\npost\nget /a\n×\nRead it\nRequest\nResponse\nSecurity\nQuery Parameters\n- b: (string)\nRequest\n\
         HTTP status code 200\nRequest\nagain\npost /a\nResponse\nHTTP status code 204\n",
        "/a None\nGET /a\n  \"Read it\"\n  Query b: string\n  <- 200 \"Request\\nagain\"\nPOST /a\n  <- 204",
    );
}

#[test]
fn tabs_that_are_marked_as_items_are_furniture() {
    check(
        "A\n/a\n/a post\npost\nAdd it\n×\npost /a\nAdd it\n- Request\n- Security\nHeaders\n- b: required(string)\nSecured by key\n",
        "/a None\nPOST /a\n  \"Add it\"\n  Header b!: string\n  secured by key []",
    );
}

#[test]
fn a_group_is_named_above_the_line_of_its_first_resource() {
    check(
        "A\nAll Songs\nThe music.\n/songs get post\nget\nList songs\nget /songs\nList songs\nHTTP status code 200\n",
        "All Songs Some(\"The music.\")\nGET /songs\n  \"List songs\"\n  <- 200",
    );
}

#[test]
fn schemes_without_scopes_and_prose_in_front_of_parameters() {
    check(
        "A\n/a\nget /a\nSecured by\nSecured by key\nHeaders\n- b: required (string)\nHTTP status code 200\nSecured by\nSecured by key\n\
         Query Parameters\n- key: required (string)\n",
        "/a None\nGET /a\n  Header b!: string\n  <- 200\n  secured by \n  secured by key []",
    );
}

#[test]
fn headings_of_nothing_in_front_of_other_headings() {
    check(
        "A\n/a\nget /a\nHeaders\nQuery Parameters\n- b: (string)\nHeaders\nHTTP status code 200\nHeaders\nBody\nType: text/plain\n",
        "/a None\nGET /a\n  Query b: string\n  <- 200\n     text/plain ?",
    );
}

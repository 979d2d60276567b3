use specwright_model::{
    Array, Method, Object, Operation, PathTemplate, Payload, Property, Response, Schema, SchemaKind, StatusPattern,
};

use super::*;

/// What an operation of a test answers.
fn response(api: &mut Api, answer: &str) -> Response {
    let text = api.schemas.add(Schema::of(SchemaKind::String(Default::default())));
    let list = api.schemas.add(Schema::of(SchemaKind::Array(Array {
        items: Some(text),
        ..Array::default()
    })));
    let object = |name: &str, schema| {
        let name = name.to_owned();
        Schema::of(SchemaKind::Object(Object {
            properties: vec![Property { name, schema }],
            ..Object::default()
        }))
    };
    let schema = match answer {
        "list" => list,
        "one" => api.schemas.add(object("name", text)),
        "page" => api.schemas.add(object("items", list)),
        other => panic!("{other}"),
    };
    Response {
        status: StatusPattern::Code(200),
        description: None,
        headers: Vec::new(),
        contents: vec![Payload {
            schema: Some(schema),
            ..Payload::default()
        }],
        links: Vec::new(),
        extensions: Default::default(),
        origin: Default::default(),
    }
}

/// An API of operations, each given as its method and path, what it answers behind `->`, and a display name behind `:`.
fn api<'o>(operations: impl IntoIterator<Item = &'o str>) -> Api {
    let mut api = Api::default();
    for operation in operations {
        let (line, summary) = match operation.split_once(": ") {
            Some((line, summary)) => (line, Some(summary.to_owned())),
            None => (operation, None),
        };
        let (line, answer) = match line.split_once(" -> ") {
            Some((line, answer)) => (line, Some(answer)),
            None => (line, None),
        };
        let (method, path) = line.split_once(' ').unwrap();
        let responses = answer.map(|answer| response(&mut api, answer)).into_iter().collect();
        api.resources.push(Resource {
            path: PathTemplate::parse(path).unwrap(),
            operations: vec![Operation {
                method: Method::new(method),
                summary,
                responses,
                ..Operation::default()
            }],
            ..Resource::default()
        });
    }
    api
}

/// The ids of operations.
fn check(operations: &[(&str, &str)]) {
    let mut api = api(operations.iter().map(|(operation, _)| *operation));
    operation_ids(&mut api);
    let found = api.operations().map(|(_, found)| found.id.clone().unwrap_or_default());
    let found: Vec<String> = found.collect();
    let list = |(operation, id): (&str, &str)| format!("{operation} = {id}\n");
    let expected: String = operations.iter().map(|(operation, id)| list((operation, id))).collect();
    let lines = operations
        .iter()
        .zip(&found)
        .map(|((operation, _), id)| list((operation, id)));
    assert_eq!(lines.collect::<String>(), expected);
}

#[test]
fn methods_and_paths_make_verbs_and_nouns() {
    check(&[
        ("get /users", "list_users"),
        ("post /users", "create_user"),
        ("get /users/{username}", "get_user"),
        ("put /users/{username}/name", "update_user_name"),
        ("delete /users/{username}/addresses/{label}", "delete_user_address"),
        ("patch /users/{username}", "patch_user"),
        ("get /users/{username}/addresses", "list_user_addresses"),
        ("delete /users/{username}/addresses", "delete_user_addresses"),
        ("get /organizations/{globalid}/tree", "get_organization_tree"),
        (
            "post /organizations/{globalid}/roles/{role}",
            "create_organization_role",
        ),
        ("head /", "head_root"),
        ("get /{owner}/{repo_id}/issues", "list_owner_repo_issues"),
    ]);
}

#[test]
fn what_comes_back_tells_one_from_many() {
    check(&[
        ("get /wallet -> list", "list_wallet"),
        ("get /wallet/{label} -> one", "get_wallet"),
        ("get /settings -> one", "get_settings"),
        ("get /people -> page", "list_people"),
        ("get /tags -> one", "list_tags"),
        ("get /profile -> page", "get_profile"),
        ("get /statuses/{ref} -> list", "get_status"),
    ]);
}

#[test]
fn verbs_at_the_end_of_a_path_come_first() {
    check(&[
        ("post /users/{username}/activate", "activate_user"),
        ("post /users/{username}/reset-password", "reset_user_password"),
        ("post /users/{username}/changePassword", "change_user_password"),
        ("post /users/{username}/validateemail", "validate_user_email"),
        ("get /users/search", "search_users"),
        ("post /users/search", "create_users_search"),
        ("get /search/code", "search_code"),
        ("get /issues/search/{owner}/{keyword}", "search_issues"),
        ("get /pulls/{number}/merge", "get_pull_merge"),
        ("put /pulls/{number}/merge", "merge_pull"),
        (
            "delete /users/{username}/organizations/{id}/leave",
            "leave_user_organization",
        ),
        ("delete /issues/{number}/lock", "delete_issue_lock"),
        ("put /documents/{id}/sign/{version}", "sign_document"),
        (
            "post /organizations/{id}/members/includesuborgs",
            "include_organization_members_suborgs",
        ),
        ("get /listReports", "list_reports"),
        ("post /login", "login"),
        ("post /auth/login", "auth_login"),
        ("post /payments/{id}/refund", "refund_payment"),
    ]);
}

#[test]
fn things_with_a_verb_in_their_name_are_things() {
    check(&[
        ("post /upload-sessions", "create_upload_session"),
        ("get /upload-sessions/{id}", "get_upload_session"),
        ("delete /upload-sessions/{id}", "delete_upload_session"),
        ("post /accounts/{id}/transfers", "create_account_transfer"),
        ("put /archive/{id}", "update_archive"),
        ("post /change-requests", "create_change_request"),
        ("post /list-items", "create_list_item"),
        ("get /startups", "list_startups"),
    ]);
}

#[test]
fn an_action_by_two_methods_is_done_by_the_first() {
    check(&[
        ("put /phones/{label}/validate", "update_phone_validation"),
        ("post /phones/{label}/validate", "validate_phone"),
        ("get /mails/{label}/validate", "validate_mail"),
        ("patch /mails/{label}/validate", "patch_mail_validation"),
    ]);
}

#[test]
fn what_every_path_has_is_no_part_of_names() {
    check(&[
        ("get /api/v1/users.json", "list_users"),
        ("get /api/v1/users/{id}.json", "get_user"),
        ("get /api/v1/tags/{id}{ext}", "get_tag"),
    ]);
}

#[test]
fn adjectives_and_prepositions_stand_where_they_belong() {
    check(&[
        ("get /gists/public", "list_public_gists"),
        ("get /releases/latest", "get_latest_release"),
        ("get /user/starred", "get_user_starred"),
        ("get /users/by/{email}", "get_users_by_email"),
        ("get /pets-by-owner/{owner}", "get_pets_by_owner"),
        ("get /orders/by-status/{status}/items", "list_orders_by_status_items"),
        ("put /avatars/{label}/to/{newLabel}", "update_avatar_to_new_label"),
    ]);
}

#[test]
fn names_that_collide_say_more_where_the_path_does() {
    check(&[
        ("get /repos/{owner}", "get_repo"),
        ("get /repos/{owner}/{repo}", "get_repo_by_owner_and_repo"),
        ("get /users/{username}/registry", "get_user_registry"),
        ("get /users/{username}/registry/{key}", "get_user_registry_by_key"),
        ("post /organizations/{id}", "post_organization"),
        ("post /organizations", "create_organization"),
        ("get /user/keys", "list_user_keys"),
        ("get /users/{id}/keys", "list_user_keys_by_id"),
        ("delete /a/b", "delete_a_b_2"),
        ("delete /a-b", "delete_a_b"),
    ]);
}

#[test]
fn display_names_count_where_they_tell() {
    check(&[
        ("get /currency: Get supported currencies", "get_supported_currencies"),
        ("get /quote: Quote", "get_quote"),
        ("post /quote: addTheQuote", "add_quote"),
        ("get /a: List it", "get_a"),
        ("get /b: List it", "get_b"),
        ("put /keys: UpdateAPIkey", "update_api_key"),
        ("get /vms: ListVMs", "list_vms"),
        ("get /urls: GetURLsByID", "get_urls_by_id"),
        ("get /servers: GetHTTPServer", "get_http_server"),
    ]);
}

#[test]
fn names_stay_whatever_stands_beside_them() {
    let page = include_str!("../../../../specs/itsyouonline.raml.txt");
    let lines = page.lines().filter_map(|line| {
        let (method, path) = line.split_once(" /")?;
        let is_method = ["get", "post", "put", "delete"].contains(&method);
        is_method.then(|| format!("{method} /{path}"))
    });
    let lines: Vec<String> = lines.collect();
    assert_eq!(lines.len(), 128);
    let ids = |lines: &[&str]| -> BTreeMap<String, String> {
        let mut api = api(lines.iter().copied());
        operation_ids(&mut api);
        let id = |operation: &Operation| operation.id.clone().unwrap();
        let operations = api.operations();
        operations
            .map(|(resource, it)| (format!("{} {}", it.method, resource.path), id(it)))
            .collect()
    };
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let all = ids(&lines);
    let backwards: Vec<&str> = lines.iter().rev().copied().collect();
    assert_eq!(ids(&backwards), all, "the order of operations is no matter");
    for absent in 0..lines.len() {
        let rest: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter(|(it, _)| *it != absent)
            .map(|(_, line)| *line)
            .collect();
        for (operation, id) in ids(&rest) {
            // Of a pair that asks for one name, the second has it when the first is gone.
            let is_second = [
                ("post /organizations", "POST /organizations/{globalid}"),
                (
                    "post /users/{username}/phonenumbers/{label}/validate",
                    "PUT /users/{username}/phonenumbers/{label}/validate",
                ),
                ("get /users/{username}/registry", "GET /users/{username}/registry/{key}"),
                (
                    "get /organizations/{globalid}/registry",
                    "GET /organizations/{globalid}/registry/{key}",
                ),
                (
                    "get /users/{username}/digitalwallet",
                    "GET /users/{username}/digitalwallet/{label}",
                ),
                (
                    "get /users/{username}/keystore",
                    "GET /users/{username}/keystore/{label}",
                ),
                (
                    "get /users/{username}/see",
                    "GET /users/{username}/see/{uniqueid}/{globalid}",
                ),
            ]
            .contains(&(lines[absent], operation.as_str()));
            assert_eq!(
                id == all[&operation],
                !is_second,
                "{operation} without {}",
                lines[absent]
            );
        }
    }
}

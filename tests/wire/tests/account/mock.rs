//! The mock answers with what the blueprint shows: its bodies byte for byte, and its header fields.

use reqwest::RequestBuilder;
use scaleway_account_client::operations::{
    CreateNewTokenHeaders, GetActiveTokenError, InviteCreationBadRequestBody, InviteCreationError,
};
use scaleway_account_server::mock;
use wire_tests::{Server, raw_exchange};

use crate::document::{Message, Operation, operations};
use crate::support::{TOKEN, client, documented, guest, login, status};

/// The blueprint's own request of an operation.
fn example(server: &Server, operation: &Operation) -> RequestBuilder {
    let mut request = server.request(operation.method, &operation.target());
    let Some(message) = &operation.request else {
        return request;
    };
    for (name, value) in message.headers() {
        request = request.header(name, value);
    }
    match message.media_type {
        Some(media_type) => request.header("Content-Type", media_type).body(message.body()),
        None => request,
    }
}

/// Sends a request, and compares what comes back with a response of the blueprint.
async fn check(request: RequestBuilder, expected: &Message, place: &str) {
    let response = request.send().await.unwrap();
    let headers = response.headers().clone();
    assert_eq!(response.status(), expected.status, "{place}");
    let content_type = headers.get("content-type").map(|value| value.to_str().unwrap());
    assert_eq!(content_type, expected.media_type, "{place}");
    for (name, value) in expected.headers() {
        assert_eq!(headers[name], value, "{place}");
    }
    assert_eq!(response.text().await.unwrap(), expected.body(), "{place}");
}

#[tokio::test]
async fn every_response_can_be_asked_for() {
    let server = Server::start(mock::router()).await;
    let operations = operations();
    let mut count = 0;
    for operation in &operations {
        for response in &operation.responses {
            let request = example(&server, operation).header("Prefer", format!("code={}", response.status));
            let request = match response.media_type {
                // What no success comes in must not be all that is accepted.
                Some(media_type) => request.header("Accept", format!("{media_type}, */*;q=0.1")),
                None => request,
            };
            let place = format!("{} {} {}", operation.method, operation.path, response.status);
            check(request, response, &place).await;
            count += 1;
        }
    }
    assert_eq!((operations.len(), count), (21, 24));
    server.stop().await;
}

#[tokio::test]
async fn the_first_response_answers_the_blueprints_own_requests() {
    let server = Server::start(mock::router()).await;
    for operation in operations() {
        if let Some(first) = operation.responses.first() {
            let place = format!("{} {}", operation.method, operation.path);
            check(example(&server, &operation), first, &place).await;
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_response_is_what_stands_in_the_blueprint() {
    let server = Server::start(mock::router()).await;
    let request = format!(
        "POST /tokens HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: {TOKEN}\r\nContent-Type: application/json\r\n\
         Content-Length: 31\r\nConnection: close\r\n\r\n{{\"email\":\"a@b\",\"password\":\"c\"}}\n"
    );
    let response = raw_exchange(&server, &request).await;
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 201 Created\r\n"), "{head}");
    let location = "\r\nlocation: http://api.scaleway.com/v1/tokens/0a6be2d5-c839-4f17-8b54-e92d17a0c6f3\r\n";
    assert!(format!("{head}\r\n").contains(location), "{head}");
    let expected = r#"{
    "token": {
        "expires": null,
        "id": "0a6be2d5-c839-4f17-8b54-e92d17a0c6f3",
        "inherits_user_perms": true,
        "permissions": [],
        "roles": [],
        "user_id": "c47a1e90-6d52-4b3f-8e07-5fa9b2d81c64"
    }
}
"#;
    assert_eq!(body, expected);
    server.stop().await;
}

#[tokio::test]
async fn the_client_reads_every_answer() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let described = [
        ("list_organizations", status(client.list_organizations().send().await)),
        ("get_organization", status(client.get_organization("7").send().await)),
        (
            "invite_creation",
            status(client.invite_creation("7", &guest()).send().await),
        ),
        ("get_invite", status(client.get_invite("7").send().await)),
        (
            "create_new_token",
            status(client.create_new_token(&login()).send().await),
        ),
        ("get_active_tokens", status(client.get_active_tokens().send().await)),
        ("get_active_token", status(client.get_active_token("7").send().await)),
        (
            "delete_active_token",
            status(client.delete_active_token("7").send().await),
        ),
        (
            "get_active_token_permissions",
            status(client.get_active_token_permissions("7").send().await),
        ),
        (
            "get_user_information",
            status(client.get_user_information("7").send().await),
        ),
    ];
    for (name, status) in described {
        let expected = match name {
            "invite_creation" | "create_new_token" => 201,
            "delete_active_token" => 204,
            _ => 200,
        };
        assert_eq!(status, expected, "{name}");
    }
    // The blueprint shows nothing that could be answered.
    let undescribed = [
        (
            "put_user_resources",
            status(client.put_user_resources("7").send().await),
        ),
        (
            "patch_user_resources",
            status(client.patch_user_resources("7").send().await),
        ),
        ("post_reset_password", status(client.post_reset_password().send().await)),
        ("put_reset_password", status(client.put_reset_password().send().await)),
        ("create_user", status(client.create_user().send().await)),
        ("create_role", status(client.create_role().send().await)),
        ("get_user_roles", status(client.get_user_roles("7").send().await)),
        (
            "get_organization_roles",
            status(client.get_organization_roles("7").send().await),
        ),
        ("post_s3_tokens", status(client.post_s3_tokens().send().await)),
        ("get_s3_users", status(client.get_s3_users("7").send().await)),
        (
            "get_s3_credentials_os_ec2",
            status(client.get_s3_credentials_os_ec2("7").send().await),
        ),
    ];
    for (name, status) in undescribed {
        assert_eq!(status, 204, "{name}");
    }
    server.stop().await;
}

#[tokio::test]
async fn the_client_reads_what_it_asks_for() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let created = client.create_new_token(&login()).send().await.unwrap();
    let location = CreateNewTokenHeaders::of(&created).unwrap().location;
    assert_eq!(
        location,
        format!("http://api.scaleway.com/v1/tokens/{}", created.token.id)
    );

    let missing = client.get_active_token("7").header("Prefer", "code=404").send().await;
    let (status, GetActiveTokenError::NotFound(error)) = documented(missing) else {
        panic!("another error than the one asked for")
    };
    assert_eq!(
        (status, error.r#type.as_str(), error.fields),
        (404, "unknown_resource", None)
    );
    server.stop().await;
}

#[tokio::test]
async fn both_forms_of_the_refused_invitation_are_read() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let refused = |accept: &'static str| {
        let request = client.invite_creation("7", &guest());
        let request = request.header("Prefer", "code=400");
        async move { documented(request.header("Accept", accept).send().await) }
    };
    let (400, InviteCreationError::BadRequest(InviteCreationBadRequestBody::Text(text))) =
        refused("plain/text, */*;q=0.1").await
    else {
        panic!("not the text")
    };
    assert_eq!(text, "No invitations are left to be sent.\n");
    let (400, InviteCreationError::BadRequest(InviteCreationBadRequestBody::Json(error))) =
        refused("application/json").await
    else {
        panic!("not the JSON")
    };
    assert_eq!(error.fields.unwrap()["email"], ["is no mail address", "is missing"]);
    server.stop().await;
}

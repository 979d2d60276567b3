//! What the client sends is what the server sees.

use scaleway_partner_client::{
    Error,
    types::{
        CreateOrganizationBody, ListOrganizationsRequestOrderBy, OrganizationLockedBy, OrganizationStatus,
        RequestAdminRoleBody, UpdateOrganizationBody,
    },
};
use scaleway_partner_server::{mock, operations, router, types};
use specwright_runtime::{
    Map, Secret,
    json::Value,
    server::{Denied, Identity, authorize_with},
};
use wire_tests::{Server, problem};

use crate::support::{TOKEN, client, office};

/// Texts that mean something in one part of an HTTP request or another.
const AWKWARD: [&str; 10] = [
    "two words",
    " edges ",
    "a/b",
    "100%",
    "a%2Fb",
    "a+b&c=d;e,f",
    "?x#y",
    "\"quoted\" 'text'",
    "größe 🦀",
    "{braces}\\|^`",
];

fn organization() -> operations::GetOrganizationResponse {
    operations::GetOrganizationResponse::Ok(types::Organization::default())
}

#[tokio::test]
async fn query_parameters_arrive() {
    let page = types::ListOrganizationsResponse::default();
    let (server, desk, client) = office(operations::ListOrganizationsResponse::Ok(page)).await;
    let request = client
        .list_organizations()
        .page_size(u32::MAX)
        .page(-2)
        .order_by(ListOrganizationsRequestOrderBy::CreatedAtDesc)
        .status(OrganizationStatus::Locked)
        .email("a+b@example.com")
        .customer_id("")
        .locked_by(OrganizationLockedBy::Partner);
    request.send().await.unwrap();

    let seen: operations::ListOrganizationsRequest = desk.seen();
    assert_eq!((seen.page_size, seen.page), (Some(u32::MAX), Some(-2)));
    assert_eq!(seen.order_by, types::ListOrganizationsRequestOrderBy::CreatedAtDesc);
    assert_eq!(seen.status, types::OrganizationStatus::Locked);
    assert_eq!(seen.email.as_deref(), Some("a+b@example.com"));
    assert_eq!(seen.customer_id.as_deref(), Some(""));
    assert_eq!(seen.locked_by, types::OrganizationLockedBy::Partner);
    server.stop().await;
}

#[tokio::test]
async fn absent_query_parameters_have_their_defaults() {
    let page = types::ListOrganizationsResponse::default();
    let (server, desk, client) = office(operations::ListOrganizationsResponse::Ok(page)).await;
    client.list_organizations().send().await.unwrap();

    let seen: operations::ListOrganizationsRequest = desk.seen();
    assert_eq!(seen.context.uri().to_string(), "/partner/v1/organizations");
    assert_eq!((seen.page_size, seen.page), (None, None));
    assert_eq!((seen.email, seen.customer_id), (None, None));
    assert_eq!(seen.order_by, types::ListOrganizationsRequestOrderBy::CreatedAtAsc);
    assert_eq!(seen.status, types::OrganizationStatus::UnknownStatus);
    assert_eq!(seen.locked_by, types::OrganizationLockedBy::UnknownLockedBy);
    server.stop().await;
}

#[tokio::test]
async fn awkward_texts_arrive_in_paths_and_queries() {
    let (server, desk, client) = office(organization()).await;
    for text in AWKWARD {
        desk.answer(organization());
        client.get_organization(text).send().await.unwrap();
        assert_eq!(desk.seen::<operations::GetOrganizationRequest>().organization_id, text);

        let page = types::ListOrganizationsResponse::default();
        desk.answer(operations::ListOrganizationsResponse::Ok(page));
        client
            .list_organizations()
            .customer_id(text)
            .email(text)
            .send()
            .await
            .unwrap();
        let seen: operations::ListOrganizationsRequest = desk.seen();
        assert_eq!(seen.customer_id.as_deref(), Some(text));
        assert_eq!(seen.email.as_deref(), Some(text));
    }
    server.stop().await;
}

#[tokio::test]
async fn paths_do_not_lead_elsewhere() {
    let (server, desk, client) = office(organization()).await;
    // Encoded ones too: what stands between client and server may decode them.
    for id in ["..", ".", "%2e%2e", "../x", "a/..", "/", "%2F", ""] {
        let error = client.get_organization(id).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{id:?}: {error}");
        assert!(desk.saw_nothing());
    }
    server.stop().await;
}

#[tokio::test]
async fn a_required_body_arrives() {
    let created = operations::CreateOrganizationResponse::Ok(types::Organization::default());
    let (server, desk, client) = office(created).await;
    let body = CreateOrganizationBody {
        partner_id: "partner".to_owned(),
        email: "owner@example.com".to_owned(),
        organization_name: AWKWARD.join("\n"),
        owner_firstname: "\u{0}\u{1f}\u{7f}\u{2028}".to_owned(),
        owner_lastname: String::new(),
        phone_number: Some(None),
        customer_id: "</script>".to_owned(),
        siren_number: None,
    };
    client.create_organization(&body).send().await.unwrap();

    let seen = desk.seen::<operations::CreateOrganizationRequest>().body;
    assert_eq!(seen.partner_id, body.partner_id);
    assert_eq!(seen.email, body.email);
    assert_eq!(seen.organization_name, body.organization_name);
    assert_eq!(seen.owner_firstname, body.owner_firstname);
    assert_eq!(seen.owner_lastname, body.owner_lastname);
    assert_eq!(seen.customer_id, body.customer_id);
    assert_eq!((seen.phone_number, seen.siren_number), (Some(None), None));
    server.stop().await;
}

#[tokio::test]
async fn null_and_absent_arrive_as_what_they_are() {
    let updated = operations::UpdateOrganizationResponse::Ok(types::Organization::default());
    let (server, desk, client) = office(updated).await;
    let body = UpdateOrganizationBody {
        email: Some(Some("new@example.com".to_owned())),
        phone_number: Some(None),
        comment: None,
        ..UpdateOrganizationBody::default()
    };
    client.update_organization("7", &body).send().await.unwrap();

    let seen: operations::UpdateOrganizationRequest = desk.seen();
    assert_eq!(seen.organization_id, "7");
    let expected = types::UpdateOrganizationBody {
        email: Some(Some("new@example.com".to_owned())),
        phone_number: Some(None),
        ..types::UpdateOrganizationBody::default()
    };
    assert_eq!(seen.body, expected);
    server.stop().await;
}

#[tokio::test]
async fn a_body_without_properties_is_an_empty_object_unless_given() {
    let locked = || operations::LockOrganizationResponse::Ok(types::Organization::default());
    let (server, desk, client) = office(locked()).await;
    client.lock_organization("7").send().await.unwrap();
    let seen: operations::LockOrganizationRequest = desk.seen();
    assert_eq!((seen.organization_id.as_str(), seen.body), ("7", Map::new()));

    desk.answer(locked());
    let body = Map::from([("reason".to_owned(), Value::from("unpaid"))]);
    client.lock_organization("7").body(&body).send().await.unwrap();
    assert_eq!(desk.seen::<operations::LockOrganizationRequest>().body, body);

    desk.answer(operations::UnlockOrganizationResponse::Ok(
        types::Organization::default(),
    ));
    client.unlock_organization("8").body(&body).send().await.unwrap();
    let seen: operations::UnlockOrganizationRequest = desk.seen();
    assert_eq!((seen.organization_id.as_str(), seen.body), ("8", body));
    server.stop().await;
}

#[tokio::test]
async fn a_request_without_an_answer_arrives() {
    let (server, desk, client) = office(operations::RequestAdminRoleResponse::NoContent).await;
    let body = RequestAdminRoleBody {
        username: Some("ada".to_owned()),
        email: None,
        password: Some("p&ss=wörd".to_owned()),
    };
    let answer = client.request_admin_role("7", &body).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.into_body()), (204, ()));

    let seen: operations::RequestAdminRoleRequest = desk.seen();
    assert_eq!(seen.organization_id, "7");
    assert_eq!(seen.body.username, body.username);
    assert_eq!(seen.body.email, None);
    assert_eq!(seen.body.password, body.password);
    server.stop().await;
}

#[tokio::test]
async fn the_authorizer_sees_the_key_and_decides() {
    let authorizer = authorize_with(|attempt| async move {
        assert_eq!(attempt.scopes("scaleway"), [""; 0]);
        assert!(!attempt.headers.contains_key("x-auth-token"));
        match (attempt.operation, attempt.api_key("scaleway")) {
            ("GetOrganization", Some(key)) if key.matches(TOKEN) => Ok(Identity::new(())),
            (_, Some(key)) if key.matches(TOKEN) => Err(Denied::forbidden("read only")),
            _ => Err(Denied::unauthenticated()),
        }
    });
    let server = Server::start(router(mock::Mock, authorizer)).await;
    let good = client(&server);
    assert_eq!(good.get_organization("7").send().await.unwrap().status(), 200);
    let forbidden = good.lock_organization("7").send().await.unwrap_err();
    assert_eq!(forbidden.status().unwrap(), 403);

    let bad = scaleway_partner_client::Client::builder().base_url(&server.url());
    let bad = bad.auth_token(Secret::from("guessed")).build().unwrap();
    let unknown = bad.get_organization("7").send().await.unwrap_err();
    assert_eq!(unknown.status().unwrap(), 401);

    let raw = server
        .request("GET", "/partner/v1/organizations/7")
        .header("X-Auth-Token", "guessed");
    assert_eq!(problem(raw).await.document["detail"], "the credentials are not valid");
    server.stop().await;
}

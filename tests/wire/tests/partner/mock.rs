//! The mock answers every operation, with credentials only.

use scaleway_partner_client::{
    Client, Error,
    types::{CreateOrganizationBody, OrganizationStatus, RequestAdminRoleBody, UpdateOrganizationBody},
};
use scaleway_partner_server::mock;
use wire_tests::{Server, problem};

use crate::support::client;

/// The operations' request lines.
const REQUESTS: [(&str, &str); 7] = [
    ("GET", "/partner/v1/organizations"),
    ("POST", "/partner/v1/organizations"),
    ("GET", "/partner/v1/organizations/7"),
    ("PATCH", "/partner/v1/organizations/7"),
    ("POST", "/partner/v1/organizations/7/lock"),
    ("POST", "/partner/v1/organizations/7/request-admin-role"),
    ("POST", "/partner/v1/organizations/7/unlock"),
];

fn new_organization() -> CreateOrganizationBody {
    CreateOrganizationBody {
        partner_id: "p".to_owned(),
        email: "owner@example.com".to_owned(),
        organization_name: "Example".to_owned(),
        owner_firstname: "Ada".to_owned(),
        owner_lastname: "Example".to_owned(),
        phone_number: None,
        customer_id: "c".to_owned(),
        siren_number: None,
    }
}

#[tokio::test]
async fn every_operation_succeeds_with_a_credential() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let id = "3f0c9a52-7d1b-4e86-9a40-c25be81d6f37";

    let page = client.list_organizations().send().await.unwrap();
    assert_eq!(page.total_count, Some(1));
    assert_eq!(page.organizations[0].id.as_deref(), Some(id));
    let created = client.create_organization(&new_organization()).send().await.unwrap();
    assert_eq!(created.status, Some(OrganizationStatus::UnknownStatus));
    let fetched = client.get_organization(id).send().await.unwrap();
    let at = fetched.created_at.flatten().unwrap();
    assert_eq!(at.to_string(), "2024-06-03T08:15:42.730518Z");
    let update = UpdateOrganizationBody::default();
    let updated = client.update_organization(id, &update).send().await.unwrap();
    assert_eq!(updated.body(), fetched.body());
    let locked = client.lock_organization(id).send().await.unwrap();
    assert_eq!(locked.body(), fetched.body());
    let unlocked = client.unlock_organization(id).send().await.unwrap();
    assert_eq!(unlocked.body(), fetched.body());
    let role = RequestAdminRoleBody::default();
    let asked = client.request_admin_role(id, &role).send().await.unwrap();
    assert_eq!(asked.status(), 204);
    server.stop().await;
}

/// What a client without a credential says of a request.
fn missing<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, Error<E>>) -> String {
    match result.unwrap_err() {
        Error::MissingCredential(error) => error.to_string(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn no_operation_is_sent_without_a_credential() {
    // Nothing listens there: what was sent would be a transport error.
    let client = Client::builder().base_url("http://127.0.0.1:1").build().unwrap();
    let refusals = [
        missing(client.list_organizations().send().await),
        missing(client.create_organization(&new_organization()).send().await),
        missing(client.get_organization("7").send().await),
        missing(
            client
                .update_organization("7", &UpdateOrganizationBody::default())
                .send()
                .await,
        ),
        missing(client.lock_organization("7").send().await),
        missing(
            client
                .request_admin_role("7", &RequestAdminRoleBody::default())
                .send()
                .await,
        ),
        missing(client.unlock_organization("7").send().await),
    ];
    for refusal in refusals {
        assert!(refusal.contains("scaleway"), "{refusal}");
    }
}

#[tokio::test]
async fn every_operation_is_refused_without_a_credential() {
    let server = Server::start(mock::router()).await;
    for (method, path) in REQUESTS {
        let refused = problem(server.request(method, path)).await;
        assert_eq!(refused.status, 401, "{method} {path}");
        // An empty key is none.
        let refused = problem(server.request(method, path).header("X-Auth-Token", "")).await;
        assert_eq!(refused.status, 401, "{method} {path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_status_that_is_not_described_is_not_answered_with() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    // The description has one response for each operation: a preference for another changes nothing (RFC 7240).
    let answer = client
        .get_organization("7")
        .header("Prefer", "code=404")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    server.stop().await;
}

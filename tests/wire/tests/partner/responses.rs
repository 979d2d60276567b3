//! What the server answers is what the client gets.

use scaleway_partner_client::{
    Client, Error, RetryPolicy,
    types::{OrganizationLockedBy, OrganizationStatus},
};
use scaleway_partner_server::{operations, types};
use specwright_runtime::{Problem, Timestamp, http::StatusCode};
use wire_tests::Server;

use crate::support::{TOKEN, office};

fn timestamp(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn organization() -> types::Organization {
    types::Organization {
        id: Some("7".to_owned()),
        name: Some("größe & \"co\" <br>\n🦀".to_owned()),
        email: Some(String::new()),
        status: Some(types::OrganizationStatus::Locked),
        owner_firstname: Some("Ada".to_owned()),
        owner_lastname: Some("Example".to_owned()),
        created_at: Some(Some(timestamp("2024-06-03T10:15:42.000000001+02:00"))),
        phone_number: Some(None),
        siren_number: None,
        customer_id: Some("c".to_owned()),
        lock_reason_message: Some("unpaid".to_owned()),
        locked_by: Some(types::OrganizationLockedBy::Scaleway),
        locked_at: Some(None),
        picture_link: Some(Some("https://example.com/?a=1&b=2".to_owned())),
        comment: None,
    }
}

#[tokio::test]
async fn every_property_arrives() {
    let (server, _, client) = office(operations::GetOrganizationResponse::Ok(organization())).await;
    let got = client.get_organization("7").send().await.unwrap().into_body();
    let sent = organization();
    assert_eq!(got.id, sent.id);
    assert_eq!(got.name, sent.name);
    assert_eq!(got.email, sent.email);
    assert_eq!(got.status, Some(OrganizationStatus::Locked));
    assert_eq!(got.owner_firstname, sent.owner_firstname);
    assert_eq!(got.owner_lastname, sent.owner_lastname);
    assert_eq!(got.created_at, Some(Some(timestamp("2024-06-03T08:15:42.000000001Z"))));
    assert_eq!((got.phone_number, got.siren_number), (Some(None), None));
    assert_eq!(got.customer_id, sent.customer_id);
    assert_eq!(got.lock_reason_message, sent.lock_reason_message);
    assert_eq!(got.locked_by, Some(OrganizationLockedBy::Scaleway));
    assert_eq!(got.locked_at, Some(None));
    assert_eq!(got.picture_link, sent.picture_link);
    assert_eq!(got.comment, None);
    server.stop().await;
}

#[tokio::test]
async fn every_operation_gets_what_is_answered() {
    let (server, desk, client) = office(operations::CreateOrganizationResponse::Ok(organization())).await;
    let body = scaleway_partner_client::types::CreateOrganizationBody {
        partner_id: String::new(),
        email: String::new(),
        organization_name: String::new(),
        owner_firstname: String::new(),
        owner_lastname: String::new(),
        phone_number: None,
        customer_id: String::new(),
        siren_number: None,
    };
    let created = client.create_organization(&body).send().await.unwrap();
    assert_eq!(created.comment, None);
    desk.answer(operations::UpdateOrganizationResponse::Ok(organization()));
    let changes = scaleway_partner_client::types::UpdateOrganizationBody::default();
    let updated = client.update_organization("7", &changes).send().await.unwrap();
    assert_eq!(updated.body(), created.body());
    desk.answer(operations::LockOrganizationResponse::Ok(organization()));
    let locked = client.lock_organization("7").send().await.unwrap();
    assert_eq!(locked.body(), created.body());
    desk.answer(operations::UnlockOrganizationResponse::Ok(
        types::Organization::default(),
    ));
    let unlocked = client.unlock_organization("7").send().await.unwrap();
    assert_eq!(
        unlocked.body(),
        &scaleway_partner_client::types::Organization::default()
    );
    server.stop().await;
}

#[tokio::test]
async fn a_list_arrives_in_its_order() {
    let named = |name: &str| types::Organization {
        name: Some(name.to_owned()),
        ..types::Organization::default()
    };
    let page = types::ListOrganizationsResponse {
        organizations: vec![named("b"), named("a"), named("b")],
        total_count: Some(u64::MAX),
    };
    let (server, desk, client) = office(operations::ListOrganizationsResponse::Ok(page)).await;
    let got = client.list_organizations().send().await.unwrap();
    let names: Vec<_> = got.organizations.iter().filter_map(|it| it.name.as_deref()).collect();
    assert_eq!((names, got.total_count), (vec!["b", "a", "b"], Some(u64::MAX)));

    desk.answer(operations::ListOrganizationsResponse::Ok(
        types::ListOrganizationsResponse::default(),
    ));
    let none = client.list_organizations().send().await.unwrap();
    assert_eq!((none.organizations.len(), none.total_count), (0, None));
    server.stop().await;
}

#[tokio::test]
async fn values_of_a_later_version_arrive() {
    let answer = types::Organization {
        status: Some(types::OrganizationStatus::Unknown("paused".to_owned())),
        ..organization()
    };
    let (server, _, client) = office(operations::GetOrganizationResponse::Ok(answer)).await;
    let got = client.get_organization("7").send().await.unwrap();
    assert_eq!(got.status, Some(OrganizationStatus::Unknown("paused".to_owned())));
    server.stop().await;
}

#[tokio::test]
async fn problems_of_the_servers_own_are_undocumented_responses() {
    let problem = Problem::new(StatusCode::CONFLICT).with_detail("busy");
    let (server, _, client) = office(operations::GetOrganizationResponse::Problem(problem)).await;
    let error = client.get_organization("7").send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    let Error::Undocumented(response) = error else {
        panic!("{error}")
    };
    assert!(String::from_utf8_lossy(response.body()).contains("busy"));
    server.stop().await;
}

#[tokio::test]
async fn a_server_that_panics_answers_and_goes_on() {
    let (server, desk, client) = office(()).await;
    let error = client.get_organization("7").send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    let Error::Undocumented(response) = error else {
        panic!("{error}")
    };
    assert!(!String::from_utf8_lossy(response.body()).contains("stands ready"));
    desk.answer(operations::GetOrganizationResponse::Ok(organization()));
    assert!(client.get_organization("7").send().await.is_ok());
    server.stop().await;
}

#[tokio::test]
async fn a_server_that_is_gone_is_a_transport_error() {
    let (server, _, client) = office(()).await;
    server.stop().await;
    let error = client.get_organization("7").send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(!format!("{error:?} {error}").contains(TOKEN));
}

#[tokio::test]
async fn the_base_url_may_have_a_path() {
    let (server, _, _) = office(()).await;
    let url = format!("{}/elsewhere/", server.url());
    let client = Client::builder()
        .base_url(&url)
        .auth_token(TOKEN)
        .retries(RetryPolicy::none());
    let error = client.build().unwrap().get_organization("7").send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    server.stop().await;
}

#[tokio::test]
async fn many_clients_are_served_at_once() {
    let server = Server::start(scaleway_partner_server::mock::router()).await;
    let client = crate::support::client(&server);
    let calls = (0..20).map(|number| {
        let client = client.clone();
        tokio::spawn(async move {
            client
                .get_organization(&number.to_string())
                .send()
                .await
                .unwrap()
                .status()
        })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), 200);
    }
    server.stop().await;
}

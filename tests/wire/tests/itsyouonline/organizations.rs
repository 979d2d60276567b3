//! Organizations, their members and keys.

use itsyouonline_client::types::ListOrganizationInvitationsStatus;
use itsyouonline_server::{operations::organizations, types};
use serde_json::json;
use specwright_runtime::server::Reply;

use crate::support::{json, organization, registry, value};

#[tokio::test]
async fn an_organization_is_founded_and_read() {
    let founded = organizations::CreateOrganizationResponse::Created(value(&organization()));
    let (server, desk, client) = registry(founded).await;
    let got = client
        .organizations()
        .create_organization(&value(&organization()))
        .send()
        .await
        .unwrap();
    assert_eq!((got.status().as_u16(), json(got.body())), (201, organization()));
    let seen: organizations::CreateOrganizationRequest = desk.seen();
    assert_eq!(json(&seen.body), organization());

    desk.answer(organizations::GetOrganizationResponse::Ok(value(&organization())));
    let got = client
        .organizations()
        .get_organization("tidewater")
        .send()
        .await
        .unwrap();
    assert_eq!(
        got.requiredscopes.first().unwrap().accessscopes,
        ["organization:member"]
    );
    assert_eq!(
        desk.seen::<organizations::GetOrganizationRequest>().globalid,
        "tidewater"
    );
    server.stop().await;
}

#[tokio::test]
async fn invitations_are_listed_by_their_status() {
    let (server, desk, client) = registry(()).await;
    let client = client.organizations();
    for (status, expected) in [
        (None, types::ListOrganizationInvitationsStatus::Pending),
        (
            Some(ListOrganizationInvitationsStatus::Rejected),
            types::ListOrganizationInvitationsStatus::Rejected,
        ),
    ] {
        desk.answer(organizations::ListOrganizationInvitationsResponse::Ok(Vec::new()));
        let mut request = client.list_organization_invitations("tidewater");
        if let Some(status) = status {
            request = request.status(status);
        }
        assert!(request.send().await.unwrap().is_empty());
        let seen: organizations::ListOrganizationInvitationsRequest = desk.seen();
        assert_eq!(seen.status, expected);
    }
    server.stop().await;
}

#[tokio::test]
async fn entries_of_the_registry() {
    let entry = json!({"Key": "anchor", "Value": "9 m"});
    let answer = organizations::GetOrganizationRegistryResponse::Ok(value(&entry));
    let (server, desk, client) = registry(answer).await;
    let client = client.organizations();
    let got = client
        .get_organization_registry("tidewater", "anchor")
        .send()
        .await
        .unwrap();
    assert_eq!(json(got.body()), entry);
    let seen: organizations::GetOrganizationRegistryRequest = desk.seen();
    assert_eq!((seen.globalid.as_str(), seen.key.as_str()), ("tidewater", "anchor"));

    desk.answer(organizations::ListOrganizationRegistryResponse::Ok(vec![value(&entry)]));
    let got = client.list_organization_registry("tidewater").send().await.unwrap();
    assert_eq!(json(got.body()), json!([entry]));
    server.stop().await;
}

#[tokio::test]
async fn names_of_domains_go() {
    let answer = organizations::DeleteOrganizationDnsResponse::Reply(Reply::empty(204));
    let (server, desk, client) = registry(answer).await;
    let request = client
        .organizations()
        .delete_organization_dns("tidewater", "tidewater.example");
    assert_eq!(request.send().await.unwrap().status().as_u16(), 204);
    let seen: organizations::DeleteOrganizationDnsRequest = desk.seen();
    assert_eq!(seen.dnsname, "tidewater.example");
    server.stop().await;
}

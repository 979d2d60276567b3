//! What the README shows of a client and of a server, as programs that call each other.

use std::error::Error;

use scaleway_partner_client::{Client, types::OrganizationStatus};
use scaleway_partner_server::{Organizations, operations::*, router, types};
use specwright_runtime::http::StatusCode;
use specwright_runtime::server::{Attempt, Denied, Identity, Router, authorize_with};
use specwright_runtime::{Problem, Secret};
use wire_tests::Server;

struct Partner {
    organizations: Vec<types::Organization>,
}

impl Partner {
    fn find(&self, id: &str) -> Option<types::Organization> {
        let is_wanted = |it: &&types::Organization| it.id.as_deref() == Some(id);
        self.organizations.iter().find(is_wanted).cloned()
    }
}

/// Methods that answer that there is nothing behind them.
macro_rules! not_implemented {
    ($($method:ident($request:ident) -> $response:ident;)+) => {$(
        async fn $method(&self, _request: $request) -> $response {
            Problem::new(StatusCode::NOT_IMPLEMENTED).into()
        }
    )+};
}

impl Organizations for Partner {
    async fn get_organization(&self, request: GetOrganizationRequest) -> GetOrganizationResponse {
        match self.find(&request.organization_id) {
            Some(organization) => GetOrganizationResponse::Ok(organization),
            None => Problem::new(StatusCode::NOT_FOUND).into(),
        }
    }

    // A method that the description names and this misses does not compile.
    async fn list_organizations(&self, request: ListOrganizationsRequest) -> ListOrganizationsResponse {
        assert_eq!(request.page_size, Some(50));
        ListOrganizationsResponse::Ok(types::ListOrganizationsResponse {
            organizations: self.organizations.clone(),
            total_count: Some(1),
        })
    }

    not_implemented! {
        create_organization(CreateOrganizationRequest) -> CreateOrganizationResponse;
        update_organization(UpdateOrganizationRequest) -> UpdateOrganizationResponse;
        lock_organization(LockOrganizationRequest) -> LockOrganizationResponse;
        unlock_organization(UnlockOrganizationRequest) -> UnlockOrganizationResponse;
        request_admin_role(RequestAdminRoleRequest) -> RequestAdminRoleResponse;
    }
}

fn app(partner: Partner) -> Router {
    let authorizer = authorize_with(async |attempt: Attempt| match attempt.api_key("scaleway") {
        Some(key) if key.matches("a secret key") => Ok(Identity::new("the partner")),
        _ => Err(Denied::unauthenticated()),
    });
    let app: Router = router(partner, authorizer);
    app
}

/// How many organizations were listed, and how many there are.
async fn list(url: &str, token: Secret) -> Result<(usize, Option<u64>), Box<dyn Error>> {
    let client = Client::builder().base_url(url).auth_token(token).build()?;
    let page = client
        .list_organizations()
        .status(OrganizationStatus::Locked)
        .page_size(50)
        .send()
        .await?;
    println!("{} of {:?}", page.organizations.len(), page.total_count);
    Ok((page.organizations.len(), page.total_count))
}

#[tokio::test]
async fn the_client_of_the_readme_calls_its_server() {
    let harbour = types::Organization {
        id: Some("1".to_owned()),
        ..types::Organization::default()
    };
    let organizations = vec![harbour];
    let server = Server::start(app(Partner { organizations })).await;
    let list_with = async |token: &str| list(&server.url(), Secret::new(token)).await;
    assert_eq!(list_with("a secret key").await.expect("a page"), (1, Some(1)));
    assert!(list_with("another key").await.is_err());

    let path = |id: &str| format!("/partner/v1/organizations/{id}");
    for (id, status) in [("1", 200), ("2", 404)] {
        let request = server.request("GET", &path(id)).header("X-Auth-Token", "a secret key");
        assert_eq!(request.send().await.expect("an answer").status(), status);
    }
}

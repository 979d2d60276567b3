//! Serves the organizations of a partner: `--help` says what can be set.

specwright_runtime::include_api!("scaleway-partner");

use std::process::ExitCode;

use scaleway_partner_server::operations::{
    GetOrganizationRequest, GetOrganizationResponse, ListOrganizationsRequest, ListOrganizationsResponse,
};
use scaleway_partner_server::types::{self, Organization, OrganizationStatus};
use scaleway_partner_server::{Organizations, mock, router};
use specwright_runtime::Problem;
use specwright_runtime::http::StatusCode;
use specwright_runtime::server::{Attempt, Denied, Identity, Program, authorize_with};

/// All organizations there are.
struct Partner {
    organizations: Vec<Organization>,
}

impl Partner {
    fn new() -> Self {
        let organization = |id: &str, name: &str, status| Organization {
            id: Some(id.to_owned()),
            name: Some(name.to_owned()),
            status: Some(status),
            ..Organization::default()
        };
        Self {
            organizations: vec![
                organization("1", "Harbour", OrganizationStatus::Opened),
                organization("2", "Lighthouse", OrganizationStatus::Locked),
            ],
        }
    }
}

impl Organizations for Partner {
    async fn list_organizations(&self, request: ListOrganizationsRequest) -> ListOrganizationsResponse {
        let all = request.status == OrganizationStatus::UnknownStatus;
        let is_wanted = |it: &&Organization| all || it.status.as_ref() == Some(&request.status);
        ListOrganizationsResponse::Ok(types::ListOrganizationsResponse {
            organizations: self.organizations.iter().filter(is_wanted).cloned().collect(),
            total_count: Some(self.organizations.len() as u64),
        })
    }

    async fn get_organization(&self, request: GetOrganizationRequest) -> GetOrganizationResponse {
        let is_asked_for = |it: &&Organization| it.id.as_ref() == Some(&request.organization_id);
        match self.organizations.iter().find(is_asked_for) {
            Some(organization) => GetOrganizationResponse::Ok(organization.clone()),
            None => Problem::new(StatusCode::NOT_FOUND).into(),
        }
    }
}

fn main() -> ExitCode {
    let authorizer = authorize_with(async |attempt: Attempt| match attempt.api_key("scaleway") {
        Some(key) if key.matches("a secret key") => Ok(Identity::new("the partner")),
        _ => Err(Denied::unauthenticated()),
    });
    Program::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
        .mock(mock::router)
        .implementation(|| router(Partner::new(), authorizer))
        .run()
}

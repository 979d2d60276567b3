//! A server whose answers each test decides, and a client of it.

use scaleway_partner_client::{Client, RetryPolicy};
use scaleway_partner_server::{
    Organizations,
    operations::{
        CreateOrganizationRequest, CreateOrganizationResponse, GetOrganizationRequest, GetOrganizationResponse,
        ListOrganizationsRequest, ListOrganizationsResponse, LockOrganizationRequest, LockOrganizationResponse,
        RequestAdminRoleRequest, RequestAdminRoleResponse, UnlockOrganizationRequest, UnlockOrganizationResponse,
        UpdateOrganizationRequest, UpdateOrganizationResponse,
    },
    router,
};
use specwright_runtime::server::AllowAll;
use wire_tests::{Desk, Server};

pub(crate) const TOKEN: &str = "s3cr3t";

/// Answers every operation with what stands ready on the desk.
struct Office(Desk);

impl Organizations for Office {
    async fn list_organizations(&self, request: ListOrganizationsRequest) -> ListOrganizationsResponse {
        self.0.exchange(request)
    }

    async fn create_organization(&self, request: CreateOrganizationRequest) -> CreateOrganizationResponse {
        self.0.exchange(request)
    }

    async fn get_organization(&self, request: GetOrganizationRequest) -> GetOrganizationResponse {
        self.0.exchange(request)
    }

    async fn update_organization(&self, request: UpdateOrganizationRequest) -> UpdateOrganizationResponse {
        self.0.exchange(request)
    }

    async fn lock_organization(&self, request: LockOrganizationRequest) -> LockOrganizationResponse {
        self.0.exchange(request)
    }

    async fn request_admin_role(&self, request: RequestAdminRoleRequest) -> RequestAdminRoleResponse {
        self.0.exchange(request)
    }

    async fn unlock_organization(&self, request: UnlockOrganizationRequest) -> UnlockOrganizationResponse {
        self.0.exchange(request)
    }
}

/// A server that answers the next request with `response`, the desk that sees it, and a client.
pub(crate) async fn office(response: impl std::any::Any + Send) -> (Server, Desk, Client) {
    let desk = Desk::answering(response);
    let server = Server::start(router(Office(desk.clone()), AllowAll)).await;
    let client = client(&server);
    (server, desk, client)
}

/// A client with a token, which asks once only.
pub(crate) fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(&server.url()).auth_token(TOKEN);
    builder.retries(RetryPolicy::none()).build().unwrap()
}

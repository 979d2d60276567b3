//! A server whose answers each test decides, and a client of it.

use std::any::Any;

use scaleway_account_client::{
    Client, ClientBuilder, Error, Response, RetryPolicy,
    types::{CreateNewTokenBody, InviteCreationBody},
};
use scaleway_account_server::{Organizations, Todo, Tokens, Users, operations, router};
use specwright_runtime::server::AllowAll;
use wire_tests::{Desk, Server};
pub(crate) use wire_tests::{documented, json, value};

pub(crate) const TOKEN: &str = "4be1c7d0-3f59-4a82-9d6e-b0735ac1e94f";

/// Answers every operation with what stands ready on the desk.
pub(crate) struct Office(pub(crate) Desk);

macro_rules! exchange {
    ($($method:ident($request:ident) -> $response:ident;)+) => {$(
        async fn $method(&self, request: operations::$request) -> operations::$response {
            self.0.exchange(request)
        }
    )+};
}

impl Organizations for Office {
    exchange! {
        list_organizations(ListOrganizationsRequest) -> ListOrganizationsResponse;
        get_organization(GetOrganizationRequest) -> GetOrganizationResponse;
        invite_creation(InviteCreationRequest) -> InviteCreationResponse;
        get_invite(GetInviteRequest) -> GetInviteResponse;
    }
}

impl Tokens for Office {
    exchange! {
        create_new_token(CreateNewTokenRequest) -> CreateNewTokenResponse;
        get_active_tokens(GetActiveTokensRequest) -> GetActiveTokensResponse;
        get_active_token(GetActiveTokenRequest) -> GetActiveTokenResponse;
        delete_active_token(DeleteActiveTokenRequest) -> DeleteActiveTokenResponse;
        get_active_token_permissions(GetActiveTokenPermissionsRequest) -> GetActiveTokenPermissionsResponse;
    }
}

impl Users for Office {
    exchange! {
        get_user_information(GetUserInformationRequest) -> GetUserInformationResponse;
    }
}

/// The document has eleven of these; the server has ten, see `roles`.
impl Todo for Office {
    exchange! {
        put_user_resources(PutUserResourcesRequest) -> PutUserResourcesResponse;
        patch_user_resources(PatchUserResourcesRequest) -> PatchUserResourcesResponse;
        post_reset_password(PostResetPasswordRequest) -> PostResetPasswordResponse;
        put_reset_password(PutResetPasswordRequest) -> PutResetPasswordResponse;
        create_user(CreateUserRequest) -> CreateUserResponse;
        create_role(CreateRoleRequest) -> CreateRoleResponse;
        get_user_roles(GetUserRolesRequest) -> GetUserRolesResponse;
        post_s3_tokens(PostS3TokensRequest) -> PostS3TokensResponse;
        get_s3_users(GetS3UsersRequest) -> GetS3UsersResponse;
        get_s3_credentials_os_ec2(GetS3CredentialsOsEc2Request) -> GetS3CredentialsOsEc2Response;
    }
}

/// A server that answers the next request with `response`, the desk that sees it, and a client.
pub(crate) async fn office(response: impl Any + Send) -> (Server, Desk, Client) {
    let desk = Desk::answering(response);
    let server = Server::start(router(Office(desk.clone()), AllowAll)).await;
    let client = client(&server);
    (server, desk, client)
}

/// A client without a token, which asks once only. The description does not say where the API is served.
pub(crate) fn stranger(server: &Server) -> ClientBuilder {
    Client::builder(&server.url()).retries(RetryPolicy::none())
}

/// A client that says once who it is.
pub(crate) fn client(server: &Server) -> Client {
    stranger(server).auth_token(TOKEN).build().unwrap()
}

/// Somebody to be invited.
pub(crate) fn guest() -> InviteCreationBody {
    InviteCreationBody {
        email: "mina@tidewater.example".to_owned(),
        firstname: "Mina".to_owned(),
        lastname: "Okafor".to_owned(),
    }
}

/// Somebody who asks for a token.
pub(crate) fn login() -> CreateNewTokenBody {
    CreateNewTokenBody::new("mina@tidewater.example", "p&ss=wörd")
}

/// The status of a response, described or not.
pub(crate) fn status<T, E: std::fmt::Debug>(result: Result<Response<T>, Error<E>>) -> u16 {
    match result {
        Ok(response) => response.status().as_u16(),
        Err(error) => match error.status() {
            Some(status) => status.as_u16(),
            None => panic!("no response: {error}"),
        },
    }
}

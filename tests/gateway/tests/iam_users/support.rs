//! The server with a desk behind it, the gateway before it, and a client of the gateway.

use scaleway_iam_server::{Users, operations, router};
use scaleway_iam_users_client::{Client, RetryPolicy};
use scaleway_iam_users_gateway::{BINDS, Gateway, ROUTES, TOOLS};
use serde_json::{Value, json};
use specwright_runtime::gateway::Binds;
use specwright_runtime::server::{Attempt, Denied, Identity, Router, authorize_with};
use wire_tests::{Desk, Server};

/// The key that only the gateway has.
pub(crate) const KEY: &str = "3b9f0c51-gateway-key";

/// The key that callers of the gateway present, which is nobody's.
pub(crate) const KEY_OF_CALLERS: &str = "a-key-of-the-caller";

pub(crate) const USER: &str = "8c3b7f52-3d0e-4c55-9f0e-2c6c4dbd8b01";
pub(crate) const ORGANIZATION: &str = "0b6a6f0e-5d3a-4e8f-8a53-0a3d5f1c7e11";

/// Answers every operation with what stands ready on the desk.
struct Staff(Desk);

macro_rules! exchange {
    ($($method:ident($request:ident) -> $response:ident;)+) => {$(
        async fn $method(&self, request: operations::$request) -> operations::$response {
            self.0.exchange(request)
        }
    )+};
}

impl Users for Staff {
    exchange! {
        list_grace_periods(ListGracePeriodsRequest) -> ListGracePeriodsResponse;
        list_users(ListUsersRequest) -> ListUsersResponse;
        create_user(CreateUserRequest) -> CreateUserResponse;
        get_user(GetUserRequest) -> GetUserResponse;
        update_user(UpdateUserRequest) -> UpdateUserResponse;
        delete_user(DeleteUserRequest) -> DeleteUserResponse;
        lock_user(LockUserRequest) -> LockUserResponse;
        create_user_mfa_otp(CreateUserMfaOtpRequest) -> CreateUserMfaOtpResponse;
        delete_user_mfa_otp(DeleteUserMfaOtpRequest) -> DeleteUserMfaOtpResponse;
        unlock_user(UnlockUserRequest) -> UnlockUserResponse;
        update_user_password(UpdateUserPasswordRequest) -> UpdateUserPasswordResponse;
        update_user_username(UpdateUserUsernameRequest) -> UpdateUserUsernameResponse;
        validate_user_mfa_otp(ValidateUserMfaOtpRequest) -> ValidateUserMfaOtpResponse;
    }
}

/// An API, its gateway, and who calls the gateway.
pub(crate) struct Chain {
    _upstream: Server,
    /// The REST adapter.
    pub(crate) rest: Server,
    /// The MCP server.
    pub(crate) mcp: Server,
    /// What the API is asked, and answers.
    pub(crate) desk: Desk,
    /// A client of the REST adapter.
    pub(crate) client: Client,
}

impl Chain {
    /// A chain whose API answers the next request with `response`, and takes [`KEY`] alone.
    pub(crate) async fn answering(response: impl std::any::Any + Send) -> Self {
        let desk = Desk::answering(response);
        let authorizer = authorize_with(async |attempt: Attempt| match attempt.api_key("auth_token") {
            Some(key) if key.matches(KEY) => Ok(Identity::new("the gateway")),
            _ => Err(Denied::unauthenticated()),
        });
        Self::before(router(Staff(desk.clone()), authorizer), desk).await
    }

    /// A chain whose API is the mock of the server.
    pub(crate) async fn mock() -> Self {
        Self::before(scaleway_iam_server::mock::router(), Desk::default()).await
    }

    async fn before(api: Router, desk: Desk) -> Self {
        let upstream = Server::start(api).await;
        let gateway = gateway(&upstream);
        let rest = Server::start(gateway.rest_router()).await;
        let mcp = Server::start(gateway.mcp_service()).await;
        let client = Client::builder()
            .base_url(&format!("{}/v1", rest.url()))
            .auth_token(KEY_OF_CALLERS)
            .retries(RetryPolicy::none());
        let client = client.build().expect("a client");
        Self {
            _upstream: upstream,
            rest,
            mcp,
            desk,
            client,
        }
    }

    /// The result of a request of the Model Context Protocol.
    pub(crate) async fn ask(&self, method: &str, parameters: Value) -> Value {
        let message = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
        let request = self.mcp.request("POST", "/");
        let request = request.header("accept", "application/json, text/event-stream");
        let response = request.json(&message).send().await.expect("an answer");
        let mut answer: Value = response.json().await.expect("JSON");
        assert_eq!(answer.get("error"), None);
        answer["result"].take()
    }

    /// The result of a tool.
    pub(crate) async fn call(&self, tool: &str, arguments: Value) -> Value {
        self.ask("tools/call", json!({ "name": tool, "arguments": arguments }))
            .await
    }
}

fn gateway(upstream: &Server) -> Gateway {
    let client = Client::builder()
        .base_url(&upstream.url())
        .auth_token(KEY)
        .retries(RetryPolicy::none());
    let client = client.build().expect("a client").as_runtime().clone();
    let binds = BINDS.iter().fold(Binds::new(), |binds, bind| binds.with(bind.key, KEY));
    let gateway = Gateway::builder(client).routes(ROUTES).tools(TOOLS).binds(binds);
    gateway.build().expect("routes and tools that the runtime takes")
}

/// A user as the API shows it.
pub(crate) fn user() -> Value {
    json!({
        "id": USER,
        "email": "grace@example.com",
        "username": "grace",
        "organization_id": ORGANIZATION,
        "type": "guest",
        "status": "activated",
        "mfa": false,
        "locked": true,
        "tags": ["café", "naïve"],
        "created_at": "2026-03-02T09:30:00Z",
        "last_login_at": null,
    })
}

/// What the API says when it cannot.
pub(crate) fn problem() -> Value {
    json!({ "type": "not_found", "message": "there is no such user" })
}

//! An authorizer that knows what each token may do, and holds it against the scopes that the page lists by operation.

use std::collections::BTreeMap;

use itsyouonline_client::operations::{organizations::DeleteOrganizationError, users::GetUserError};
use itsyouonline_client::{Client, Error};
use itsyouonline_server::operations::{organizations, users};
use itsyouonline_server::{mock, router};
use reqwest::RequestBuilder;
use specwright_runtime::server::{Attempt, Authorizer, Denied, Identity};
use wire_tests::{Desk, Server, problem};

use crate::page::{complete, operations, target};
use crate::support::{Registrar, documented, person, stranger, value};

const SCHEME: &str = "oauth_2_0";

/// Who a token was given to, and the scopes that it covers.
struct Tokens(BTreeMap<&'static str, (&'static str, &'static [&'static str])>);

impl Authorizer for Tokens {
    async fn authorize(&self, attempt: Attempt) -> Result<Identity, Denied> {
        let token = attempt.bearer(SCHEME).ok_or_else(Denied::unauthenticated)?;
        let known = self.0.iter().find(|(known, _)| token.matches(known));
        let (_, (holder, covered)) = known.ok_or_else(Denied::unauthenticated)?;
        // An operation lists scopes each of which is enough.
        let needed = attempt.scopes(SCHEME);
        if needed.is_empty() || needed.iter().any(|scope| covered.contains(scope)) {
            Ok(Identity::new(*holder))
        } else {
            Err(Denied::forbidden(format!("needs one of: {}", needed.join(", "))))
        }
    }
}

async fn guarded() -> (Server, Desk) {
    let tokens = Tokens(BTreeMap::from([
        ("mina-1", ("mina", ["user:admin"].as_slice())),
        ("harbour-1", ("harbour", ["organization:owner", "user:see"].as_slice())),
        ("bare-1", ("nobody", [].as_slice())),
    ]));
    let desk = Desk::default();
    let server = Server::start(router(Registrar(desk.clone()), tokens)).await;
    (server, desk)
}

fn with(server: &Server, token: &str) -> Client {
    stranger(server).access_token(token).build().unwrap()
}

#[tokio::test]
async fn a_token_reaches_as_far_as_its_scopes() {
    let (server, desk) = guarded().await;
    let (mina, harbour) = (with(&server, "mina-1"), with(&server, "harbour-1"));

    desk.answer(users::GetUserResponse::Ok(value(&person())));
    mina.users().get_user("mina").send().await.unwrap();
    let seen: users::GetUserRequest = desk.seen();
    assert_eq!(seen.context.identity().get::<&str>(), Some(&"mina"));
    let refused = harbour.users().get_user("mina").send().await;
    assert_eq!(documented(refused), (403, GetUserError::Forbidden));
    assert!(desk.saw_nothing());

    desk.answer(organizations::DeleteOrganizationResponse::NoContent);
    harbour
        .organizations()
        .delete_organization("tidewater")
        .send()
        .await
        .unwrap();
    let seen: organizations::DeleteOrganizationRequest = desk.seen();
    assert_eq!(seen.context.identity().get::<&str>(), Some(&"harbour"));
    let refused = mina.organizations().delete_organization("tidewater").send().await;
    assert_eq!(documented(refused), (403, DeleteOrganizationError::Forbidden));
    assert!(desk.saw_nothing());
    server.stop().await;
}

/// Takes a token for the scope that it is spelled like.
struct Transparent;

impl Authorizer for Transparent {
    async fn authorize(&self, attempt: Attempt) -> Result<Identity, Denied> {
        let token = attempt.bearer(SCHEME).ok_or_else(Denied::unauthenticated)?;
        let needed = attempt.scopes(SCHEME);
        let is_covered = needed.is_empty() || needed.iter().any(|scope| token.matches(scope));
        is_covered
            .then(|| Identity::new(()))
            .ok_or_else(|| Denied::forbidden("not covered"))
    }
}

#[tokio::test]
async fn every_operation_wants_one_of_the_scopes_that_it_lists() {
    let server = Server::start(router(mock::Mock, Transparent)).await;
    let mut with_scopes = 0;
    for operation in operations() {
        let name = format!("{} {}", operation.method, operation.path);
        let send = async |token: Option<&str>| {
            let request = server.request(&operation.method.to_uppercase(), &target(operation.path));
            let request = complete(request, operation.path);
            let request = token.into_iter().fold(request, RequestBuilder::bearer_auth);
            request.send().await.unwrap().status().as_u16()
        };
        with_scopes += usize::from(!operation.scopes.is_empty());
        assert_eq!(send(None).await, 401, "{name} without a token");
        for scope in &operation.scopes {
            let status = send(Some(scope)).await;
            assert!((200..300).contains(&status), "{name} with {scope}: {status}");
        }
        let others = send(Some("another:scope")).await;
        let expected = if operation.scopes.is_empty() {
            200..300
        } else {
            403..404
        };
        assert!(expected.contains(&others), "{name} with another scope: {others}");
    }
    assert_eq!(with_scopes, 81);
    server.stop().await;
}

/// `get /users/{username}/see` lists two scopes; `get /organizations/{globalid}` none, but wants a token.
#[tokio::test]
async fn lists_of_scopes_differ_by_operation() {
    let (server, desk) = guarded().await;
    for (token, expected) in [("mina-1", 200), ("harbour-1", 200), ("bare-1", 403), ("guess", 401)] {
        desk.answer(users::ListUserSeeResponse::Ok(Vec::new()));
        let got = with(&server, token).users().list_user_see("mina").send().await;
        let status = got.map_or_else(|error| error.status().unwrap(), |response| response.status());
        assert_eq!(status.as_u16(), expected, "{token}");
    }
    for (token, expected) in [("bare-1", 404), ("guess", 401)] {
        desk.answer(users::GetUsersAvatarImgResponse::NotFound);
        let got = with(&server, token).users().get_users_avatar_img("0").send().await;
        assert_eq!(got.unwrap_err().status().unwrap().as_u16(), expected, "{token}");
    }
    server.stop().await;
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_nothing_is_done() {
    let (server, desk) = guarded().await;
    let stranger = stranger(&server).build().unwrap();
    let error = stranger.users().get_user("mina").send().await.unwrap_err();
    assert!(matches!(error, Error::MissingCredential(_)), "{error}");

    let refused = problem(server.request("GET", "/users/mina")).await;
    assert_eq!(refused.status, 401);
    let guessed = problem(server.request("GET", "/users/mina").bearer_auth("guess")).await;
    assert_eq!(guessed.status, 401);
    let barred = problem(server.request("GET", "/users/mina").bearer_auth("bare-1")).await;
    assert_eq!(barred.status, 403);
    let detail = barred.document.get("detail").unwrap();
    assert_eq!(detail, "needs one of: user:admin");
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn the_token_is_sent_in_the_header_alone() {
    let (server, desk) = guarded().await;
    desk.answer(users::ListUserContractsResponse::Ok(Vec::new()));
    let client = with(&server, "mina-1");
    client
        .users()
        .list_user_contracts("mina")
        .start(1)
        .send()
        .await
        .unwrap();
    let seen: users::ListUserContractsRequest = desk.seen();
    let headers = seen.context.headers();
    assert_eq!(headers.get("authorization").unwrap(), "Bearer mina-1");
    assert_eq!(seen.context.uri().query(), Some("start=1"));
    server.stop().await;
}

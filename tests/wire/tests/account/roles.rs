//! `/roles/{user_id}` and `/roles/{organization_id}` match the same paths. A client has a method for each; a server has
//! one route, and answers as the operation does that the document describes first.

use scaleway_account_server::operations::{GetUserRolesRequest, GetUserRolesResponse};
use specwright_runtime::server::Reply;

use crate::support::office;

fn answer(text: &str) -> GetUserRolesResponse {
    GetUserRolesResponse::Reply(Reply::text(200, "text/plain", text))
}

#[tokio::test]
async fn the_roles_of_users_answer_for_those_of_organizations() {
    let (server, desk, client) = office(answer("of a user")).await;
    let roles = client.get_user_roles("ilse").send().await.unwrap();
    assert_eq!(roles.body().as_ref(), b"of a user");
    assert_eq!(desk.seen::<GetUserRolesRequest>().user_id, "ilse");

    desk.answer(answer("of whatever has this id"));
    let roles = client.get_organization_roles("copper & kites").send().await.unwrap();
    assert_eq!(roles.body().as_ref(), b"of whatever has this id");
    assert_eq!(desk.seen::<GetUserRolesRequest>().user_id, "copper & kites");
    server.stop().await;
}

/// `/roles` and `/roles/{user_id}`, `/users` and `/users/{user_id}` are other routes.
#[tokio::test]
async fn a_shorter_path_is_another_route() {
    let (server, desk, _) = office(()).await;
    for (path, allowed) in [
        ("/roles", "OPTIONS, POST"),
        ("/roles/7", "GET, HEAD, OPTIONS"),
        ("/users", "OPTIONS, POST"),
        ("/users/7", "GET, HEAD, OPTIONS, PATCH, PUT"),
        ("/s3compat/users/7", "GET, HEAD, OPTIONS"),
        ("/s3compat/users/7/credentials/OS-EC2", "GET, HEAD, OPTIONS"),
    ] {
        let response = server.request("DELETE", path).send().await.unwrap();
        assert_eq!(response.status(), 405, "{path}");
        assert_eq!(response.headers()["allow"], allowed, "{path}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

//! The mock answers every operation, with the page's examples where it shows some.

use itsyouonline_client::operations::users::CreateUserError;
use itsyouonline_server::mock;
use wire_tests::{Server, problem};

use crate::page::{complete, operations, target};
use crate::support::{TOKEN, client, documented, person, value};

#[tokio::test]
async fn every_operation_is_carried_out_for_those_with_a_token() {
    let server = Server::start(mock::router()).await;
    let operations = operations();
    assert_eq!(operations.len(), 128);
    for operation in operations {
        let (method, path) = (operation.method, operation.path);
        let request = || server.request(&method.to_uppercase(), &target(path));
        assert_eq!(problem(request()).await.status, 401, "{method} {path}");
        let response = complete(request(), path).bearer_auth(TOKEN).send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn examples_are_answers() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let organization = client.organizations().get_organization("1").send().await.unwrap();
    assert_eq!(organization.globalid, "gardeners");
    assert_eq!(organization.dns, ["gardeners.example"]);
    let person = client.users().get_user("1").send().await.unwrap();
    assert_eq!(person.lastname, "Example");
    server.stop().await;
}

/// What the page shows no success of is carried out, and answered with nothing.
#[tokio::test]
async fn errors_alone_are_no_answer() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let request = client.users().create_user(&value(&person()));
    let made = request.send().await.unwrap();
    assert_eq!((made.status().as_u16(), made.body().len()), (204, 0));
    let request = client.users().create_user(&value(&person()));
    let refused = documented(request.header("Prefer", "code=403").send().await);
    assert_eq!(refused, (403, CreateUserError::Forbidden));
    server.stop().await;
}

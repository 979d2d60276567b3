//! Credentials: which are sent, and that they are seen nowhere else.

use std::error::Error as _;
use std::fmt::Debug;

use specwright_runtime::client::{Client, Credential, Error, Failure, Operation, RetryPolicy, SecurityRef};

use super::server::{Answer, Server};

static OPEN: Operation = Operation::new("open", "GET", "/open");
static EITHER: Operation = Operation::new("either", "GET", "/either").security(&[
    &[SecurityRef::new("token", &["read"])],
    &[SecurityRef::new("key", &[]), SecurityRef::new("user", &[])],
]);
static MAYBE: Operation = Operation::new("maybe", "GET", "/maybe").security(&[&[], &[SecurityRef::new("key", &[])]]);

/// What the server receives of an operation, or why nothing was sent.
async fn sent(operation: &'static Operation, credentials: &[(&str, Credential)]) -> String {
    let server = Server::start([Answer::json("{}")]).await;
    let mut builder = server.client();
    for (scheme, credential) in credentials {
        builder = builder.credential(scheme, credential.clone());
    }
    match builder.build().unwrap().request(operation).send().await {
        Ok(_) => server.request(),
        Err(failure) => {
            assert!(server.requests().is_empty(), "something was sent");
            let error: Error<()> = failure.into();
            error.to_string()
        }
    }
}

#[tokio::test]
async fn the_first_alternative_with_all_credentials_is_used() {
    let token = ("token", Credential::bearer("t0ken"));
    let key = ("key", Credential::api_key_query("api key", "a&b"));
    let user = ("user", Credential::basic("Aladdin", "open sesame"));
    let request = sent(&EITHER, &[token.clone(), key.clone(), user.clone()]).await;
    assert!(request.starts_with("GET /either HTTP/1.1"), "{request}");
    assert!(request.contains("authorization: Bearer t0ken\r\n"), "{request}");
    let request = sent(&EITHER, &[key.clone(), user]).await;
    assert!(request.starts_with("GET /either?api%20key=a%26b HTTP/1.1"), "{request}");
    assert!(
        request.contains("authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"),
        "{request}"
    );
    assert_eq!(
        sent(&EITHER, std::slice::from_ref(&key)).await,
        "either: no credential for `token`, or for `key` and `user`"
    );
    let request = sent(&OPEN, &[token]).await;
    assert!(!request.contains("t0ken"), "{request}");
}

#[tokio::test]
async fn no_value_stands_beside_a_credential_of_its_name() {
    use specwright_runtime::parameter::{Parameter, Shape};
    let server = Server::start([Answer::json("{}"), Answer::json("{}")]).await;
    let any = serde_json::json!({"api key": "mine", "b": "1"});
    let query = Credential::api_key_query("api key", "k");
    let client = server.client().credential("key", query).build().unwrap();
    let mut request = client.request(&MAYBE);
    request.query(&Parameter::query("any").shape(Shape::Object), &any);
    request.send().await.unwrap();
    let received = server.request();
    assert!(
        received.starts_with("GET /maybe?b=1&api%20key=k HTTP/1.1"),
        "{received}"
    );
    let cookie = Credential::api_key_cookie("session", "s3cret");
    let client = server.client().credential("key", cookie).build().unwrap();
    let mut request = client.request(&MAYBE);
    request.cookie(&Parameter::cookie("session"), &"mine");
    request.cookie(&Parameter::cookie("theme"), &"dark");
    request.send().await.unwrap();
    let received = server.requests().pop().unwrap();
    assert!(
        received.contains("cookie: theme=dark; session=s3cret\r\n"),
        "{received}"
    );
}

#[tokio::test]
async fn anonymous_use_is_the_last_resort() {
    let request = sent(&MAYBE, &[]).await;
    assert!(request.starts_with("GET /maybe HTTP/1.1"), "{request}");
    let key = ("key", Credential::api_key_cookie("session", "s3cret"));
    let request = sent(&MAYBE, &[key]).await;
    assert!(request.contains("cookie: session=s3cret\r\n"), "{request}");
}

#[test]
fn credentials_that_cannot_be_sent_are_refused() {
    let check = |credential: Credential, expected: &str| {
        let builder = Client::builder("http://example.com").credential("key", credential);
        let error = builder.build().unwrap_err().to_string();
        assert_eq!(error, format!("the credential for `key` cannot be used: {expected}"));
    };
    let header = "the secret has a character that a header cannot have";
    check(Credential::bearer("a\r\nb: c"), header);
    check(Credential::api_key_header("X-Key", "a\nb"), header);
    check(
        Credential::api_key_header("X Key", "a"),
        "the name of the header is not a valid one",
    );
    let cookie = "the key has a character that a cookie cannot have";
    check(Credential::api_key_cookie("c", "a;b"), cookie);
    check(
        Credential::api_key_cookie("c;", "a"),
        "the name of the cookie is not a valid one",
    );
    check(
        Credential::basic("a:b", "c"),
        "a user name of the scheme Basic cannot have a colon",
    );
}

#[test]
fn base_urls_with_secrets_are_refused_and_not_shown() {
    let builder = Client::builder("http://user:swordfish@example.com");
    assert!(!format!("{builder:?}").contains("swordfish"));
    let error = builder.build().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("swordfish"), "{error:?}");
}

/// Asserts that neither form of a value shows the secret.
fn check_hidden(value: &dyn Debug, display: &str) {
    for text in [format!("{value:?}"), format!("{value:#?}"), display.to_owned()] {
        assert!(!text.contains("swordfish"), "{text}");
    }
}

#[tokio::test]
async fn secrets_are_never_shown() {
    let kinds = [
        Credential::api_key_header("X-Key", "swordfish"),
        Credential::api_key_query("key", "swordfish"),
        Credential::api_key_cookie("key", "swordfish"),
        Credential::basic("user", "swordfish"),
        Credential::bearer("swordfish"),
    ];
    static KEYED: Operation = Operation::new("keyed", "GET", "/keyed").security(&[&[SecurityRef::new("key", &[])]]);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let silent = Server::start([Answer::Silence]).await;
    let broken = Server::start([Answer::Bytes("HTTP/1.1 nonsense\r\n\r\n".to_owned())]).await;
    for credential in kinds {
        for url in [&closed, &silent.url(), &broken.url()] {
            let builder = Client::builder(url)
                .credential("key", credential.clone())
                .default_header("X-Default", "swordfish")
                .timeout(std::time::Duration::from_millis(50))
                .before_request(|request| check_hidden(&request.headers(), ""))
                .after_response(|info| check_hidden(info, info.url))
                .retries(RetryPolicy::none());
            check_hidden(&builder, "");
            let client = builder.build().unwrap();
            check_hidden(&client, "");
            let mut request = client.request(&KEYED);
            request.extra_header("X-Extra", "swordfish");
            check_hidden(&request, "");
            let failure = request.send().await.unwrap_err();
            check_hidden(&failure, "");
            let error: Error<()> = failure.into();
            check_hidden(&error, &error.to_string());
            let mut source = error.source();
            while let Some(error) = source {
                check_hidden(&error, &error.to_string());
                source = error.source();
            }
        }
        check_hidden(&credential, "");
    }
}

#[tokio::test]
async fn a_refused_value_is_not_repeated() {
    let client = Client::builder("http://example.com").build().unwrap();
    let mut request = client.request(&OPEN);
    request.extra_header("X-Extra", "swordfish\n");
    let failure = request.send().await.unwrap_err();
    assert!(matches!(failure, Failure::InvalidRequest(_)));
    check_hidden(&failure, &Error::<()>::from(failure_text(&failure)).to_string());
}

/// The same failure again, to show it as an error of an operation.
fn failure_text(failure: &Failure) -> Failure {
    match failure {
        Failure::InvalidRequest(error) => Failure::InvalidRequest(error.clone()),
        other => panic!("{other:?}"),
    }
}

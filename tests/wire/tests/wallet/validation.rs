//! What the types of the library forbid does not reach the implementation.

use serde_json::{Value, json};
use wire_tests::problem;

use crate::support::{TOKEN, card, counter, order};

/// Sends a body to `POST` of a path, and compares the problem that answers it.
async fn check(path: &str, body: &Value, lines: &[&str]) {
    let (server, desk, _) = counter(()).await;
    let request = server.request("POST", path).bearer_auth(TOKEN).json(body);
    let refused = problem(request).await;
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    assert_eq!((refused.status, refused.lines()), (422, lines), "{body}");
    assert!(desk.saw_nothing());
    server.stop().await;
}

/// An order with another value of a member.
fn with(name: &str, member: Value) -> Value {
    let mut order = order(&card());
    order[name] = member;
    order
}

#[tokio::test]
async fn new_accounts() {
    check(
        "/accounts",
        &json!({}),
        &[
            "body: missing required property `name`",
            "body: missing required property `currency`",
        ],
    )
    .await;
    check(
        "/accounts",
        &json!({"name": "Lighthouse", "currency": "XAU"}),
        &["body /currency: expected one of `EUR`, `GBP`, `JPY`, `USD`, found `XAU`"],
    )
    .await;
    check(
        "/accounts",
        &json!({"name": "", "currency": "EUR"}),
        &["body /name: must have at least 1 character, has 0"],
    )
    .await;
}

#[tokio::test]
async fn new_payments() {
    for (name, member, line) in [
        (
            "account",
            json!("ac_1"),
            "body /account: must match the pattern `^[a-z]{2}_[0-9a-f]{8}$`",
        ),
        (
            "amount",
            json!({"units": 1.5, "currency": "EUR"}),
            "body /amount/units: expected an integer, found the number 1.5",
        ),
        (
            "labels",
            json!(["a", "b", "a"]),
            "body /labels: must have different items, item 2 is there twice",
        ),
        (
            "labels",
            json!(["a", "b", "c", "d", "e", "f"]),
            "body /labels: must have at most 5 items, has 6",
        ),
        (
            "labels",
            json!([""]),
            "body /labels/0: must have at least 1 character, has 0",
        ),
        ("note", json!(7), "body /note: expected a string, found the number 7"),
    ] {
        check("/payments", &with(name, member), &[line]).await;
    }
}

#[tokio::test]
async fn sources() {
    for (source, line) in [
        (
            json!({}),
            "body /source: fits no variant of Source: CardSource (missing required property `lastDigits`), \
             BankSource (missing required property `iban`)",
        ),
        (
            json!({"lastDigits": "42", "expires": "2027-09-30"}),
            "body /source/lastDigits: must match the pattern `^[0-9]{4}$`",
        ),
        (
            json!({"lastDigits": "0042", "expires": "2027-02-30"}),
            "body /source: fits no variant of Source: CardSource (/expires: expected a date (RFC 3339), found the \
             string \"2027-02-30\"), BankSource (missing required property `iban`)",
        ),
        (
            json!({"lastDigits": "0042", "expires": "2027-02-28", "iban": "GB33BUKB20201555555555"}),
            "body /source: fits no variant of Source: CardSource (/iban: unknown property), BankSource (/expires: \
             unknown property)",
        ),
    ] {
        check("/payments", &order(&source), &[line]).await;
    }
}

#[tokio::test]
async fn names_in_paths() {
    let (server, desk, _) = counter(()).await;
    let request = server.request("GET", "/accounts/savings").bearer_auth(TOKEN);
    let refused = problem(request).await;
    let expected = "path accountId: must match the pattern `^[a-z]{2}_[0-9a-f]{8}$`";
    assert_eq!(refused.lines(), [expected]);
    assert!(desk.saw_nothing());
    server.stop().await;
}

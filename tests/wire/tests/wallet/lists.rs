//! Lists, whose pages a trait describes once.

use serde_json::json;
use wallet_client::operations::{ListAccountsHeaders, ListPaymentsHeaders};
use wallet_client::types::ListPaymentsState;
use wallet_server::{operations, types};
use wire_tests::problem;

use crate::support::{TOKEN, account, bank, card, counter, json, payment, value};

#[tokio::test]
async fn both_collections_are_read_in_parts() {
    let answer = operations::ListAccountsResponse::Ok {
        body: vec![value(&account())],
        total_count: 41,
    };
    let (server, desk, client) = counter(answer).await;
    let got = client.list_accounts().page(3).page_size(20).send().await.unwrap();
    assert_eq!(json(got.body()), json!([account()]));
    assert_eq!(ListAccountsHeaders::of(&got).unwrap().total_count, 41);
    let seen: operations::ListAccountsRequest = desk.seen();
    assert_eq!((seen.page, seen.page_size), (3, 20));

    desk.answer(operations::ListPaymentsResponse::Ok {
        body: vec![value(&payment(&card())), value(&payment(&bank()))],
        total_count: 2,
    });
    let got = client.list_payments().page_size(100).send().await.unwrap();
    assert_eq!(json(got.body()), json!([payment(&card()), payment(&bank())]));
    assert_eq!(ListPaymentsHeaders::of(&got).unwrap().total_count, 2);
    let seen: operations::ListPaymentsRequest = desk.seen();
    assert_eq!((seen.page, seen.page_size), (1, 100));
    server.stop().await;
}

#[tokio::test]
async fn a_resource_adds_filters_to_those_of_the_trait() {
    let answer = operations::ListPaymentsResponse::Ok {
        body: Vec::new(),
        total_count: 0,
    };
    let (server, desk, client) = counter(answer).await;
    let labels = ["rent & heat".to_owned(), "march".to_owned()];
    let request = client.list_payments().state(ListPaymentsState::Booked).label(&labels);
    request.page(2).send().await.unwrap();
    let seen: operations::ListPaymentsRequest = desk.seen();
    assert_eq!(seen.state, Some(types::ListPaymentsState::Booked));
    assert_eq!(seen.label.unwrap(), labels);
    assert_eq!((seen.page, seen.page_size), (2, 20));
    server.stop().await;
}

/// The largest size is a number that the resource type gives to the trait.
#[tokio::test]
async fn pages_have_limits() {
    let (server, desk, _) = counter(()).await;
    for list in ["/accounts", "/payments"] {
        for (query, status, expected) in [
            ("page=0", 422, "query page: must be at least 1, is 0"),
            ("pageSize=101", 422, "query pageSize: must be at most 100, is 101"),
            (
                "pageSize=all",
                400,
                "query pageSize: expected an integer, found the string \"all\"",
            ),
        ] {
            let request = server.request("GET", &format!("{list}?{query}")).bearer_auth(TOKEN);
            let refused = problem(request).await;
            assert_eq!(
                (refused.status, refused.lines()),
                (status, vec![expected.to_owned()]),
                "{list}"
            );
        }
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

//! Where requests go: the description's servers, and the one that the user of a client chooses.

use std::sync::{Arc, Mutex};

use bookshop_client::{Client, ClientBuilder, Error, servers};
use bookshop_server::operations;
use specwright_runtime::{Uuid, server::Router};
use wire_tests::{Desk, Server};

use crate::support::{Counter, stranger};

/// Notes where requests go.
fn noting(builder: ClientBuilder) -> (ClientBuilder, Arc<Mutex<Vec<String>>>) {
    let urls: Arc<Mutex<Vec<String>>> = Arc::default();
    let notes = Arc::clone(&urls);
    let builder = builder.before_request(move |request| {
        let mut url = request.url().clone();
        url.set_query(None);
        notes.lock().unwrap().push(url.to_string());
    });
    (builder.access_token("a").report_key("r"), urls)
}

#[tokio::test]
async fn operations_go_to_their_own_server() {
    // Nothing leaves this machine: whoever is called, a closed port refuses.
    let closed = std::net::SocketAddr::from(([127, 0, 0, 1], 1));
    let hosts = ["eu.bookshop.example", "files.bookshop.example"];
    let http = reqwest::Client::builder();
    let http = hosts
        .iter()
        .fold(http, |http, host| http.resolve(host, closed))
        .build()
        .unwrap();
    let builder = Client::builder()
        .http_client(http)
        .retries(bookshop_client::RetryPolicy::none());
    let (builder, urls) = noting(builder);
    let client = builder.build().unwrap();
    assert_eq!(client.base_url(), "https://eu.bookshop.example/v1");
    let refused = |error: bool| assert!(error, "no connection");
    refused(matches!(client.get_book("1").send().await, Err(Error::Transport(_))));
    refused(matches!(
        client.download_manuscript(Uuid::nil()).send().await,
        Err(Error::Transport(_))
    ));
    refused(matches!(
        client.download_manuscript(Uuid::nil()).send_streaming().await,
        Err(Error::Transport(_))
    ));
    refused(matches!(
        client.follow_catalogue().send().await,
        Err(Error::Transport(_))
    ));
    let file = "https://files.bookshop.example/v1/manuscripts/00000000-0000-0000-0000-000000000000/file";
    assert_eq!(
        *urls.lock().unwrap(),
        [
            "https://eu.bookshop.example/v1/books/1",
            file,
            file,
            "https://eu.bookshop.example/live/catalogue/changes",
        ]
    );
}

#[test]
fn the_description_names_addresses() {
    assert_eq!(servers::the_shop("us", "v2"), "https://us.bookshop.example/v2");
    assert_eq!(servers::LOCALHOST_8080, "http://localhost:8080/v1");
    let client = Client::builder()
        .base_url(&servers::the_shop("us", "v1"))
        .build()
        .unwrap();
    assert_eq!(client.base_url(), "https://us.bookshop.example/v1");
    // What makes no address is refused before anything is sent.
    assert!(
        Client::builder()
            .base_url(&servers::the_shop("a b", "v1"))
            .build()
            .is_err()
    );
}

#[tokio::test]
async fn a_chosen_address_holds_for_all_operations() {
    let desk = Desk::default();
    let shop = bookshop_server::router(Counter(desk.clone()), specwright_runtime::server::AllowAll);
    let server = Server::start(Router::new().nest("/own/v2", shop)).await;
    let (builder, urls) = noting(stranger(&server).base_url(&format!("{}/own/v2/", server.url())));
    let client = builder.build().unwrap();
    desk.answer(operations::GetBookResponse::Gone);
    client.get_book("a/b").send().await.unwrap_err();
    assert_eq!(desk.seen::<operations::GetBookRequest>().isbn, "a/b");
    desk.answer(operations::DownloadManuscriptResponse::NotModified);
    client.download_manuscript(Uuid::nil()).send().await.unwrap_err();
    assert_eq!(desk.seen::<operations::DownloadManuscriptRequest>().id, Uuid::nil());
    desk.answer(operations::FollowCatalogueResponse::Gone);
    client.follow_catalogue().send().await.unwrap_err();
    let prefix = format!("{}/own/v2/", server.url());
    let urls = urls.lock().unwrap().clone();
    assert!(
        urls.len() == 3 && urls.iter().all(|url| url.starts_with(&prefix)),
        "{urls:?}"
    );
    server.stop().await;
}

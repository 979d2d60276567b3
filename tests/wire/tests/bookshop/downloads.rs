//! Files that are fetched, whole or piece by piece.

use bookshop_client::Error;
use bookshop_server::operations;
use specwright_runtime::{
    Bytes, Uuid,
    server::{Reply, Router},
};
use tokio::time::timeout;
use wire_tests::{Desk, Feed, Server};

use crate::{
    streams::{A_WHILE, SOON},
    support::{client, counter, stranger},
};

#[tokio::test]
async fn a_download_arrives_in_pieces() {
    let (sender, feed) = Feed::<Result<Bytes, std::io::Error>>::new();
    let desk = Desk::answering(Reply::byte_stream(200, "application/octet-stream", feed));
    let router = Router::new().fallback(async move || desk.exchange::<(), Reply>(()));
    let server = Server::start(router).await;
    let mut file = client(&server)
        .download_manuscript(Uuid::nil())
        .send_streaming()
        .await
        .unwrap()
        .into_body();
    for piece in [b"\x00\xff".as_slice(), b"%PDF", b"\r\n"] {
        assert!(timeout(A_WHILE, file.next()).await.is_err(), "nothing was sent");
        sender.send(Ok(piece.into())).unwrap();
        assert_eq!(&timeout(SOON, file.next()).await.unwrap().unwrap().unwrap()[..], piece);
    }
    drop(sender);
    assert!(timeout(SOON, file.next()).await.unwrap().is_none());
    server.stop().await;
}

#[tokio::test]
async fn a_download_may_be_of_any_length() {
    let bytes: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    let answer = || operations::DownloadManuscriptResponse::Ok {
        body: bytes.clone(),
        content_disposition: "attachment; filename=\"a.pdf\"".to_owned(),
        last_modified: None,
    };
    let (server, desk, whole) = counter(answer()).await;
    let got = whole.download_manuscript(Uuid::nil()).send().await.unwrap();
    assert!(got.body()[..] == bytes);

    desk.answer(answer());
    let small = stranger(&server)
        .access_token("a")
        .response_limit(1000)
        .build()
        .unwrap();
    let error = small.download_manuscript(Uuid::nil()).send().await.unwrap_err();
    assert!(matches!(error, Error::ResponseTooLarge { limit: 1000, .. }), "{error}");

    desk.answer(answer());
    let mut file = small.download_manuscript(Uuid::nil()).send_streaming().await.unwrap();
    assert_eq!(file.headers()["content-disposition"], "attachment; filename=\"a.pdf\"");
    let mut read = Vec::new();
    while let Some(piece) = file.next().await {
        read.extend_from_slice(&piece.unwrap());
    }
    assert!(read == bytes, "{} bytes", read.len());

    desk.answer(operations::DownloadManuscriptResponse::NotModified);
    let request = small
        .download_manuscript(Uuid::nil())
        .if_modified_since("Fri, 17 May 2024 12:30:00 GMT");
    let error = request.send_streaming().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
    let seen: operations::DownloadManuscriptRequest = desk.seen();
    assert_eq!(seen.if_modified_since.as_deref(), Some("Fri, 17 May 2024 12:30:00 GMT"));
    server.stop().await;
}

//! Path parameters of every style.

use bookshop_client::{Client, Error, types};
use bookshop_server::{operations, types as server_types};
use wire_tests::problem;

use crate::support::{counter, json};

fn shelf() -> operations::FindShelfResponse {
    operations::FindShelfResponse::Ok(server_types::Shelf {
        label: "A".to_owned(),
        holds: Some([("novel".to_owned(), u64::MAX)].into()),
    })
}

#[tokio::test]
async fn every_style_arrives_and_is_written_as_the_description_says() {
    let (server, desk, client) = counter(shelf()).await;
    let levels = ["first, left".to_owned(), "2nd".to_owned()];
    let size = |width, height| types::Size { width, height };
    let (place, corner, span) = (size(1, 2), size(3, 4), size(5, 6));
    let request = client.find_shelf("big room/2", &[1, -2], &levels, &[7, 8], &place, &corner, &span);
    let got = request.send().await.unwrap();
    assert_eq!(
        (got.label.as_str(), got.holds.as_ref().unwrap()["novel"]),
        ("A", u64::MAX)
    );

    let seen: operations::FindShelfRequest = desk.seen();
    assert_eq!(
        seen.context.uri().path(),
        "/shelves/big%20room%2F2/1,-2/.first%2C%20left.2nd/;steps=7;steps=8/;width=1;height=2/.width,3,height,4/width=5,height=6"
    );
    assert_eq!(seen.room, "big room/2");
    assert_eq!((seen.aisles, seen.steps), (vec![1, -2], vec![7, 8]));
    assert_eq!(seen.levels, levels);
    assert_eq!(json(&seen.place), json(&place));
    assert_eq!(json(&seen.corner), json(&corner));
    assert_eq!(json(&seen.span), json(&span));
    server.stop().await;
}

#[tokio::test]
async fn every_style_arrives_with_the_other_explode_too() {
    let (server, desk, client) = counter(operations::CountShelvesResponse::Ok(i32::MIN)).await;
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (rows, with) = (texts(&["a,b", "c;d=e"]), texts(&["x y", "z&"]));
    let (area, corner) = (types::Size { width: 1, height: 2 }, types::Size { width: 3, height: 4 });
    let request = client
        .count_shelves(&rows, &[-1, 2], &area, &corner)
        .with(&with)
        .without(&texts(&["p|q"]));
    assert_eq!(request.send().await.unwrap().into_body(), i32::MIN);
    let seen: operations::CountShelvesRequest = desk.seen();
    assert_eq!(
        seen.context.uri().to_string(),
        "/floors/;rows=a%2Cb,c%3Bd%3De/.-1,2/;area=width,1,height,2/.width=3.height=4?with=x%20y&with=z%26&without=p%7Cq"
    );
    assert_eq!((seen.rows, seen.columns), (rows, vec![-1, 2]));
    assert_eq!((json(&seen.area), json(&seen.corner)), (json(&area), json(&corner)));
    assert_eq!((seen.with, seen.without), (Some(with), Some(texts(&["p|q"]))));
    server.stop().await;
}

#[tokio::test]
async fn lists_without_items_leave_no_path() {
    let (server, desk, client) = counter(shelf()).await;
    let size = types::Size { width: 1, height: 2 };
    let levels = ["x".to_owned()];
    let refused = client
        .find_shelf("r", &[], &levels, &[1], &size, &size, &size)
        .send()
        .await;
    assert!(matches!(refused, Err(Error::InvalidRequest(_))), "{refused:?}");
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn awkward_texts_arrive() {
    let gone = || operations::GetBookResponse::Gone;
    let (server, desk, client) = counter(gone()).await;
    for isbn in [
        "a/b",
        "a b",
        "100%",
        "ü",
        "a+b",
        "\"'",
        ";v=1",
        ",",
        "a?b#c",
        ":@!$&'()*+=",
        "cover",
    ] {
        desk.answer(gone());
        let error = client.get_book(isbn).send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), 410, "{isbn}: {error}");
        assert_eq!(desk.seen::<operations::GetBookRequest>().isbn, isbn);
    }
    server.stop().await;
}

#[tokio::test]
async fn paths_do_not_lead_elsewhere() {
    let (server, desk, client) = counter(()).await;
    for isbn in ["..", ".", "", "../settings", "%2e%2e", "/"] {
        let error = client.get_book(isbn).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{isbn}: {error}");
        let error = client.get_cover(isbn).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{isbn}: {error}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn paths_that_cannot_be_read_or_are_not_allowed() {
    let (server, desk, _) = counter(()).await;
    let lines = async |path: &str| {
        let request = server.request("GET", path).header("Authorization", "Bearer t");
        let refused = problem(request).await;
        (refused.status, refused.lines().join("; "))
    };
    let expect = |status: u16, line: &str| (status, line.to_owned());
    assert_eq!(
        lines("/orders/x").await,
        expect(400, "path number: expected an integer, found the string \"x\"")
    );
    assert_eq!(
        lines("/orders/0").await,
        expect(422, "path number: must be at least 1, is 0")
    );
    assert_eq!(
        lines("/orders/9223372036854775808").await,
        expect(
            400,
            "path number: expected an integer from -9223372036854775808 to 9223372036854775807, \
             found the string \"9223372036854775808\""
        )
    );
    assert_eq!(
        lines("/shelves/r/1/.x/;steps=1/;width=1;height=0/.width,1,height,1/width=1,height=1").await,
        expect(422, "path place /height: must be at least 1, is 0")
    );
    assert_eq!(
        lines("/books/").await,
        expect(400, "path isbn: is empty, which a path cannot express")
    );
    let (status, _) = lines("/shelves/r/1/x/;steps=1/;width=1;height=1/.width,1,height,1/width=1,height=1").await;
    assert_eq!(status, 400);
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[test]
fn the_base_url_has_the_defaults_of_its_variables() {
    assert_eq!(Client::BASE_URL, "https://eu.bookshop.example/v1");
}

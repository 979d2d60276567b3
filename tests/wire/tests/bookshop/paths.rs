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
async fn single_values_and_json_arrive_in_every_place() {
    let way = vec!["up".to_owned(), "größe".to_owned()];
    let (server, desk, client) = counter(operations::LocateCopyResponse::Ok(way.clone())).await;
    let size = |width, height| types::Size { width, height };
    let mark = |colour: &str| types::Mark {
        page: Some(-1),
        ..types::Mark::new(colour)
    };
    let visitor = types::Reader {
        age: Some(7),
        ..types::Reader::new("ada b")
    };
    let rooms = ["a,b".to_owned(), "c;d=e".to_owned()];
    let request = client.locate_copy(u64::MAX, -2, &size(1, 2), &mark("a/\"b\""));
    let request = request.room(&size(3, 4)).case(&size(5, 6)).x_steps(0.5);
    let got = request
        .seen(&rooms)
        .visitor(&visitor)
        .view(&mark("x; y"))
        .send()
        .await
        .unwrap();
    assert_eq!(got.into_body(), way);
    let seen: operations::LocateCopyRequest = desk.seen();
    assert_eq!(
        seen.context.uri().to_string(),
        "/copies/.18446744073709551615/;floor=-2/width,1,height,2/\
         %7B%22colour%22%3A%22a%2F%5C%22b%5C%22%22%2C%22page%22%3A-1%7D\
         ?room=width%203%20height%204&case=width%7C5%7Cheight%7C6"
    );
    assert_eq!((seen.copy, seen.floor, seen.x_steps), (u64::MAX, -2, 0.5));
    assert_eq!(json(&seen.spot), json(&size(1, 2)));
    assert_eq!(
        (json(&seen.mark), json(&seen.view)),
        (json(&mark("a/\"b\"")), json(&mark("x; y")))
    );
    assert_eq!(
        (json(&seen.room), json(&seen.case)),
        (json(&size(3, 4)), json(&size(5, 6)))
    );
    assert_eq!(seen.seen.as_deref(), Some(&rooms[..]));
    assert_eq!(json(&seen.visitor), json(&visitor));
    server.stop().await;
}

#[tokio::test]
async fn what_narrows_a_search_may_be_missing() {
    let (server, desk, client) = counter(operations::LocateCopyResponse::Ok(Vec::new())).await;
    let size = types::Size { width: 1, height: 2 };
    client
        .locate_copy(0, 0, &size, &types::Mark::new(""))
        .send()
        .await
        .unwrap();
    let seen: operations::LocateCopyRequest = desk.seen();
    assert_eq!((seen.room, seen.case, seen.seen), (None, None, None));
    assert_eq!((seen.visitor, seen.view, seen.x_steps), (None, None, 20.0));
    server.stop().await;
}

#[tokio::test]
async fn cookies_that_are_properties_or_items() {
    let (server, desk, _) = counter(operations::LocateCopyResponse::Ok(Vec::new())).await;
    let request = server.request("GET", "/copies/.1/;floor=0/width,1,height,2/%7B%22colour%22:%22x%22%7D");
    let cookies = "theme=dark; seen=hall; name=ada; seen=attic; member=true; view={%22colour%22:%22red%22}";
    assert_eq!(request.header("Cookie", cookies).send().await.unwrap().status(), 200);
    let seen: operations::LocateCopyRequest = desk.seen();
    assert_eq!(seen.seen, Some(vec!["hall".to_owned(), "attic".to_owned()]));
    assert_eq!(json(&seen.visitor), serde_json::json!({"name": "ada", "member": true}));
    assert_eq!(json(&seen.view), serde_json::json!({"colour": "red"}));
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
        lines("/copies/.-1/;floor=x/width,1/%7B%22color%22:1%7D").await,
        expect(
            400,
            "path copy: expected an integer from 0 to 18446744073709551615, found the string \"-1\"; \
             path floor: expected an integer, found the string \"x\"; \
             path spot: missing required property `height`; \
             path mark: missing required property `colour`; path mark /color: unknown property"
        )
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

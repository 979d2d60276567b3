//! The mock answers every operation, in every status that the description names.

use bookshop_client::{
    Client, Error,
    operations::{
        AddPhotosForm, FollowCatalogueOkBody, HearAnnouncementsOkBody, ImportCatalogueBody, PutCoverBody,
        SubmitManuscriptBody,
    },
    types,
};
use bookshop_server::mock;
use specwright_runtime::{
    Uuid,
    json::Decode,
    parameter::Parameter,
    validate::{Validate, validate},
};
use wire_tests::Server;

use crate::support::{book, client, json, stranger};

/// A value from its JSON.
fn value<T: Decode>(json: serde_json::Value) -> T {
    specwright_runtime::json::from_value(&json, specwright_runtime::json::Decoder::lenient()).unwrap()
}

fn order() -> types::NewOrder {
    value(serde_json::json!({"lines": [{"isbn": "1"}], "payment": {"method": "card", "number": "1234"}, "delivery": 7}))
}

fn settings() -> types::Settings {
    value(serde_json::json!({"limits": {"novel": 1}, "labels": {"welcome": "hi"}}))
}

fn credentials() -> types::Credentials {
    value(serde_json::json!({"name": "ada", "password": "password"}))
}

fn stock() -> types::StockRecord {
    value(serde_json::json!({"id": Uuid::nil().to_string(), "taken": "2024-05-17T12:30:00Z", "address": "192.0.2.1"}))
}

fn photos() -> AddPhotosForm {
    AddPhotosForm::new(vec![b"png".into()])
}

fn article() -> types::ArticleInput {
    value(serde_json::json!({"kind": "Pen", "name": "x"}))
}

fn manuscript() -> types::ManuscriptAddress {
    value(serde_json::json!({"title": "x", "address": "https://example.com/"}))
}

fn reading() -> types::ReadingInput {
    value(serde_json::json!({"starts": "2024-05-17T12:30:00Z", "author": {"name": "Ada"}}))
}

/// How a response was read, and its status.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Success(u16),
    Documented(u16),
    Undocumented(u16),
}

fn outcome<T, E: std::fmt::Debug>(result: Result<bookshop_client::Response<T>, Error<E>>) -> Outcome {
    match result {
        Ok(response) => Outcome::Success(response.status().as_u16()),
        Err(Error::Documented(response)) => Outcome::Documented(response.status().as_u16()),
        Err(Error::Undocumented(response)) => Outcome::Undocumented(response.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

/// Sends a request of the operation of that name, asking for a response of that status.
async fn ask(client: &Client, operation: &str, code: u16) -> Outcome {
    let prefer = format!("code={code}");
    let size = types::Size { width: 1, height: 2 };
    macro_rules! send {
        ($request:expr) => {
            outcome($request.header("Prefer", &prefer).send().await)
        };
    }
    match operation {
        "listBooks" => send!(client.list_books()),
        "addBook" => send!(client.add_book(&book())),
        "getBook" => send!(client.get_book("1")),
        "checkBook" => send!(client.check_book("1")),
        "replaceBook" => send!(client.replace_book("1", &book())),
        "changeBook" => send!(client.change_book("1", &value(serde_json::json!({"title": "x"})))),
        #[expect(deprecated, reason = "what is deprecated must still work")]
        "removeBook" => send!(client.remove_book("1", types::RemoveBookReason::Sold)),
        "getCover" => send!(client.get_cover("1")),
        "putCover" => send!(client.put_cover("1", PutCoverBody::Bytes(b"png"))),
        "addPhotos" => send!(client.add_photos("1", &photos())),
        "getBlurb" => send!(client.get_blurb("1")),
        "putBlurb" => send!(client.put_blurb("1")),
        "exportCatalogue" => send!(client.export_catalogue()),
        "importCatalogue" => send!(client.import_catalogue(ImportCatalogueBody::Csv(""))),
        "followCatalogue" => send!(client.follow_catalogue()),
        "findShelf" => send!(client.find_shelf("r", &[1], &["a".to_owned()], &[1], &size, &size, &size)),
        "countShelves" => send!(client.count_shelves(&["a".to_owned()], &[1], &size, &size)),
        "locateCopy" => send!(client.locate_copy(1, 1, &size, &types::Mark::new("red"))),
        "listOrders" => send!(client.list_orders(Uuid::nil())),
        "placeOrder" => send!(client.place_order(&order())),
        "getOrder" => send!(client.get_order(1)),
        "listOrderEvents" => send!(client.list_order_events(1)),
        "followOrder" => send!(client.follow_order(1)),
        "hearAnnouncements" => send!(client.hear_announcements()),
        "listArticles" => send!(client.list_articles()),
        "addArticle" => send!(client.add_article(&article())),
        "registerCustomer" => send!(client.register_customer(&types::CustomerInput::new("Ada", "a@example.com"))),
        "getCustomer" => send!(client.get_customer(Uuid::nil())),
        "submitManuscript" => send!(client.submit_manuscript(SubmitManuscriptBody::Json(&manuscript()))),
        "downloadManuscript" => send!(client.download_manuscript(Uuid::nil())),
        "listReadings" => send!(client.list_readings()),
        "scheduleReading" => send!(client.schedule_reading(&reading())),
        "logIn" => send!(client.log_in(&credentials())),
        "listCategories" => send!(client.list_categories()),
        "putSettings" => send!(client.put_settings(&settings())),
        "recordStock" => send!(client.record_stock(&stock())),
        "giveFeedback" => send!(client.give_feedback()),
        "getHours" => send!(client.get_hours()),
        "ping" => send!(client.ping()),
        other => panic!("no operation {other}"),
    }
}

/// Every operation with its responses, the preferred one first.
const RESPONSES: [(&str, &[Outcome]); 39] = {
    use Outcome::{Documented as Bad, Success as Good};
    [
        ("listBooks", &[Good(200), Bad(400)]),
        (
            "addBook",
            &[
                Good(200),
                Good(201),
                Good(202),
                Bad(409),
                Bad(400),
                Bad(499),
                Bad(500),
                Bad(300),
            ],
        ),
        ("getBook", &[Good(200), Bad(304), Bad(404), Bad(410)]),
        ("checkBook", &[Good(200), Bad(404)]),
        ("replaceBook", &[Good(200), Bad(404), Bad(412)]),
        ("changeBook", &[Good(200), Good(203), Good(299), Bad(404)]),
        ("removeBook", &[Good(204), Bad(404), Bad(423)]),
        ("getCover", &[Good(200), Bad(404)]),
        ("putCover", &[Good(204), Bad(415)]),
        ("addPhotos", &[Good(201), Bad(413), Bad(415)]),
        ("getBlurb", &[Good(200), Bad(404)]),
        ("putBlurb", &[Good(204)]),
        ("exportCatalogue", &[Good(200), Bad(400), Bad(499)]),
        ("importCatalogue", &[Good(200), Good(202), Bad(422)]),
        ("followCatalogue", &[Good(200), Bad(410)]),
        ("findShelf", &[Good(200)]),
        ("countShelves", &[Good(200)]),
        ("locateCopy", &[Good(200), Bad(404)]),
        ("listOrders", &[Good(200), Bad(400), Bad(503), Bad(299)]),
        ("placeOrder", &[Good(201), Bad(402), Bad(409)]),
        ("getOrder", &[Good(200), Bad(404), Bad(500), Bad(503)]),
        ("listOrderEvents", &[Good(200)]),
        ("followOrder", &[Good(200), Bad(404), Bad(409)]),
        ("hearAnnouncements", &[Good(200)]),
        ("listArticles", &[Good(200)]),
        ("addArticle", &[Good(201), Bad(409)]),
        ("registerCustomer", &[Good(201), Bad(409)]),
        ("getCustomer", &[Good(200), Bad(403), Bad(404)]),
        ("submitManuscript", &[Good(202), Bad(413), Bad(400), Bad(499)]),
        ("downloadManuscript", &[Good(200), Bad(304), Bad(404)]),
        ("listReadings", &[Good(200)]),
        ("scheduleReading", &[Good(201), Bad(409), Bad(200), Bad(500)]),
        ("logIn", &[Good(200), Bad(303), Bad(401)]),
        ("listCategories", &[Good(200)]),
        ("putSettings", &[Good(200), Bad(422)]),
        ("recordStock", &[Good(200)]),
        ("giveFeedback", &[Good(200), Good(204)]),
        ("getHours", &[Good(200), Bad(404), Bad(500)]),
        ("ping", &[Good(204)]),
    ]
};

#[tokio::test]
async fn every_documented_status_can_be_asked_for() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    for (operation, responses) in RESPONSES {
        for expected in responses {
            let (Outcome::Success(code) | Outcome::Documented(code) | Outcome::Undocumented(code)) = *expected;
            assert_eq!(ask(&client, operation, code).await, *expected, "{operation}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn other_statuses_are_not_answered_with() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    for (operation, responses) in RESPONSES {
        let takes_any = [
            "addBook",
            "listOrders",
            "getHours",
            "exportCatalogue",
            "submitManuscript",
            "scheduleReading",
        ]
        .contains(&operation);
        // Two that are no statuses, and one that few operations describe.
        for code in [0, 999].into_iter().chain((!takes_any).then_some(451)) {
            assert_eq!(ask(&client, operation, code).await, responses[0], "{operation} {code}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn operations_that_ask_for_no_credential_answer_strangers() {
    let server = Server::start(mock::router()).await;
    let client = stranger(&server).build().unwrap();
    let open = [
        "listBooks",
        "getBook",
        "getCover",
        "getBlurb",
        "checkBook",
        "exportCatalogue",
        "findShelf",
        "countShelves",
        "locateCopy",
        "hearAnnouncements",
        "listArticles",
        "listReadings",
        "listOrders",
        "logIn",
        "listCategories",
        "giveFeedback",
        "getHours",
    ];
    for operation in open {
        assert_eq!(ask(&client, operation, 200).await, Outcome::Success(200), "{operation}");
    }
    server.stop().await;
}

#[tokio::test]
async fn examples_of_the_description_are_answered() {
    let server = Server::start(mock::router()).await;
    let client = stranger(&server).build().unwrap();
    let size = types::Size { width: 1, height: 2 };
    let shelf = client
        .find_shelf("r", &[1], &["a".to_owned()], &[1], &size, &size, &size)
        .send()
        .await
        .unwrap();
    assert_eq!(
        json(shelf.body()),
        serde_json::json!({"label": "A-7", "holds": {"novel": 12}})
    );
    let hours = client.get_hours().send().await.unwrap();
    assert_eq!(
        json(hours.body()),
        serde_json::json!({"mon-fri": "9 to 18", "sat": "9 to 13"})
    );
    let book = client.get_book("1").send().await.unwrap();
    assert_eq!(book.isbn, "9780000000002");
    let tag: Option<String> = book.header(&Parameter::header("ETag")).unwrap();
    assert_eq!(tag.as_deref(), Some("\"7c9\""));
    server.stop().await;
}

/// What an answer breaks of the constraints that the description gives it.
fn violations(answer: &dyn Validate) -> Vec<String> {
    let violations = validate(answer).err().unwrap_or_default();
    violations.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn samples_keep_to_the_constraints_of_the_description() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let books = client.list_books().send().await.unwrap();
    assert_eq!(violations(books.body()), [""; 0]);
    let order = client.place_order(&order()).send().await.unwrap();
    assert_eq!(violations(order.body()), [""; 0]);
    let stock = client.record_stock(&stock()).send().await.unwrap();
    assert_eq!(violations(stock.body()), [""; 0]);
    let settings = client.put_settings(&settings()).send().await.unwrap();
    assert_eq!(violations(settings.body()), [""; 0]);
    let articles = client.list_articles().send().await.unwrap();
    assert_eq!(violations(articles.body()), [""; 0]);
    let customer = client.get_customer(Uuid::nil()).send().await.unwrap();
    assert_eq!(violations(customer.body()), [""; 0]);
    let readings = client.list_readings().send().await.unwrap();
    assert_eq!(
        readings.iter().flat_map(|it| violations(it)).collect::<Vec<_>>(),
        [""; 0]
    );
    server.stop().await;
}

#[tokio::test]
async fn streams_have_one_sample() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let mut events = client.follow_order(1).send().await.unwrap().into_body();
    let event = events.next().await.unwrap().unwrap();
    assert!(matches!(event.data, types::OrderEvent::Paid(_)), "{event:?}");
    assert!(events.next().await.is_none());
    let changes = client.follow_catalogue().send().await.unwrap().into_body();
    let FollowCatalogueOkBody::Items(mut changes) = changes else {
        panic!("{changes:?}")
    };
    let change = changes.next().await.unwrap().unwrap();
    assert!(matches!(change, types::CatalogueChange::BookAdded(_)), "{change:?}");
    assert!(changes.next().await.is_none());
    let request = client.hear_announcements().header("Accept", "text/event-stream");
    let HearAnnouncementsOkBody::Events(mut heard) = request.send().await.unwrap().into_body() else {
        panic!("no events")
    };
    assert!(heard.next().await.unwrap().is_ok());
    assert!(heard.next().await.is_none());
    server.stop().await;
}

//! A server whose answers each test decides, and clients of it.

use std::any::Any;

use bookshop_client::{Client, ClientBuilder, RetryPolicy, types as client_types};
use bookshop_server::{Books, Customers, Manuscripts, Orders, Readings, Shop, operations, router, types};
use serde_json::Value;
use specwright_runtime::{
    json::{Decode, Decoder, from_value},
    server::AllowAll,
};
pub(crate) use wire_tests::json;
use wire_tests::{Desk, Server};

/// Answers every operation with what stands ready on the desk.
pub(crate) struct Counter(pub(crate) Desk);

macro_rules! exchange {
    ($($method:ident($request:ident) -> $response:ident;)+) => {$(
        async fn $method(&self, request: operations::$request) -> operations::$response {
            self.0.exchange(request)
        }
    )+};
}

impl Books for Counter {
    exchange! {
        list_books(ListBooksRequest) -> ListBooksResponse;
        add_book(AddBookRequest) -> AddBookResponse;
        get_book(GetBookRequest) -> GetBookResponse;
        check_book(CheckBookRequest) -> CheckBookResponse;
        replace_book(ReplaceBookRequest) -> ReplaceBookResponse;
        change_book(ChangeBookRequest) -> ChangeBookResponse;
        remove_book(RemoveBookRequest) -> RemoveBookResponse;
        get_cover(GetCoverRequest) -> GetCoverResponse;
        put_cover(PutCoverRequest) -> PutCoverResponse;
        add_photos(AddPhotosRequest) -> AddPhotosResponse;
        get_blurb(GetBlurbRequest) -> GetBlurbResponse;
        put_blurb(PutBlurbRequest) -> PutBlurbResponse;
        export_catalogue(ExportCatalogueRequest) -> ExportCatalogueResponse;
        import_catalogue(ImportCatalogueRequest) -> ImportCatalogueResponse;
        follow_catalogue(FollowCatalogueRequest) -> FollowCatalogueResponse;
        list_categories(ListCategoriesRequest) -> ListCategoriesResponse;
    }
}

impl Orders for Counter {
    exchange! {
        list_orders(ListOrdersRequest) -> ListOrdersResponse;
        place_order(PlaceOrderRequest) -> PlaceOrderResponse;
        get_order(GetOrderRequest) -> GetOrderResponse;
        list_order_events(ListOrderEventsRequest) -> ListOrderEventsResponse;
        follow_order(FollowOrderRequest) -> FollowOrderResponse;
    }
}

impl Shop for Counter {
    exchange! {
        count_shelves(CountShelvesRequest) -> CountShelvesResponse;
        find_shelf(FindShelfRequest) -> FindShelfResponse;
        locate_copy(LocateCopyRequest) -> LocateCopyResponse;
        hear_announcements(HearAnnouncementsRequest) -> HearAnnouncementsResponse;
        list_articles(ListArticlesRequest) -> ListArticlesResponse;
        add_article(AddArticleRequest) -> AddArticleResponse;
        log_in(LogInRequest) -> LogInResponse;
        put_settings(PutSettingsRequest) -> PutSettingsResponse;
        record_stock(RecordStockRequest) -> RecordStockResponse;
        give_feedback(GiveFeedbackRequest) -> GiveFeedbackResponse;
        get_hours(GetHoursRequest) -> GetHoursResponse;
        ping(PingRequest) -> PingResponse;
    }
}

impl Customers for Counter {
    exchange! {
        register_customer(RegisterCustomerRequest) -> RegisterCustomerResponse;
        get_customer(GetCustomerRequest) -> GetCustomerResponse;
    }
}

impl Manuscripts for Counter {
    exchange! {
        submit_manuscript(SubmitManuscriptRequest) -> SubmitManuscriptResponse;
        download_manuscript(DownloadManuscriptRequest) -> DownloadManuscriptResponse;
    }
}

impl Readings for Counter {
    exchange! {
        list_readings(ListReadingsRequest) -> ListReadingsResponse;
        schedule_reading(ScheduleReadingRequest) -> ScheduleReadingResponse;
    }
}

/// A server that answers the next request with `response`, the desk that sees it, and a client.
pub(crate) async fn counter(response: impl Any + Send) -> (Server, Desk, Client) {
    let desk = Desk::answering(response);
    let server = Server::start(router(Counter(desk.clone()), AllowAll)).await;
    let client = client(&server);
    (server, desk, client)
}

/// A client without credentials, which asks once only.
pub(crate) fn stranger(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.url()).retries(RetryPolicy::none())
}

/// A client with every credential.
pub(crate) fn client(server: &Server) -> Client {
    let builder = stranger(server)
        .shop_key("shop-key")
        .report_key("report key & more")
        .session("session-1")
        .basic_auth("ada", "pass:word")
        .bearer_token("staff-token")
        .access_token("accounts-token")
        .login("login-token");
    builder.build().unwrap()
}

/// A value from its JSON, as a client reads it.
pub(crate) fn value<T: Decode>(json: &Value) -> T {
    from_value(json, Decoder::lenient()).unwrap()
}

/// The smallest book that can be sent.
pub(crate) fn book() -> client_types::BookInput {
    client_types::BookInput::new("9780000000002", "Emma")
}

/// A book as the server answers it.
pub(crate) fn served_book(title: &str) -> types::Book {
    value(&serde_json::json!({"isbn": "9780000000002", "title": title, "added": "2024-05-17T12:30:00Z"}))
}

//! A server whose answers each test decides, and clients of it.

use std::any::Any;

use bookshop_client::{Client, ClientBuilder, RetryPolicy, types as client_types};
use bookshop_server::{Books, Orders, Shop, operations, router, types};
use serde_json::Value;
use specwright_runtime::{json::Encode, server::AllowAll};
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
        replace_book(ReplaceBookRequest) -> ReplaceBookResponse;
        change_book(ChangeBookRequest) -> ChangeBookResponse;
        remove_book(RemoveBookRequest) -> RemoveBookResponse;
        get_cover(GetCoverRequest) -> GetCoverResponse;
        put_cover(PutCoverRequest) -> PutCoverResponse;
        get_blurb(GetBlurbRequest) -> GetBlurbResponse;
        put_blurb(PutBlurbRequest) -> PutBlurbResponse;
        list_categories(ListCategoriesRequest) -> ListCategoriesResponse;
    }
}

impl Orders for Counter {
    exchange! {
        list_orders(ListOrdersRequest) -> ListOrdersResponse;
        place_order(PlaceOrderRequest) -> PlaceOrderResponse;
        get_order(GetOrderRequest) -> GetOrderResponse;
        list_order_events(ListOrderEventsRequest) -> ListOrderEventsResponse;
    }
}

impl Shop for Counter {
    exchange! {
        count_shelves(CountShelvesRequest) -> CountShelvesResponse;
        find_shelf(FindShelfRequest) -> FindShelfResponse;
        log_in(LogInRequest) -> LogInResponse;
        put_settings(PutSettingsRequest) -> PutSettingsResponse;
        record_stock(RecordStockRequest) -> RecordStockResponse;
        give_feedback(GiveFeedbackRequest) -> GiveFeedbackResponse;
        get_hours(GetHoursRequest) -> GetHoursResponse;
        ping(PingRequest) -> PingResponse;
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

/// What a value is on the wire.
pub(crate) fn json(value: &dyn Encode) -> Value {
    specwright_runtime::json::to_value(value)
}

/// The smallest book that there is.
pub(crate) fn book() -> client_types::Book {
    specwright_runtime::json::from_slice(
        br#"{"isbn":"9780000000002","title":"Emma"}"#,
        specwright_runtime::json::Decoder::lenient(),
    )
    .unwrap()
}

/// A book as the server answers it.
pub(crate) fn served_book(title: &str) -> types::Book {
    let text = serde_json::json!({"isbn": "9780000000002", "title": title, "added": "2024-05-17T12:30:00Z"});
    let decoder = specwright_runtime::json::Decoder::strict();
    specwright_runtime::json::from_value(&text, decoder).unwrap()
}

//! What a build script can decide about the code.

use crate::support::Package;

const SHOP: &str = "
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders:
    get:
      operationId: list_orders
      tags: [orders]
      parameters: [{ name: since, in: query, schema: { type: string, format: date, default: '2024-01-01' } }]
      responses:
        '200': { description: Orders, content: { application/json: { schema: { $ref: '#/components/schemas/Orders' } } } }
    post:
      operationId: create_order
      tags: [orders]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '204': { description: Done } }
  /stock:
    get: { operationId: get_stock, tags: [stock], responses: { '200': { description: Ok } } }
components:
  schemas:
    Orders: { type: array, items: { $ref: '#/components/schemas/Order' } }
    Order:
      type: object
      required: [total, ordered, state]
      properties:
        total: { $ref: '#/components/schemas/Money' }
        tip: { $ref: '#/components/schemas/Money' }
        ordered: { type: string, format: date-time }
        state: { type: string, enum: [open, paid] }
    Money: { type: object, properties: { cents: { type: integer } } }
";

const PROGRAM: &str = r#"
specwright_runtime::include_api!("shop");

use specwright_runtime::chrono::chrono::{DateTime, FixedOffset, NaiveDate};
use specwright_runtime::json;

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Money(i64);

impl json::Encode for Money {
    fn encode(&self, out: &mut json::Writer) {
        out.integer(self.0);
    }
}

impl json::Decode for Money {
    fn decode(value: &json::Value, decoder: &mut json::Decoder) -> Option<Self> {
        i64::decode(value, decoder).map(Self)
    }
}

pub fn orders(
    client: &shop_client::Client,
    since: NaiveDate,
    total: Money,
    ordered: DateTime<FixedOffset>,
) -> shop_client::types::Order {
    let _request = client.list_orders().since(since);
    let order = shop_client::types::Order::new(total, ordered, shop_client::types::OrderState::Open);
    let _set = std::collections::HashSet::from([order.clone()]);
    let _request = client.create_order(&order);
    order
}

pub struct Shop;

impl shop_server::Orders for Shop {
    async fn list_orders(
        &self,
        request: shop_server::operations::ListOrdersRequest,
    ) -> shop_server::operations::ListOrdersResponse {
        let _since: NaiveDate = request.since;
        shop_server::operations::ListOrdersResponse::Ok(Vec::new())
    }

    async fn create_order(
        &self,
        request: shop_server::operations::CreateOrderRequest,
    ) -> shop_server::operations::CreateOrderResponse {
        let _total: Money = request.body.total;
        shop_server::operations::CreateOrderResponse::NoContent
    }
}
"#;

#[test]
fn options_are_in_the_code() {
    let calls = r#"
        .client()
        .server()
        .name("shop")
        .replace_type("Money", "crate::Money")
        .derive("Eq")
        .derive_for("Order", "Hash")
        .exclude(Operations::Tag("stock"))
        .date_times(DateTimes::Chrono)
    "#;
    let package = Package::new("options", SHOP, calls);
    package.write("src/lib.rs", PROGRAM);
    let ran = package.check();
    assert!(ran.succeeded, "{}", ran.errors);
    assert_eq!(ran.errors, "");
}

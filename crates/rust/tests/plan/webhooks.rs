//! Webhooks, callbacks and links.

use super::{plan, print};

#[test]
fn webhooks_are_operations_of_their_own() {
    let (plan, findings) = plan(
        "
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /x:
    post:
      operationId: newBook
      responses:
        '200':
          description: d
          links: {next: {operationId: getBook, parameters: {id: $response.body#/id}}}
      callbacks:
        changed: {'{$request.body#/url}': {post: {responses: {}}}}
webhooks:
  newBook:
    post:
      requestBody: {content: {application/json: {schema: {properties: {id: {type: integer}}}}}}
      responses: {'204': {description: d}}
  sold:
    put: {operationId: onSold, responses: {}}
    post: {responses: {}}
",
    );
    let mut webhooks = plan.clone();
    webhooks.operations = plan.webhooks.clone();
    insta::assert_snapshot!(format!("{}{}{findings}", print::types(&plan), print::operations(&webhooks)), @"
    struct NewBookBody received
      id: i64, optional
    fn Api::new_book NewBook POST /newBook
      body: json application/json NewBookBody, optional
      204 NoContent: nothing
    fn Api::on_sold OnSold PUT /sold
    fn Api::sold_post SoldPost POST /sold
    ");
    let docs = plan.operations.iter().flat_map(|operation| operation.docs.lines());
    insta::assert_snapshot!(docs.collect::<Vec<_>>().join("\n"), @"
    Calls back `{$request.body#/url}`: changed.

    Leads to `getBook`: next, `id` is `$response.body#/id`.
    ");
}

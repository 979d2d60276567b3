//! What users decide: types of their own, the library of dates and times, and which operations there are.

use specwright_rust::{DateTimes, PlanOptions};

use crate::{document, indented, plan_as, print};

const SCHEMAS: &str = "
Money: {type: object, required: [units], properties: {units: {type: integer}, since: {type: string, format: date}}}
Price: {$ref: '#/components/schemas/Money'}
Book:
  type: object
  required: [price, written]
  properties:
    price: {$ref: '#/components/schemas/Money'}
    former: {anyOf: [{$ref: '#/components/schemas/Price'}, {type: 'null'}]}
    written: {type: string, format: date-time, default: '2024-01-01T00:00:00Z'}
    shelf: {type: array, items: {type: string, format: date}}
Reader: {type: object, properties: {name: {type: string}}}
";

const PATHS: &str = "
/books:
  get:
    operationId: list_books
    tags: [books]
    responses: {'200': {description: Ok, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
  delete: {operationId: delete_books, tags: [books], responses: {}}
/readers/{id}:
  get:
    operationId: get_reader
    tags: [readers]
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    responses: {'200': {description: Ok, content: {application/json: {schema: {$ref: '#/components/schemas/Reader'}}}}}
";

/// The types and operations of the document above, as `options` want them.
fn planned(options: &PlanOptions) -> String {
    let (plan, findings) = plan_as(&document(&format!("\n{}", indented(PATHS, 2)), SCHEMAS), options);
    format!("{}{}{findings}", print::types(&plan), print::operations(&plan))
}

#[test]
fn a_type_of_the_users_stands_for_a_schema() {
    let options = PlanOptions {
        replacements: [("Money".to_owned(), "crate::Money".parse().expect("a path"))].into(),
        ..PlanOptions::default()
    };
    insta::assert_snapshot!(planned(&options), @r#"
    struct Book received
      price: crate::Money
      former: Option<Price>, optional
      written: runtime::Timestamp // Where it is not given, it is `2024-01-01T00:00:00Z`.
      shelf: Vec<runtime::Date>, empty when absent
    struct Reader received
      name: String, optional
    type Price received = crate::Money
    fn Books::list_books ListBooks GET /books
      200 Ok: json application/json Book such as {"price":{"units":1,"since":"2024-05-17"},"former":{"units":1,"since":"2024-05-17"},"written":"2024-01-01T00:00:00Z","shelf":["2024-05-17"]}
    fn Books::delete_books DeleteBooks DELETE /books
    fn Readers::get_reader GetReader GET /readers/{id}
      id: String Path "id"
      200 Ok: json application/json Reader such as {"name":"string"}
    "#);
}

#[test]
fn schemas_that_are_not_declared_cannot_be_spoken_of() {
    let options = PlanOptions {
        replacements: [("Mony".to_owned(), "crate::Money".parse().expect("a path"))].into(),
        derives_of: [("Bok".to_owned(), vec!["Hash".parse().expect("a path")])].into(),
        ..PlanOptions::default()
    };
    let text = planned(&options);
    let errors: Vec<&str> = text.lines().filter(|line| line.contains("error[")).collect();
    insta::assert_snapshot!(errors.join("\n"), @"
    0: error[undeclared-schema]: `crate::Money` is to stand for the schema `Mony`, which the description does not declare
    0: error[undeclared-schema]: `Hash` is to be derived for the schema `Bok`, which the description does not declare
    ");
}

#[test]
fn dates_and_times_are_of_the_library_that_is_chosen() {
    let lines = |date_times| {
        let options = PlanOptions {
            date_times,
            ..PlanOptions::default()
        };
        let text = planned(&options);
        let is_date = |line: &&str| ["written", "shelf", "since"].iter().any(|name| line.contains(name));
        text.lines().filter(is_date).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(lines(DateTimes::Chrono), @r#"
    since: runtime::chrono::Date, optional
    written: runtime::chrono::Timestamp // Where it is not given, it is `2024-01-01T00:00:00Z`.
    shelf: Vec<runtime::chrono::Date>, empty when absent
    200 Ok: json application/json Book such as {"price":{"units":1,"since":"2024-05-17"},"former":{"units":1,"since":"2024-05-17"},"written":"2024-01-01T00:00:00Z","shelf":["2024-05-17"]}
    "#);
    insta::assert_snapshot!(lines(DateTimes::Time), @r#"
    since: runtime::time::Date, optional
    written: runtime::time::Timestamp // Where it is not given, it is `2024-01-01T00:00:00Z`.
    shelf: Vec<runtime::time::Date>, empty when absent
    200 Ok: json application/json Book such as {"price":{"units":1,"since":"2024-05-17"},"former":{"units":1,"since":"2024-05-17"},"written":"2024-01-01T00:00:00Z","shelf":["2024-05-17"]}
    "#);
    insta::assert_snapshot!(lines(DateTimes::Text), @r#"
    since: String, optional
    written: String // Where it is not given, it is `2024-01-01T00:00:00Z`.
    shelf: Vec<String>, empty when absent
    200 Ok: json application/json Book such as {"price":{"units":1,"since":"2024-05-17"},"former":{"units":1,"since":"2024-05-17"},"written":"2024-01-01T00:00:00Z","shelf":["2024-05-17"]}
    "#);
}

#[test]
fn operations_are_chosen_and_types_with_them() {
    let mut options = PlanOptions::default();
    options.operations.exclude.names = vec!["delete_*".to_owned()];
    options.operations.include.tags = vec!["books".to_owned(), "shelves".to_owned()];
    insta::assert_snapshot!(planned(&options), @r#"
    struct Money received
      units: i64
      since: runtime::Date, optional
    struct Book received
      price: Money
      former: Option<Price>, optional
      written: runtime::Timestamp // Where it is not given, it is `2024-01-01T00:00:00Z`.
      shelf: Vec<runtime::Date>, empty when absent
    type Price received = Money
    fn Books::list_books ListBooks GET /books
      200 Ok: json application/json Book such as {"price":{"units":1,"since":"2024-05-17"},"former":{"units":1,"since":"2024-05-17"},"written":"2024-01-01T00:00:00Z","shelf":["2024-05-17"]}
    0: warning[idle-operation-pattern]: no operation has a tag like `shelves`
    "#);
}

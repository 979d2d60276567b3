//! Bodies of several forms, multipart forms and streams.

use super::paths;

const SCHEMAS: &str = "
Book: {required: [title], properties: {title: {type: string}}}
";

#[test]
fn media_types_that_say_the_same_are_one_form() {
    insta::assert_snapshot!(paths("
/x:
  post:
    operationId: x
    requestBody:
      content:
        application/xml: {schema: {$ref: '#/components/schemas/Book'}}
        text/plain: {schema: {$ref: '#/components/schemas/Book'}}
        application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Book'}}
        application/json: {schema: {$ref: '#/components/schemas/Book'}}
        application/*+json: {schema: {$ref: '#/components/schemas/Book'}}
    responses:
      '200':
        description: d
        content:
          text/csv: {schema: {type: string}, example: 'a,b'}
          text/plain: {schema: {type: string}}
          image/png: {}
          image/jpeg: {}
          application/json: {schema: {properties: {a: {type: string}}}}
          application/vnd.other+json: {schema: {properties: {b: {type: string}}}}
", SCHEMAS), @r#"
    struct Book sent
      title: String
    struct XResponseBody received
      a: String, optional
    struct XResponseBody2 received
      b: String, optional
    fn Api::x X POST /x
      body: Json json application/json or application/*+json or text/plain Book | Form form application/x-www-form-urlencoded Book, optional
      200 Ok: Json json application/json XResponseBody | OtherJson json application/vnd.other+json XResponseBody2 | Csv text text/csv | Text text text/plain | Png bytes image/png | Jpeg bytes image/jpeg such as {"a":"string"} such as {"b":"string"} such as "a,b" such as "string" such as "text" such as "text"
    10: warning[media-type-left-out]: `application/xml` of the request body is left out: the same is there in another form
    "#);
}

#[test]
fn the_parts_of_multipart_forms_are_files_texts_and_json() {
    insta::assert_snapshot!(paths("
/x:
  post:
    operationId: upload
    requestBody:
      required: true
      content:
        multipart/form-data:
          schema:
            required: [cover, title]
            properties:
              title: {type: string, minLength: 1}
              cover: {type: string, format: binary}
              scan: {type: string, contentMediaType: image/png}
              pages: {type: array, items: {type: string, format: binary}}
              tags: {type: array, items: {type: string, enum: [a, b]}}
              book: {$ref: '#/components/schemas/Book'}
              books: {type: array, items: {$ref: '#/components/schemas/Book'}}
              published: {type: string, format: date}
              note: {type: string}
              any: {}
              listed: {type: array, items: {type: integer}}
          encoding:
            cover: {contentType: 'image/png, image/jpeg'}
            note: {contentType: text/markdown}
            listed: {contentType: application/json}
    responses: {}
", SCHEMAS), @r#"
    struct Book sent
      title: String
    enum UploadBodyTags sent: A="a" B="b"
    fn Api::upload Upload POST /x
      body: multipart multipart/form-data UploadForm
        title: text String [length 1..=]
        cover: file as image/png
        scan: file, optional
        pages: file, repeated, optional
        tags: text UploadBodyTags, repeated, optional
        book: json Book, optional
        books: json Book, repeated, optional
        published: text runtime::Date, optional
        note: file as text/markdown, optional
        any: file, optional
        listed: json Vec<i64> as application/json, optional
    "#);
}

#[test]
fn a_form_whose_parts_are_not_described_has_any_parts() {
    insta::assert_snapshot!(paths("
/x:
  put:
    operationId: x
    requestBody: {content: {multipart/form-data: {}}}
    responses: {}
/y:
  put:
    operationId: y
    requestBody:
      required: true
      content:
        'multipart/form-data; boundary=a': {}
        multipart/form-data: {schema: {type: object}}
        application/json: {schema: {type: string}}
    responses: {}
", ""), @"
    fn Api::x X PUT /x
      body: any parts multipart/form-data, optional
    fn Api::y Y PUT /y
      body: Json json application/json String | Multipart any parts multipart/form-data; boundary=a or multipart/form-data
    ");
}

#[test]
fn streams_are_read_item_by_item() {
    insta::assert_snapshot!(paths("
/x:
  get:
    operationId: x
    responses:
      '200': {description: d, content: {text/event-stream: {schema: {$ref: '#/components/schemas/Book'}}}}
      '201': {description: d, content: {text/event-stream: {schema: {type: string}}}}
      '202': {description: d, content: {application/x-ndjson: {schema: {$ref: '#/components/schemas/Book'}}, application/json-seq: {schema: {$ref: '#/components/schemas/Book'}}}}
", SCHEMAS), @r#"
    struct Book received
      title: String
    fn Api::x X GET /x
      200 Ok: events of json text/event-stream Book such as {"title":"string"}
      201 Created: events of text text/event-stream String such as "string"
      202 Accepted: Items items Lines application/x-ndjson Book | JsonSeq items Sequence application/json-seq Book such as {"title":"string"} such as {"title":"string"}
    "#);
}

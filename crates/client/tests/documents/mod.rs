//! Documents that show one thing each.

/// Bodies with several media types: a request of each kind, a range that takes all, one status among several, and an
/// error behind which a default response stands.
pub(crate) const FORMS: &str = r##"
openapi: 3.1.0
info: { title: Forms, version: "1" }
paths:
  /books:
    post:
      operationId: addBook
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Book' } }
          application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Book' } }
          text/csv: { schema: { type: string } }
          image/*: {}
      responses:
        "200":
          description: It was there.
          content:
            application/json: { schema: { $ref: '#/components/schemas/Book' } }
            text/csv: { schema: { type: string } }
        "201": { description: It is new. }
        "409":
          description: Another one has its name.
          content:
            application/problem+json: { schema: { type: object } }
            text/plain: { schema: { type: string } }
        default:
          description: Something else.
          content:
            text/plain: { schema: { type: string } }
  /photo:
    put:
      operationId: putPhoto
      requestBody: { required: true, content: { image/*: {} } }
      responses:
        "204": { description: It is set. }
  /cover:
    get:
      operationId: getCover
      responses:
        "200":
          description: The picture.
          content:
            "*/*": { schema: { type: string, format: binary } }
            image/svg+xml: { schema: { type: string } }
    put:
      operationId: putCover
      requestBody:
        content:
          image/png: {}
          text/plain: {}
      responses:
        "204": { description: It is set. }
components:
  schemas:
    Book:
      type: object
      required: [title]
      properties: { title: { type: string } }
"##;

/// Forms with files: one that has both kinds of parts, one where nothing must be there, and two without a word on parts.
pub(crate) const MULTIPART: &str = r##"
openapi: 3.1.0
info: { title: Multipart, version: "1" }
paths:
  /photos:
    post:
      operationId: addPhotos
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              description: Photographs of a book.
              required: [isbn, cover, pages]
              properties:
                isbn: { type: string }
                cover: { type: string, format: binary, description: The cover. }
                pages: { type: array, items: { type: string, format: binary } }
                caption: { type: string, deprecated: true }
                tags: { type: array, items: { type: string } }
                credit: { type: object, properties: { name: { type: string } } }
            encoding:
              cover: { contentType: image/png }
      responses:
        "204": { description: They are there. }
    patch:
      operationId: changePhotos
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                cover: { type: string, format: binary }
                page: { type: integer }
      responses:
        "204": { description: They are changed. }
    put:
      operationId: replacePhotos
      requestBody: { required: true, content: { multipart/form-data: {} } }
      responses:
        "204": { description: They are replaced. }
    delete:
      operationId: removePhotos
      requestBody: { content: { multipart/form-data: {}, text/plain: {} } }
      responses:
        "204": { description: They are gone. }
"##;

/// Events, lines of JSON beside JSON, bytes that may be many, and events of which it is not said with which status
/// they come.
pub(crate) const STREAMS: &str = r##"
openapi: 3.1.0
info: { title: Streams, version: "1" }
paths:
  /orders/{number}/events:
    get:
      operationId: followOrder
      parameters:
        - { name: number, in: path, required: true, schema: { type: integer } }
      responses:
        "200":
          description: What becomes of it.
          content:
            text/event-stream: { schema: { type: object, properties: { state: { type: string } } } }
        "404":
          description: There is no such order.
          content:
            application/json: { schema: { type: object, properties: { title: { type: string } } } }
  /changes:
    get:
      operationId: listChanges
      responses:
        "200":
          description: What has changed.
          content:
            application/json: { schema: { type: array, items: { type: string } } }
            application/x-ndjson: { schema: { type: string } }
        "202": { description: Nothing yet. }
  /archive:
    get:
      operationId: getArchive
      responses:
        "200":
          description: All there is.
          content:
            application/zip: { schema: { type: string, format: binary } }
        "404": { description: There is none. }
  /news:
    get:
      operationId: followNews
      responses:
        default:
          description: What there is to say.
          content:
            text/event-stream: { schema: { type: string } }
"##;

/// Header fields that all responses share, that only some have, and that differ under one name.
pub(crate) const HEADERS: &str = r##"
openapi: 3.1.0
info: { title: Headers, version: "1" }
paths:
  /books:
    get:
      operationId: listBooks
      responses:
        "200":
          description: The books.
          headers:
            X-Total-Count: { required: true, description: How many there are., schema: { type: integer } }
            X-Genres: { schema: { type: array, items: { type: string } } }
  /orders:
    get:
      operationId: listOrders
      responses:
        "200":
          description: The orders.
          headers:
            X-Request-Id: { required: true, schema: { type: string, format: uuid } }
        "429":
          description: Not so fast.
          headers:
            X-Request-Id: { required: true, schema: { type: string, format: uuid } }
            Retry-After: { required: true, schema: { type: integer } }
  /authors:
    get:
      operationId: listAuthors
      responses:
        "200":
          description: The authors.
          headers:
            X-Rest: { schema: { type: integer } }
        "404":
          description: There are none.
          headers:
            X-Rest: { schema: { type: string } }
"##;

/// Two groups, and an operation in none. Names meet: the facet `Books` and the request of an operation, and the
/// method of the facet `Shelves` and an operation in no group.
pub(crate) const GROUPS: &str = r##"
openapi: 3.1.0
info: { title: Groups, version: "1" }
tags:
  - { name: books, description: What is sold. }
paths:
  /books:
    get:
      operationId: books/list
      tags: [books]
      responses:
        "200": { description: The books., headers: { X-Total-Count: { schema: { type: integer } } } }
    post:
      operationId: books
      tags: [books]
      deprecated: true
      requestBody:
        required: true
        content:
          application/json: { schema: { type: string } }
          text/plain: {}
      responses:
        "204": { description: It is there. }
  /shelves/{id}:
    get:
      operationId: getShelf
      tags: [shelves]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        "204": { description: It is there. }
  /shelves:
    get:
      operationId: shelves
      responses:
        "204": { description: They are there. }
"##;

//! An API of users, and what a gateway exposes of it.

use specwright_runtime::client::{Operation, SecurityRef};
use specwright_runtime::gateway::{
    Adapter, Bind, Call, CallBody, CallInput, CredentialKind, Definition, Expression, Hints, Mapping, Plan, Route,
    RouteInput, Selector, Step, Tool, UpstreamCredential,
};
use specwright_runtime::parameter::{Parameter, Shape, Style};
use specwright_runtime::server::{self, BodyUse};

const KEY: &[&[SecurityRef]] = &[&[SecurityRef::new("users", &[])]];

static LIST_USERS: Operation = Operation::new("listUsers", "GET", "/users").security(KEY);
static GET_USER: Operation = Operation::new("getUser", "GET", "/users/{user_id}").security(KEY);
static CREATE_USER: Operation = Operation::new("createUser", "POST", "/users").security(KEY);
static DELETE_USER: Operation = Operation::new("deleteUser", "DELETE", "/users/{user_id}").security(KEY);
static GET_PHOTO: Operation = Operation::new("getPhoto", "GET", "/users/{user_id}/photo").security(KEY);
static PUT_PHOTO: Operation = Operation::new("putPhoto", "PUT", "/users/{user_id}/photo").security(KEY);
static SEND_FORM: Operation = Operation::new("sendForm", "POST", "/form").security(KEY);
static SEND_PARTS: Operation = Operation::new("sendParts", "POST", "/parts").security(KEY);
static SEND_TEXT: Operation = Operation::new("sendText", "POST", "/text").security(KEY);

static CALL_LIST: Call = Call::new(&LIST_USERS).inputs(&[
    CallInput::query(Parameter::query("page")),
    CallInput::query(Parameter::query("tag").shape(Shape::Array)),
    CallInput::query(Parameter::query("ids").shape(Shape::Array).explode(false)),
    CallInput::query(Parameter::query("filter").style(Style::DeepObject).shape(Shape::Object)),
    CallInput::header(Parameter::header("X-Region")).named("region"),
    CallInput::header(Parameter::header("X-Version")),
    CallInput::cookie(Parameter::cookie("theme")),
]);
static CALL_GET: Call = Call::new(&GET_USER)
    .inputs(&[
        CallInput::path(Parameter::path("user_id")),
        CallInput::header(Parameter::header("X-Version")),
    ])
    .constants(&[("X-Version", Expression::Literal("2"))]);
static CALL_CREATE: Call = Call::new(&CREATE_USER).body(CallBody::json().required());
static CALL_DELETE: Call = Call::new(&DELETE_USER)
    .inputs(&[CallInput::path(Parameter::path("user_id"))])
    .body(CallBody::json());
static CALL_GET_PHOTO: Call = Call::new(&GET_PHOTO).inputs(&[CallInput::path(Parameter::path("user_id"))]);
static CALL_PUT_PHOTO: Call = Call::new(&PUT_PHOTO)
    .inputs(&[CallInput::path(Parameter::path("user_id"))])
    .body(CallBody::bytes("image/png").required());
static CALL_FORM: Call = Call::new(&SEND_FORM).body(CallBody::form());
static CALL_PARTS: Call = Call::new(&SEND_PARTS).body(CallBody::multipart().files(&["file"]));
static CALL_TEXT: Call = Call::new(&SEND_TEXT).body(CallBody::text("text/plain"));

/// The one step of a plan that calls an operation.
macro_rules! call {
    ($call:ident $(, $argument:literal = $input:literal)*) => {
        Plan::new(&[Step::Call {
            name: "call",
            call: &$call,
            arguments: &[$(($argument, Expression::Input($input))),*],
        }])
    };
}

const LIST_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {
        "page": {"type": "integer", "minimum": 1},
        "tag": {"type": "array", "items": {"type": "string"}},
        "ids": {"type": "array", "items": {"type": "integer"}},
        "filter": {"type": "object", "properties": {"age": {"type": "integer"}}},
        "region": {"type": "string", "enum": ["fr-par", "nl-ams"]},
        "theme": {"type": "string"}
    },
    "additionalProperties": false
}"#;
const USER_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {"user-id": {"type": "string"}, "user_id": {"type": "string"}, "body": {"type": "object"}}
}"#;
const GET_USER_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {"user_id": {"type": "string", "description": "The id of the user"}},
    "required": ["user_id"],
    "additionalProperties": false
}"#;
const CREATE_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {
        "body": {
            "type": "object",
            "properties": {"name": {"type": "string", "minLength": 1}, "age": {"type": "integer"}},
            "required": ["name"]
        }
    },
    "required": ["body"]
}"#;
const FORM_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {"body": {"type": "object", "properties": {"age": {"type": "integer"}}}}
}"#;
const PHOTO_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {"user_id": {"type": "string"}, "body": {"type": "string", "contentEncoding": "base64"}},
    "required": ["user_id", "body"]
}"#;
const OUTPUT_SCHEMA: &str = r#"{
    "type": "object",
    "properties": {"name": {"type": "string", "minLength": 2}, "age": {"type": "integer"}},
    "required": ["name"],
    "additionalProperties": false
}"#;

/// The routes.
pub(crate) static ROUTES: &[Route] = &[
    Route::new(
        server::Operation::new("list-users", "GET", "/users"),
        call!(
            CALL_LIST,
            "page" = "page",
            "tag" = "tag",
            "ids" = "ids",
            "filter" = "filter",
            "region" = "region",
            "theme" = "theme"
        ),
    )
    .inputs(&[
        RouteInput::query(Parameter::query("page")),
        RouteInput::query(Parameter::query("tag").shape(Shape::Array)),
        RouteInput::query(Parameter::query("ids").shape(Shape::Array).explode(false)),
        RouteInput::query(Parameter::query("filter").style(Style::DeepObject).shape(Shape::Object)),
        RouteInput::header(Parameter::header("region")),
        RouteInput::cookie(Parameter::cookie("theme")),
    ])
    .schema(LIST_SCHEMA),
    Route::new(
        server::Operation::new("create-user", "POST", "/users").request_body(BodyUse::Required, &["application/json"]),
        call!(CALL_CREATE, "body" = "body"),
    )
    .schema(CREATE_SCHEMA),
    Route::new(
        server::Operation::new("get-user", "GET", "/users/{user-id}"),
        call!(CALL_GET, "user_id" = "user-id"),
    )
    .inputs(&[RouteInput::path(Parameter::path("user-id"))])
    .schema(USER_SCHEMA),
    Route::new(
        server::Operation::new("delete-user", "DELETE", "/users/{user-id}")
            .request_body(BodyUse::Optional, &["application/json"]),
        call!(CALL_DELETE, "user_id" = "user-id", "body" = "body"),
    )
    .inputs(&[RouteInput::path(Parameter::path("user-id"))])
    .schema(USER_SCHEMA),
    Route::new(
        server::Operation::new("get-photo", "GET", "/users/{user-id}/photo"),
        call!(CALL_GET_PHOTO, "user_id" = "user-id"),
    )
    .inputs(&[RouteInput::path(Parameter::path("user-id"))]),
    Route::new(
        server::Operation::new("put-photo", "PUT", "/users/{user_id}/photo")
            .request_body(BodyUse::Required, &["image/*"]),
        call!(CALL_PUT_PHOTO, "user_id" = "user_id", "body" = "body"),
    )
    .inputs(&[RouteInput::path(Parameter::path("user_id"))])
    .schema(PHOTO_SCHEMA),
    Route::new(
        server::Operation::new("send-form", "POST", "/form").request_body(
            BodyUse::Optional,
            &["application/x-www-form-urlencoded", "application/json"],
        ),
        call!(CALL_FORM, "body" = "body"),
    )
    .schema(FORM_SCHEMA),
    Route::new(
        server::Operation::new("send-parts", "POST", "/parts")
            .request_body(BodyUse::Optional, &["multipart/form-data", "application/json"]),
        call!(CALL_PARTS, "body" = "body"),
    ),
    Route::new(
        server::Operation::new("send-text", "POST", "/text").request_body(BodyUse::Optional, &["text/*"]),
        call!(CALL_TEXT, "body" = "body"),
    ),
    Route::new(
        server::Operation::new("find-by-email", "GET", "/by-email/{email}"),
        FIND_PHOTO,
    )
    .inputs(&[RouteInput::path(Parameter::path("email"))]),
    Route::new(server::Operation::new("summary", "GET", "/summary"), SUMMARY),
];

/// Finds a user by an address, then the photo by the user's id.
static FIND_PHOTO: Plan = Plan::new(&[
    Step::Call {
        name: "users",
        call: &CALL_LIST,
        arguments: &[],
    },
    Step::Lookup {
        name: "user",
        entries: Expression::Step("users", &[]),
        field: &[Selector::Name("email")],
        value: Expression::Input("email"),
        outputs: &[("id", &[Selector::Name("id")])],
    },
    Step::Call {
        name: "photo",
        call: &CALL_GET_PHOTO,
        arguments: &[(
            "user_id",
            Expression::Template(&[
                Expression::Literal("\"user-\""),
                Expression::Step("user", &[Selector::Name("id")]),
            ]),
        )],
    },
]);

/// What is made of a list of users.
static SUMMARY: Plan = Plan::new(&[Step::Call {
    name: "users",
    call: &CALL_LIST,
    arguments: &[("page", Expression::Literal("1"))],
}])
.result(Mapping::Object(&[
    ("count", Mapping::Step("users", &[Selector::Name("total")])),
    (
        "first",
        Mapping::Step(
            "users",
            &[Selector::Name("users"), Selector::Index(0), Selector::Name("email")],
        ),
    ),
    (
        "people",
        Mapping::Array {
            items: &Mapping::Step("users", &[Selector::Name("users")]),
            each: &Mapping::Object(&[("mail", Mapping::Item(&[Selector::Name("email")]))]),
        },
    ),
]));

/// The tools.
pub(crate) static TOOLS: &[Tool] = &[
    Tool::new(
        "list-users",
        LIST_SCHEMA,
        call!(
            CALL_LIST,
            "page" = "page",
            "tag" = "tag",
            "ids" = "ids",
            "filter" = "filter",
            "region" = "region"
        ),
    )
    .title("List users")
    .description("Lists users, page by page.")
    .hints(Hints::new().read_only(true).open_world(false)),
    Tool::new("get-user", GET_USER_SCHEMA, call!(CALL_GET, "user_id" = "user_id"))
        .description("Gets a user.")
        .output_schema(OUTPUT_SCHEMA),
    Tool::new("create-user", CREATE_SCHEMA, call!(CALL_CREATE, "body" = "body"))
        .hints(Hints::new().read_only(false).destructive(false).idempotent(false)),
    Tool::new(
        "delete-user",
        USER_SCHEMA,
        call!(CALL_DELETE, "user_id" = "user_id", "body" = "body"),
    )
    .hints(Hints::new().destructive(true)),
    Tool::new(
        "get-photo",
        GET_USER_SCHEMA,
        call!(CALL_GET_PHOTO, "user_id" = "user_id"),
    ),
    Tool::new(
        "put-photo",
        PHOTO_SCHEMA,
        call!(CALL_PUT_PHOTO, "user_id" = "user_id", "body" = "body"),
    ),
    Tool::new("send-form", FORM_SCHEMA, call!(CALL_FORM, "body" = "body")),
    Tool::new("send-parts", FORM_SCHEMA, call!(CALL_PARTS, "body" = "body")),
    Tool::new("summary", r#"{"type": "object"}"#, SUMMARY),
];

/// The whole gateway.
#[allow(dead_code, reason = "tests use the routes and tools alone")]
pub(crate) static DEFINITION: Definition = Definition::new(
    "users-gateway",
    "1.2.3",
    Expression::Literal("\"https://users.example.com/v1\""),
)
.title("Users")
.description("Users and their photos.")
.credentials(&[UpstreamCredential::new(
    "users",
    CredentialKind::Header("X-Auth-Token", Expression::Bind("USERS_KEY")),
)])
.binds(&[Bind::environment("USERS_KEY").description("The key of the API of users.")])
.adapters(&[
    Adapter::rest("users-rest", 8080, ROUTES),
    Adapter::mcp("users-mcp", 9090, TOOLS).instructions("Find users before you change them."),
]);

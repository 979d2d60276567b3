//! The names that mean something to Rust, Cargo or a system of files: generated code that shadows them compiles
//! in silence, or not at all, so that these crates are compiled with those of `compiled`.

/// Names of the language, of its prelude, of crates, of generated code itself, and of devices.
const NAMES: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "str",
    "Vec",
    "Box",
    "Default",
    "Debug",
    "Clone",
    "Copy",
    "Send",
    "Sync",
    "Iterator",
    "From",
    "Into",
    "ToString",
    "ToOwned",
    "AsRef",
    "Drop",
    "Fn",
    "Future",
    "Eq",
    "Hash",
    "std",
    "core",
    "alloc",
    "crate",
    "self",
    "Self",
    "super",
    "extern",
    "mod",
    "type",
    "match",
    "async",
    "await",
    "dyn",
    "gen",
    "union",
    "macro_rules",
    "bool",
    "u8",
    "i64",
    "f64",
    "char",
    "usize",
    "main",
    "lib",
    "test",
    "con",
    "nul",
    "aux",
    "prn",
    "com1",
    "com9",
    "lpt1",
    "lpt9",
    "target",
    "src",
    "build",
    "Cargo",
    "runtime",
    "specwright_runtime",
    "types",
    "operations",
    "api",
    "client",
    "Client",
    "Builder",
    "Error",
    "Response",
    "Request",
    "server",
    "mock",
    "router",
    "webhooks",
    "schemes",
    "send",
    "body",
    "new",
    "builder",
    "headers",
    "response",
    "request",
    "default",
    "value",
    "Unknown",
    "json",
    "Decode",
    "Encode",
    "Validate",
    "vec",
    "format",
    "println",
    "panic",
    "serde",
    "tokio",
    "axum",
    "reqwest",
    "http",
    "drop",
    "fmt",
    "write",
    "into",
    "clone",
    "path",
    "query",
    "params",
    "result",
    "future",
    "Context",
    "Authorizer",
];

/// Documents with each name as that of a schema, a property, a value, an operation, a tag, a parameter in each place, a
/// header, a variable of a path, a security scheme and a part of a body: a name, a file and a text.
pub(crate) fn documents() -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("reserved", "reserved.openapi.yaml", openapi()),
        ("numbers", "numbers.openapi.yaml", numbers()),
    ]
}

/// Numbers beyond those of Rust's types, where there may be some.
fn numbers() -> String {
    let values = [
        "1e400",
        "-1e400",
        "1234567890123456789012345678901234567890",
        "-0.0",
        "0x7fffffffffffffffff",
        "1e-400",
        "18446744073709551616",
    ];
    let properties = values.iter().enumerate().map(|(index, value)| {
        format!(
            "i{index}: {{type: integer, minimum: {value}, default: {value}, enum: [{value}, 1]}}, j{index}: {{type: integer, maximum: {value}, example: {value}}}, n{index}: {{type: number, maximum: {value}, default: {value}, const: {value}}}, m{index}: {{type: number, multipleOf: {value}}}, t{index}: {{type: string, maxLength: {value}, minLength: {value}}}, l{index}: {{type: array, maxItems: {value}, minItems: {value}}}"
        )
    });
    let properties: Vec<String> = properties.collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{post: {{operationId: x, parameters: [{{name: q, in: query, schema: {{type: number, default: 1e400}}}}], requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}}}}}}}, responses: {{'200': {{description: D, content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}}}}}}}}}}}}}}}\ncomponents: {{schemas: {{S: {{type: object, properties: {{{}}}}}}}}}\n",
        properties.join(", ")
    )
}

fn list(item: impl Fn(&str) -> String) -> String {
    NAMES.iter().map(|name| item(name)).collect::<Vec<_>>().join(", ")
}

fn openapi() -> String {
    let schemas = list(|name| {
        let properties =
            format!("{name:?}: {{type: string, maxLength: 3}}, nested: {{$ref: '#/components/schemas/{name}'}}");
        format!("{name:?}: {{type: object, required: [{name:?}], properties: {{{properties}}}}}")
    });
    let object = list(|name| format!("{name:?}: {{$ref: '#/components/schemas/{name}'}}"));
    let values = list(|name| format!("{name:?}"));
    let variants = list(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let parameters = |place: &str| list(|name| format!("{{name: {name:?}, in: {place}, schema: {{type: string}}}}"));
    let headers = list(|name| format!("{name:?}: {{schema: {{type: integer}}}}"));
    let parts = list(|name| format!("{name:?}: {{type: string}}"));
    let schemes = list(|name| format!("{name:?}: {{type: apiKey, in: header, name: X-{name}}}"));
    let uses = list(|name| format!("{{{name:?}: []}}"));
    let paths: String = NAMES
        .iter()
        .map(|name| {
            let parameter = format!("{{name: {name:?}, in: path, required: true, schema: {{type: string}}}}");
            let response = format!("{{description: D, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}");
            format!(
                "  \"/{name}/{{{name}}}\": {{get: {{operationId: {name:?}, tags: [{name:?}], parameters: [{parameter}], responses: {{'200': {response}, default: {response}}}}}}}\n"
            )
        })
        .collect();
    format!(
        "openapi: 3.1.0
info: {{title: Self, version: crate}}
servers: [{{url: 'https://{{self}}.example.com/{{crate}}', variables: {{self: {{default: Self}}, crate: {{default: mod}}}}}}]
tags: [{tags}]
paths:
{paths}  /all:
    post:
      operationId: all
      security: [{uses}]
      parameters: [{query}, {header}, {cookie}]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Every'}}}}, multipart/form-data: {{schema: {{type: object, properties: {{{parts}}}}}}}, application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{{parts}}}}}}}}}}}
      responses: {{'200': {{description: D, headers: {{{headers}}}, content: {{application/json: {{schema: {{oneOf: [{variants}]}}}}}}}}, '400': {{description: D, content: {{application/json: {{schema: {{type: string, enum: [{values}]}}}}}}}}}}
webhooks:
  Option: {{post: {{operationId: Self, responses: {{'200': {{description: D}}}}}}}}
components:
  securitySchemes: {{{schemes}}}
  schemas: {{Every: {{type: object, properties: {{{object}}}}}, {schemas}}}
",
        tags = list(|name| format!("{{name: {name:?}}}")),
        query = parameters("query"),
        header = parameters("header"),
        cookie = parameters("cookie"),
    )
}

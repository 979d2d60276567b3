//! The objects of OpenAPI and the keys that they may have.

/// A type of object (OpenAPI 3.2.0, section 4; 3.0 and 3.1 have no keys that 3.2 does not have, but for those that
/// are listed here too).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ObjectType {
    /// With its article, as in "an operation".
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [&'static str],
}

macro_rules! objects {
    ($($name:ident $article:literal [$($key:literal)*];)+) => {
        $(pub(crate) static $name: ObjectType = ObjectType { name: $article, keys: &[$($key),*] };)+
    };
}

objects! {
    DOCUMENT "the document" ["openapi" "$self" "info" "jsonSchemaDialect" "servers" "paths" "webhooks" "components"
        "security" "tags" "externalDocs"];
    INFO "the info object" ["title" "summary" "description" "termsOfService" "contact" "license" "version"];
    CONTACT "a contact" ["name" "url" "email"];
    LICENSE "a licence" ["name" "identifier" "url"];
    SERVER "a server" ["url" "description" "name" "variables"];
    SERVER_VARIABLE "a server variable" ["enum" "default" "description"];
    COMPONENTS "the components" ["schemas" "responses" "parameters" "examples" "requestBodies" "headers"
        "securitySchemes" "links" "callbacks" "pathItems" "mediaTypes"];
    PATH_ITEM "a path item" ["$ref" "summary" "description" "get" "put" "post" "delete" "options" "head" "patch"
        "trace" "query" "additionalOperations" "servers" "parameters"];
    OPERATION "an operation" ["tags" "summary" "description" "externalDocs" "operationId" "parameters"
        "requestBody" "responses" "callbacks" "deprecated" "security" "servers"];
    EXTERNAL_DOCS "external documentation" ["description" "url"];
    PARAMETER "a parameter" ["name" "in" "description" "required" "deprecated" "allowEmptyValue" "style" "explode"
        "allowReserved" "schema" "content" "example" "examples"];
    REQUEST_BODY "a request body" ["description" "content" "required"];
    MEDIA_TYPE "a media type" ["schema" "itemSchema" "example" "examples" "encoding" "prefixEncoding"
        "itemEncoding"];
    ENCODING "an encoding" ["contentType" "headers" "style" "explode" "allowReserved" "encoding" "prefixEncoding"
        "itemEncoding"];
    RESPONSE "a response" ["summary" "description" "headers" "content" "links"];
    HEADER "a header" ["description" "required" "deprecated" "style" "explode" "schema" "content" "example"
        "examples"];
    EXAMPLE "an example" ["summary" "description" "value" "externalValue" "dataValue" "serializedValue"];
    LINK "a link" ["operationRef" "operationId" "parameters" "requestBody" "description" "server"];
    TAG "a tag" ["name" "summary" "description" "externalDocs" "parent" "kind"];
    REFERENCE "a reference" ["$ref" "summary" "description"];
    SECURITY_SCHEME "a security scheme" ["type" "description" "name" "in" "scheme" "bearerFormat" "flows"
        "openIdConnectUrl" "oauth2MetadataUrl" "deprecated"];
    FLOWS "the flows" ["implicit" "password" "clientCredentials" "authorizationCode" "deviceAuthorization"];
    FLOW "a flow" ["authorizationUrl" "deviceAuthorizationUrl" "tokenUrl" "refreshUrl" "scopes"];
    DISCRIMINATOR "a discriminator" ["propertyName" "mapping" "defaultMapping"];
    SCHEMA "a schema" ["$ref" "type" "enum" "const" "format" "title" "description" "default" "example" "examples"
        "nullable" "deprecated" "readOnly" "writeOnly" "externalDocs" "xml" "discriminator" "allOf" "oneOf" "anyOf"
        "not" "properties" "required" "additionalProperties" "patternProperties" "minProperties" "maxProperties"
        "propertyNames" "items" "prefixItems" "minItems" "maxItems" "uniqueItems" "contains" "minimum" "maximum"
        "exclusiveMinimum" "exclusiveMaximum" "multipleOf" "minLength" "maxLength" "pattern" "contentMediaType"
        "contentEncoding" "contentSchema" "unevaluatedProperties" "unevaluatedItems" "dependentRequired"
        "dependentSchemas" "if" "then" "else" "minContains" "maxContains" "$defs" "$id" "$anchor" "$dynamicRef"
        "$dynamicAnchor" "$comment" "$schema"];
}

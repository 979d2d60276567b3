//! The objects of RAML and the keys that they may have, annotations aside.

use crate::session::ObjectType;

macro_rules! objects {
    ($($name:ident $article:literal [$($key:literal)*];)+) => {
        $(pub(super) static $name: ObjectType = ObjectType { name: $article, keys: &[$($key),*] };)+
    };
}

objects! {
    DOCUMENT "the document" ["title" "description" "version" "baseUri" "baseUriParameters" "protocols" "mediaType"
        "documentation" "schemas" "types" "traits" "resourceTypes" "annotationTypes" "securitySchemes" "securedBy"
        "uses"];
    OLD_DOCUMENT "the document" ["title" "version" "baseUri" "baseUriParameters" "protocols" "mediaType"
        "documentation" "schemas" "traits" "resourceTypes" "securitySchemes" "securedBy"];
    EXTENDING "the document" ["title" "description" "version" "baseUri" "baseUriParameters" "protocols" "mediaType"
        "documentation" "schemas" "types" "traits" "resourceTypes" "annotationTypes" "securitySchemes" "securedBy"
        "uses" "extends" "usage"];
    LIBRARY "a library" ["usage" "schemas" "types" "traits" "resourceTypes" "annotationTypes" "securitySchemes" "uses"];
    DOCUMENTATION "a documentation item" ["title" "content"];
    RESOURCE "a resource" ["displayName" "description" "get" "patch" "put" "post" "delete" "head" "options" "is" "type"
        "securedBy" "uriParameters"];
    OLD_RESOURCE "a resource" ["displayName" "description" "get" "patch" "put" "post" "delete" "head" "options"
        "trace" "connect" "is" "type" "securedBy" "uriParameters" "baseUriParameters"];
    METHOD "a method" ["displayName" "description" "queryParameters" "headers" "queryString" "responses" "body"
        "protocols" "is" "securedBy"];
    OLD_METHOD "a method" ["displayName" "description" "queryParameters" "headers" "responses" "body" "protocols" "is"
        "securedBy" "baseUriParameters"];
    RESPONSE "a response" ["description" "headers" "body"];
    OLD_RESPONSE "a response" ["displayName" "description" "headers" "body"];
    OLD_BODY "a body" ["schema" "example" "formParameters"];
    SECURITY_SCHEME "a security scheme" ["type" "displayName" "description" "describedBy" "settings"];
    DESCRIBED_BY "`describedBy`" ["headers" "queryParameters" "queryString" "responses" "description"];
    OAUTH1 "the settings of OAuth 1.0" ["requestTokenUri" "authorizationUri" "tokenCredentialsUri" "signatures"];
    OAUTH2 "the settings of OAuth 2.0" ["authorizationUri" "accessTokenUri" "authorizationGrants" "scopes"];
}

/// The methods of resources (RAML 1.0, "Methods").
pub(super) const METHODS: [&str; 7] = ["get", "patch", "put", "post", "delete", "head", "options"];

/// The methods of resources in RAML 0.8: those of RFC 2616 and PATCH.
pub(super) const OLD_METHODS: [&str; 9] = [
    "get", "patch", "put", "post", "delete", "head", "options", "trace", "connect",
];

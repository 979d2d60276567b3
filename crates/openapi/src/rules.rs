//! What can be wrong with an OpenAPI document.

use specwright_diagnostics::rules;

rules! {
    // The document as a whole.
    NOT_OPENAPI "not-openapi" Error "A document does not say which version of OpenAPI it follows.";
    SWAGGER "swagger-2" Error "A document follows Swagger 2.0, which must be converted first.";
    UNKNOWN_VERSION "unknown-openapi-version" Error "A document follows a version of OpenAPI that is not known.";
    UNKNOWN_DIALECT "unknown-dialect" Warning "Schemas follow a dialect of JSON Schema that is not known; they are read as JSON Schema 2020-12.";
    TOO_LARGE "expansion-too-large" Error "References repeat so much of a document that the limit is exceeded.";

    // Values of any object.
    NOTHING_DESCRIBED "nothing-described" Error "A document has neither paths nor webhooks nor components.";
    WRONG_TYPE "wrong-type" Error "A value that holds a part of the document is not of the type that its place asks for.";
    MALFORMED_VALUE "malformed-value" Warning "A plain value is not of the type that its key asks for; it is read as it was meant, or left out.";
    MISSING_KEY "missing-key" Warning "An object lacks a key that it must have; it is read without it, or left out.";
    INVALID_VALUE "invalid-value" Warning "A value is none of those that its place allows; it is read as it was meant, or left out.";
    UNQUOTED_TEXT "unquoted-text" Warning "A number or boolean stands where text belongs; it is read as it is written.";
    EMPTY_VALUE "empty-value" Warning "A key has no value; it is read as if the key were absent.";
    UNKNOWN_KEY "unknown-key" Warning "An object has a key that its type does not know; it is ignored.";
    UNSUPPORTED "unsupported-keyword" Warning "A keyword that is understood, but has no effect on what is generated.";
    REPEATED "repeated-findings" Note "Further findings of one kind are counted, not listed.";

    MALFORMED_EXAMPLE "malformed-example" Warning "Examples are not written as the format has it; they are read as they were meant or left out.";

    // References.
    UNKNOWN_REFERENCE "unknown-reference" Error "A reference leads to nothing.";
    REFERENCE_CYCLE "reference-cycle" Error "References lead in a circle and never to a value.";
    REFERENCE_BASE "reference-base" Warning "A reference leads to nothing from the `$id` around it; it is read from the document.";
    AMBIGUOUS_REFERENCE "ambiguous-reference" Warning "What a `$dynamicRef` means depends on its context; it is read as the nearest anchor.";
    INVALID_IDENTIFIER "invalid-identifier" Warning "An `$id` has a fragment, which is ignored.";
    REPEATED_IDENTIFIER "repeated-identifier" Warning "Two schemas have the same `$id` or anchor; references lead to the first.";
    REFERENCE_SIBLINGS "reference-siblings" Warning "Keys beside a reference are ignored in OpenAPI 3.0.";

    MISPLACED_REFERENCE "misplaced-reference" Warning "A reference stands where OpenAPI allows none; it is followed.";

    // Paths and operations.
    INVALID_PATH "invalid-path" Warning "A path is not a well-formed path template; its operations are left out.";
    QUERY_IN_PATH "query-in-path" Warning "A path has a `?` or `#`: what follows is no part of a path.";
    SAME_SHAPE "same-path-shape" Warning "Two path templates match the same paths.";
    UNDECLARED_VARIABLE "undeclared-path-variable" Warning "A path has a variable that no parameter declares; it is read as a string.";
    UNUSED_PATH_PARAMETER "unused-path-parameter" Warning "A path parameter is not in the path; it is left out.";
    REPEATED_PARAMETER "repeated-parameter" Warning "A list of parameters has one twice; the last one is used.";
    OPTIONAL_PATH_PARAMETER "optional-path-parameter" Warning "A path parameter is not marked as required; it is read as required.";
    IGNORED_HEADER_PARAMETER "ignored-header-parameter" Warning "A header that OpenAPI describes elsewhere is declared as a parameter; it is ignored.";
    INVALID_STYLE "invalid-style" Warning "A style is unknown or does not fit the place of its parameter; the default style is used.";
    UNREADABLE_OPERATION "unreadable-operation" Warning "A parameter that an operation cannot do without cannot be read; the operation is left out.";
    MISSING_OPERATION_ID "missing-operation-id" Note "An operation has no operationId; its name is made from its method and path.";
    REPEATED_OPERATION_ID "repeated-operation-id" Warning "Two operations have the same operationId.";
    INVALID_METHOD "invalid-method" Warning "A key of `additionalOperations` is no method, or one that has a key of its own.";
    INVALID_MEDIA_TYPE "invalid-media-type" Warning "A key of a content map is no media type.";
    INVALID_STATUS "invalid-status" Warning "A response's key is no status code, range or `default`; the response is left out.";
    INVALID_SCHEME "invalid-security-scheme" Error "A security scheme does not say how it works.";
    UNKNOWN_SCHEME "unknown-security-scheme" Error "A security requirement names a scheme that is not declared.";
    UNKNOWN_LINK_TARGET "unknown-link-target" Warning "A link leads to an operation that does not exist.";
    REPEATED_TAG "repeated-tag" Warning "Two tags have the same name; the first is used.";
    UNKNOWN_PARENT_TAG "unknown-parent-tag" Warning "A tag is a part of one that is not declared, or of itself.";
    UNKNOWN_SERVER_VARIABLE "unknown-server-variable" Warning "A server's address has a variable that is not described.";
    NESTED_CALLBACKS "nested-callbacks" Warning "Callbacks of callbacks are not read.";

    // Schemas.
    NULLABLE_IN_3_1 "nullable-in-3.1" Warning "`nullable` is no keyword from OpenAPI 3.1 on; it is read as it was meant.";
    OUTDATED_KEYWORD "outdated-keyword" Warning "A keyword is written as an older version of JSON Schema has it; it is read as it was meant.";
    NEWER_KEYWORD "newer-keyword" Warning "A keyword stands in a document of an older version of OpenAPI; it is read as it was meant.";
    MISSING_ITEMS "missing-items" Warning "An array does not say what its items are; they are read as any value.";
    INEFFECTIVE_KEYWORD "ineffective-keyword" Note "A keyword restricts values of a type that the schema does not allow.";
    EMPTY_ENUMERATION "empty-enumeration" Warning "An enumeration has no values.";
    VALUE_MISMATCH "value-mismatch" Warning "A value of an enumeration does not fit the type of its schema.";
    DEFAULT_TYPE "default-type" Warning "A default is not of the type of its schema; it is left out.";
    INHERITED_UNION "inherited-union" Warning "A schema inherits from a union of which it is a variant; it inherits what stands beside the union.";
    INEFFECTIVE_DISCRIMINATOR "ineffective-discriminator" Note "A discriminator belongs to no union, and no schema inherits from its schema.";
    UNKNOWN_DISCRIMINATOR_TARGET "unknown-discriminator-target" Warning "A discriminator maps a value to a schema that does not exist.";

    // What is written.
    NOT_IN_OPENAPI "not-in-openapi" Warning "Something that a description says has no place in OpenAPI, or in the version that is written; it is left out.";
    SAID_OTHERWISE "said-otherwise" Warning "Something that a description says is written in another way, which says less.";
    UNFIT_VALUE "unfit-value" Warning "A default does not fit its schema, or a keyword has a value that means nothing; it is left out of what is written.";
    FILLED_IN "filled-in" Note "OpenAPI asks for something that a description does not say; it is filled in.";
}

//! What is said about blueprints.

specwright_diagnostics::rules! {
    NOTHING_DESCRIBED "nothing-described-by-blueprint" Warning "A document describes neither an action nor a data structure.";
    MISSING_METADATA "missing-metadata" Warning "A document does not say what the API is called, where it is served, or in which format it is written.";
    LOOSE_HEADING "loose-heading" Warning "A heading is not written as API Blueprint asks for, and what it means was assumed.";
    LOOSE_SECTION "loose-section" Warning "A section is not written as API Blueprint asks for, and what it means was assumed.";
    INDENTATION "blueprint-indentation" Warning "Something is not indented as API Blueprint asks for, and where it belongs was assumed.";
    MISPLACED_SECTION "misplaced-section" Warning "A section stands where it has no meaning, and is left out.";
    MISPLACED_TEXT "misplaced-text" Warning "Text stands where it has no meaning, and is left out.";
    INVALID_HEADER "invalid-header" Warning "A line among header fields is none, and is left out.";
    INVALID_URI "loose-uri-template" Warning "A URI template is not one of RFC 6570, and what it means was assumed.";
    NO_URI "action-without-uri" Warning "An action has no URI, and is left out.";
    REPEATED_ACTION "repeated-action" Warning "An action is described more than once, and its descriptions are joined.";
    UNKNOWN_METADATA "unknown-metadata" Warning "A line of metadata means nothing to the reader.";
    UNKNOWN_FORMAT_VERSION "unknown-format-version" Warning "The document is in a version of API Blueprint that is not known.";
    ASSUMED_STATUS "assumed-status" Warning "A response does not say its status, and 200 is assumed.";
    INVALID_STATUS "invalid-response-status" Warning "The status of a response is none, and the response is left out.";
    NO_RESPONSE "action-without-response" Warning "An action describes no response.";
    ASSUMED_MEDIA_TYPE "assumed-media-type" Warning "A body does not say its media type, and what it is was assumed.";
    BODY_NOT_JSON "body-not-json" Warning "A body of JSON is not well-formed.";
    BODY_MISFIT "body-misfit" Warning "A body does not fit its attributes or its schema.";
    BODY_NOT_ALLOWED "body-not-allowed" Warning "A response has a body that its status does not allow, and the body is left out.";
    ASSUMED_BODY_FIELD "assumed-body-field" Warning "A parameter that is no variable of the URI is read as a field of the body.";
    ASSUMED_QUERY_PARAMETER "assumed-query-parameter" Warning "A parameter that is no variable of the URI is read as one of the query.";
    OPTIONAL_PATH_PARAMETER "optional-path-variable" Warning "A variable of the path is described as optional, and is required all the same.";
    PARAMETER_CONTRADICTION "parameter-contradiction" Warning "A parameter's description contradicts itself.";
    INVALID_PARAMETER "invalid-parameter" Warning "An item among parameters cannot be read, and is left out.";
    ASSUMED_TYPE "assumed-type" Warning "A type is not one of API Blueprint's, and what it means was assumed.";
    ASSUMED_SECURITY "assumed-security-scheme" Warning "A header field of requests is read as a credential.";
    UNKNOWN_MODEL "unknown-model" Warning "A payload refers to a model that is not defined, and has no body.";
    INVALID_SCHEMA "invalid-body-schema" Warning "The schema of a body, or a part of it, is no JSON Schema, and what it describes is read from elsewhere or left open.";
    SAME_ROUTE "same-route" Warning "Two resources match the same paths under different names of variables.";
    TOO_MANY_TRANSACTIONS "too-many-transactions" Warning "Requests in a row share so many responses that not all transactions are kept.";
    NESTED_TOO_DEEPLY "blueprint-nested-too-deeply" Warning "Items are nested so deeply that the innermost are read as text.";
    // MSON
    UNKNOWN_TYPE "unknown-type" Warning "A type is used and nowhere defined, so that any value fits.";
    CIRCULAR_TYPE "circular-type" Error "A type is made of itself and has no end.";
    REPEATED_TYPE "repeated-type" Warning "Two types have the same name; the first is used.";
    REPEATED_MEMBER "repeated-member" Warning "A type has a property twice; the last one is used.";
    LOOSE_SIGNATURE "loose-signature" Warning "A line of a type is not written as MSON asks for, and what it means was assumed.";
    UNKNOWN_ATTRIBUTE "unknown-type-attribute" Warning "Something in a type definition is neither a type nor an attribute, and is left out.";
    CONTRADICTING_ATTRIBUTES "contradicting-attributes" Warning "Attributes of a type contradict each other.";
    INVALID_VALUE "invalid-type-value" Warning "A value does not fit the type that it is given for, and is left out.";
    MISSING_VALUE "missing-type-value" Warning "A default or sample is announced, but not given.";
    REPEATED_DEFAULT "repeated-default" Warning "A type has several defaults; the last one is used.";
    MISPLACED_MEMBER "misplaced-member" Warning "An item below a type has no meaning there, and is left out.";
    CODE_IN_TYPE "code-in-type" Warning "Code stands where a type is described, and is read as a part of its description.";
    INVALID_MIXIN "invalid-mixin" Warning "A type includes one of another kind, which is left out.";
    TYPES_TOO_LARGE "types-too-large" Warning "Types copy so many members from others that the limit is exceeded.";
    ASSUMED_ALTERNATIVE "assumed-alternative" Note "An alternative names properties that are all optional, and what distinguishes it was assumed.";
}

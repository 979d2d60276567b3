//! What is said about capabilities.

specwright_diagnostics::rules! {
    // The document.
    UNSUPPORTED_VERSION "unsupported-naftiko-version" Error "A document is in a version that does not exist, or does not say its version.";
    ASSUMED_VERSION "assumed-naftiko-version" Warning "A document is in a version that is not known yet, and is read as the nearest one.";
    NOTHING_DESCRIBED "empty-capability" Error "A document describes neither what is consumed nor what is exposed.";
    WRONG_TYPE "wrong-naftiko-type" Error "A value is of another type than its key asks for.";
    MISSING_KEY "missing-naftiko-key" Error "An object lacks a key without which it says nothing.";
    UNKNOWN_KEY "unknown-naftiko-key" Warning "A key means nothing where it stands.";
    BEYOND_VERSION "beyond-naftiko-version" Warning "A key is read that the declared version does not know there.";
    UNKNOWN_VALUE "unknown-naftiko-value" Error "A value is not one of those that its key may have.";
    REPEATED_NAME "repeated-naftiko-name" Error "Two things have one name, so that nothing can tell them apart.";
    LEFT_OUT "left-out-of-capability" Warning "A part of a capability is not supported, and is left out.";
    // What is consumed.
    INVALID_PATH "invalid-naftiko-path" Error "The path of a resource cannot be read.";
    INVALID_BASE_URI "invalid-naftiko-base-uri" Error "The address of a consumed API is no HTTP URL, or has parts that it must not have.";
    OPEN_BASE_URI "open-naftiko-base-uri" Warning "The address of a consumed API has a variable that nothing gives a value.";
    INVALID_HEADER "invalid-naftiko-header" Error "The name or value of a header field can be in no request.";
    UNUSED_PATH_PARAMETER "unused-naftiko-path-parameter" Warning "A path parameter is described that is not in the path.";
    INVALID_BODY "invalid-naftiko-body" Error "A body cannot be read.";
    LOOSE_BODY "loose-naftiko-body" Warning "A body template is no JSON, and is sent as text.";
    INVALID_IMPORT "invalid-naftiko-import" Error "An import leads nowhere.";
    // Values.
    INVALID_EXPRESSION "invalid-naftiko-expression" Error "An expression cannot be read.";
    LOOSE_BRACES "loose-braces" Warning "A text has double braces that name nothing, and is taken as it is.";
    UNKNOWN_BIND "unknown-bind" Error "An expression names a bind that is nowhere declared.";
    BARE_BIND "bare-bind" Warning "A value is the name of a bind without its braces.";
    UNUSED_BIND "unused-bind" Warning "A bind is declared that nothing uses.";
    BIND_LOCATION "unknown-bind-location" Warning "The values of binds are in a store that is not known.";
    LITERAL_SECRET "literal-secret" Warning "A secret stands in the description itself.";
    // What is exposed.
    UNRESOLVED_CALL "unresolved-call" Error "A call names an operation that is not there.";
    UNRESOLVED_REFERENCE "unresolved-aggregate" Error "A reference names a function that is not there.";
    UNRESOLVED_NAMESPACE "unresolved-namespace" Error "A namespace is named that is not there.";
    UNUSED_AGGREGATE "unused-aggregate" Warning "A function is declared that nothing refers to.";
    MISSING_ARGUMENT "missing-argument" Error "A call gives no value to a parameter that must have one.";
    UNKNOWN_ARGUMENT "unknown-argument" Warning "A call gives a value to a parameter that the operation does not have.";
    UNDECLARED_INPUT "undeclared-input" Warning "An expression uses an input that is not among the declared ones.";
    MISSING_TYPE "missing-input-type" Warning "An input does not say its type, and is read as text.";
    PATH_BY_POSITION "path-variable-by-position" Warning "Variables of two paths have different names, and are matched by their position.";
    UNUSED_VARIABLE "unused-path-variable" Warning "A variable of an exposed path is used by no call.";
    NOTHING_DONE "nothing-done" Error "Something is exposed that neither calls anything nor gives anything back.";
    UNKNOWN_STEP "unknown-step" Error "An expression or lookup names a step that is not in front of it.";
    SCRIPT_STEP "script-step" Error "A step is a script, which is never run.";
    UNMAPPED_OUTPUT "unmapped-output" Warning "An output is declared that gets no value.";
    REPEATED_PORT "repeated-port" Error "Two adapters listen at one port.";
    INVALID_PORT "invalid-port" Error "A port is none.";
    INVALID_ADDRESS "invalid-address" Error "The address that an adapter listens at is neither a host name nor an IP address.";
    // Pages.
    NO_CAPABILITY "page-without-capability" Error "A page shows no capability.";
    AMBIGUOUS_NESTING "ambiguous-capability-nesting" Warning "A page that lost its indentation does not show where a line belongs.";
    MISPLACED_LINE "misplaced-page-line" Warning "A line of a page fits nowhere.";
    DIFFERENT_SUMMARY "different-page-summary" Warning "What a page says about a capability differs from the capability that it shows.";
}

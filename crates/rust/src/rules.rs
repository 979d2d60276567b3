//! The kinds of findings that planning makes.

use specwright_diagnostics::rules;

rules! {
    ALL_OF_CYCLE "all-of-cycle" Warning "A schema is composed of itself.";
    ALL_OF_CONFLICT "all-of-conflict" Warning "Schemas that must all fit exclude each other.";
    ALL_OF_TOO_DEEP "all-of-too-deep" Warning "Compositions are nested too deeply, or have too much in them.";
    NESTED_TOO_DEEPLY "nested-too-deeply" Warning "Arrays, maps and other names are nested too deeply.";
    UNION_TOO_WIDE "union-too-wide" Warning "Unions that must all fit have too many combinations.";
    RECURSIVE_ALIAS "recursive-alias" Warning "A schema is an array or map of itself with no object between.";
    DISCRIMINATOR_UNUSED "discriminator-unused" Warning "A discriminator does not tell all variants apart.";
    DEFAULT_MAPPING "default-mapping" Warning "The default mapping of a discriminator is not followed.";
    OVERLAPPING_VARIANTS "overlapping-variants" Warning "A value may fit several variants of a union at once.";
    MIXED_ENUM "mixed-enum" Warning "The values of an enumeration are of several types.";
    TUPLE_AS_ARRAY "tuple-as-array" Warning "The items of an array differ by position.";
    PATTERN_PROPERTIES "pattern-properties" Warning "Properties are told apart by expressions.";
    INVALID_PATTERN "invalid-pattern" Warning "A pattern cannot be checked in linear time, or is no regular expression.";
    DEFAULT_MISMATCH "default-mismatch" Warning "A default value does not fit its schema.";
    OPERATION_LEFT_OUT "operation-left-out" Warning "An operation cannot be generated.";
    MEDIA_TYPE_LEFT_OUT "media-type-left-out" Warning "A media type of a body cannot be generated beside others.";
    FORM_STYLE "form-style" Warning "The style of a field of a form is not followed.";
    SEVERAL_PATTERNS "several-patterns" Warning "A string must match several patterns, of which one is checked.";
    UNDECLARED_SCHEMA "undeclared-schema" Error "The configuration names a schema that the description does not declare.";
    IDLE_OPERATION_PATTERN "idle-operation-pattern" Warning "A pattern that chooses operations chooses none.";
    PART_HEADERS "part-headers" Warning "Header fields of a part of a form are not sent.";
    UNCHECKED_PARTS "unchecked-parts" Note "The schema of a form does not say its parts one by one, and they are not checked.";
    BODY_AS_BYTES "body-as-bytes" Note "A body is handed over as bytes, since its media type is not read or written.";
}

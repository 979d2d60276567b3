//! What can be wrong with a file before its format matters.

use specwright_diagnostics::rules;

rules! {
    UNREADABLE_FILE "unreadable-file" Error "A file cannot be read.";
    FILE_TOO_LARGE "file-too-large" Error "A file, or all files together, exceed the limit of bytes.";
    NOT_UTF8 "not-utf8" Error "A file is not text in UTF-8.";
    BINARY_FILE "binary-file" Warning "A file that is wanted as text alone is not text in UTF-8; what is not is replaced.";
    EMPTY_DOCUMENT "empty-document" Error "A file holds no value.";
    EMPTY_FILE "empty-file" Warning "A file that another one includes holds no value.";
    YAML_SYNTAX "yaml-syntax" Error "A file is not well-formed YAML.";
    JSON_SYNTAX "json-syntax" Error "A file is not well-formed JSON.";
    SLOPPY_JSON "sloppy-json" Warning "A file that should be JSON breaks its rules, but reads as YAML.";
    SEVERAL_DOCUMENTS "several-documents" Warning "A YAML file holds several documents; the first is read.";
    DUPLICATE_KEY "duplicate-key" Warning "A mapping has a key twice; the last one is used.";
    COMPLEX_KEY "complex-key" Error "A key of a mapping is itself a mapping or a sequence.";
    MERGE_KEY "merge-key" Error "A merge key `<<` does not name a mapping.";
    UNKNOWN_ALIAS "unknown-alias" Error "A YAML alias names no anchor.";
    RECURSIVE_ALIAS "recursive-yaml-alias" Error "A YAML alias stands inside the node it names.";
    TOO_DEEP "too-deep" Error "Sequences and mappings are nested deeper than the limit.";
    TOO_MANY_NODES "too-many-nodes" Error "The documents have more nodes than the limit, aliases expanded.";
    FILE_REFUSED "file-refused" Error "A reference leads out of the folder that may be read.";
    FILE_MISSING "file-missing" Error "A reference names a file that does not exist or cannot be read.";
    FILE_PASSED_OVER "file-passed-over" Warning "A file that people alone would read, such as an example, is not read.";
}

//! Documents, spans and the spanned tree of YAML and JSON.

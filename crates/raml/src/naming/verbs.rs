//! Verbs with which names of operations begin.

/// Verbs that are hardly ever nouns: at the end of a path they say what is done there.
const ACTIONS: &[&str] = &[
    "accept",
    "activate",
    "add",
    "approve",
    "archive",
    "assign",
    "authenticate",
    "authorize",
    "cancel",
    "close",
    "complete",
    "confirm",
    "connect",
    "deactivate",
    "decline",
    "deploy",
    "disable",
    "disconnect",
    "download",
    "enable",
    "execute",
    "export",
    "generate",
    "import",
    "invite",
    "join",
    "leave",
    "lock",
    "login",
    "logout",
    "merge",
    "move",
    "pause",
    "publish",
    "refresh",
    "register",
    "reject",
    "remove",
    "rename",
    "reopen",
    "reset",
    "restart",
    "restore",
    "resume",
    "revoke",
    "rotate",
    "search",
    "send",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "transfer",
    "trigger",
    "unlock",
    "unpublish",
    "unsubscribe",
    "upload",
    "validate",
    "verify",
];

/// Those of them that change nothing, and may be called by GET.
const READING: &[&str] = &["download", "export", "search", "validate", "verify"];

/// Further verbs, which a path may have as nouns.
const OTHERS: &[&str] = &[
    "attach", "block", "change", "check", "clear", "copy", "count", "create", "delete", "deny", "destroy", "detach",
    "edit", "fetch", "find", "follow", "get", "insert", "list", "mark", "modify", "obtain", "open", "patch", "post",
    "put", "query", "read", "replace", "request", "retrieve", "run", "save", "set", "show", "star", "sync", "test",
    "toggle", "unfollow", "unstar", "update", "view", "write",
];

/// Whether a word in small letters is a verb that names of operations begin with.
pub(super) fn is_verb(word: &str) -> bool {
    is_action(word) || OTHERS.contains(&word)
}

/// Whether a word in small letters is a verb wherever it stands.
fn is_action(word: &str) -> bool {
    ACTIONS.contains(&word)
}

/// Whether a word in small letters, in a path that is called by `method`, is a verb that says what is done.
pub(super) fn is_action_of(method: &str, word: &str) -> bool {
    match method {
        "POST" | "PUT" | "PATCH" => is_action(word),
        "GET" => READING.contains(&word),
        _ => false,
    }
}

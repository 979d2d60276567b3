//! Verbs with which names of operations begin.

/// Verbs that say at the end of a path what is done there, each with the noun for what it does: the same word where
/// people use it for both.
const ACTIONS: &[(&str, &str)] = &[
    ("accept", "acceptance"),
    ("acknowledge", "acknowledgement"),
    ("activate", "activation"),
    ("add", "addition"),
    ("adopt", "adoption"),
    ("apply", "application"),
    ("approve", "approval"),
    ("archive", "archive"),
    ("assign", "assignment"),
    ("attach", "attachment"),
    ("authenticate", "authentication"),
    ("authorize", "authorization"),
    ("block", "block"),
    ("buy", "buy"),
    ("calculate", "calculation"),
    ("cancel", "cancellation"),
    ("claim", "claim"),
    ("clone", "clone"),
    ("close", "closure"),
    ("compare", "comparison"),
    ("complete", "completion"),
    ("confirm", "confirmation"),
    ("connect", "connection"),
    ("convert", "conversion"),
    ("copy", "copy"),
    ("deactivate", "deactivation"),
    ("decline", "decline"),
    ("deliver", "delivery"),
    ("demote", "demotion"),
    ("deploy", "deployment"),
    ("detach", "detachment"),
    ("disable", "disabling"),
    ("disconnect", "disconnection"),
    ("dismiss", "dismissal"),
    ("dispatch", "dispatch"),
    ("downgrade", "downgrade"),
    ("download", "download"),
    ("enable", "enabling"),
    ("evaluate", "evaluation"),
    ("exclude", "exclusion"),
    ("execute", "execution"),
    ("export", "export"),
    ("finalize", "finalization"),
    ("finish", "finish"),
    ("follow", "follow"),
    ("fork", "fork"),
    ("forward", "forward"),
    ("freeze", "freeze"),
    ("generate", "generation"),
    ("hide", "hide"),
    ("import", "import"),
    ("include", "inclusion"),
    ("install", "installation"),
    ("invalidate", "invalidation"),
    ("invite", "invitation"),
    ("join", "join"),
    ("kill", "kill"),
    ("leave", "leave"),
    ("lock", "lock"),
    ("login", "login"),
    ("logout", "logout"),
    ("merge", "merge"),
    ("migrate", "migration"),
    ("mount", "mount"),
    ("move", "move"),
    ("notify", "notification"),
    ("pause", "pause"),
    ("pay", "payment"),
    ("ping", "ping"),
    ("play", "play"),
    ("promote", "promotion"),
    ("publish", "publication"),
    ("purchase", "purchase"),
    ("reactivate", "reactivation"),
    ("reboot", "reboot"),
    ("recover", "recovery"),
    ("redeem", "redemption"),
    ("refresh", "refresh"),
    ("refund", "refund"),
    ("register", "registration"),
    ("reject", "rejection"),
    ("reload", "reload"),
    ("remove", "removal"),
    ("rename", "renaming"),
    ("renew", "renewal"),
    ("reopen", "reopening"),
    ("replay", "replay"),
    ("resend", "resend"),
    ("reserve", "reservation"),
    ("reset", "reset"),
    ("resize", "resize"),
    ("restart", "restart"),
    ("restore", "restoration"),
    ("resume", "resumption"),
    ("retry", "retry"),
    ("revert", "revert"),
    ("revoke", "revocation"),
    ("rollback", "rollback"),
    ("rotate", "rotation"),
    ("search", "search"),
    ("send", "sending"),
    ("share", "share"),
    ("ship", "shipment"),
    ("shutdown", "shutdown"),
    ("sign", "signature"),
    ("star", "star"),
    ("start", "start"),
    ("stop", "stop"),
    ("submit", "submission"),
    ("subscribe", "subscription"),
    ("suspend", "suspension"),
    ("sync", "sync"),
    ("terminate", "termination"),
    ("transfer", "transfer"),
    ("trigger", "trigger"),
    ("unarchive", "unarchive"),
    ("unassign", "unassign"),
    ("unblock", "unblock"),
    ("undelete", "undelete"),
    ("undo", "undo"),
    ("unfollow", "unfollow"),
    ("unfreeze", "unfreeze"),
    ("uninstall", "uninstall"),
    ("unlink", "unlink"),
    ("unlock", "unlock"),
    ("unmount", "unmount"),
    ("unpublish", "unpublication"),
    ("unshare", "unshare"),
    ("unstar", "unstar"),
    ("unsubscribe", "unsubscription"),
    ("upgrade", "upgrade"),
    ("upload", "upload"),
    ("validate", "validation"),
    ("verify", "verification"),
    ("withdraw", "withdrawal"),
];

/// Those of them that change nothing, and may be called by GET.
const READING: &[&str] = &["compare", "download", "export", "search", "validate", "verify"];

/// Those of them that take something away: DELETE does what they say. Of all others it takes back what they did.
const REMOVING: &[&str] = &[
    "cancel",
    "deactivate",
    "disable",
    "disconnect",
    "dismiss",
    "leave",
    "logout",
    "remove",
    "revoke",
    "unpublish",
    "unsubscribe",
];

/// Those of them that are done to nothing: what stands before them in a path says where.
pub(super) const INTRANSITIVE: [&str; 2] = ["login", "logout"];

/// Further verbs for what changes something: they are verbs in a path only with something behind them
/// (`change-password`).
const CHANGING: &[&str] = &[
    "change", "clear", "create", "delete", "deny", "destroy", "edit", "insert", "mark", "modify", "replace", "request",
    "run", "save", "set", "toggle", "unmark", "update",
];

/// Further verbs for what changes nothing: likewise.
const ASKING: &[&str] = &[
    "check", "count", "fetch", "find", "get", "list", "query", "read", "retrieve", "show", "view",
];

/// Further verbs with which only display names begin.
const OTHERS: &[&str] = &["obtain", "open", "patch", "post", "put", "test", "write"];

/// The fewest letters of a verb that is told from the word behind it where nothing stands between them.
const LONG: usize = 6;

/// Ends of words that are made of a verb; what begins with one of them is no word of its own.
const ENDINGS: [&str; 19] = [
    "ability", "able", "al", "ance", "ant", "ation", "ed", "er", "ible", "ies", "ing", "ion", "ity", "ive", "ivity",
    "lation", "ment", "ness", "or",
];

/// Whether a word in small letters is a verb that names of operations begin with.
pub(super) fn is_verb(word: &str) -> bool {
    noun_of(word).is_some() || [CHANGING, ASKING, OTHERS].iter().any(|verbs| verbs.contains(&word))
}

/// The noun for what a verb does at the end of a path; none for other words.
pub(super) fn noun_of(verb: &str) -> Option<&'static str> {
    let known = ACTIONS.binary_search_by_key(&verb, |(action, _)| action).ok()?;
    ACTIONS.get(known).map(|(_, noun)| *noun)
}

/// Whether a word in small letters, alone in a segment of a path that is called by `method`, says what is done.
pub(super) fn is_action_of(method: &str, word: &str) -> bool {
    match method {
        "POST" | "PUT" | "PATCH" => noun_of(word).is_some(),
        "GET" => READING.contains(&word),
        "DELETE" => REMOVING.contains(&word),
        _ => false,
    }
}

/// Whether `verb`, in front of other words of a segment that is called by `method`, says what is done with them.
/// Before a plural, a word that is a noun as well is one: `upload-sessions` are sessions.
pub(super) fn is_action_upon(method: &str, verb: &str, is_plural: bool) -> bool {
    let is_noun = match noun_of(verb) {
        Some(noun) => noun == verb,
        None => match verb {
            // What is got from `list-items` is a list of items either way.
            "list" => method != "GET",
            _ => ["change", "check", "count", "query", "request", "run", "set", "view"].contains(&verb),
        },
    };
    let is_verb = match method {
        "POST" | "PUT" | "PATCH" => CHANGING.contains(&verb) || ASKING.contains(&verb),
        "GET" => ASKING.contains(&verb),
        "DELETE" => ["clear", "delete", "destroy"].contains(&verb),
        _ => false,
    };
    (is_verb || is_action_of(method, verb)) && !(is_noun && is_plural)
}

/// The verb and the rest of a word in small letters in which nothing stands between them, such as `validatephone`.
/// Only verbs are told apart that no other word begins with but those that are made of them.
pub(super) fn split_off(word: &str) -> Option<(&str, &str)> {
    ACTIONS.iter().find_map(|(verb, _)| {
        let rest = word.strip_prefix(verb)?;
        let stem = verb.strip_suffix('e').unwrap_or(verb);
        let is_made_of_verb = ENDINGS.iter().any(|ending| {
            rest.starts_with(ending) || word.strip_prefix(stem).is_some_and(|rest| rest.starts_with(ending))
        });
        let is_word = rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_lowercase());
        (verb.len() >= LONG && is_word && !is_made_of_verb).then_some((*verb, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_in_the_order_of_the_alphabet() {
        assert!(ACTIONS.is_sorted_by_key(|(verb, _)| verb));
    }

    #[test]
    fn verbs_are_told_from_words_behind_them() {
        assert_eq!(split_off("includesuborgs"), Some(("include", "suborgs")));
        assert_eq!(split_off("validatephone"), Some(("validate", "phone")));
        assert_eq!(split_off("searchusers"), Some(("search", "users")));
        for word in [
            "acceptance",
            "activated",
            "archives",
            "cancellation",
            "completeness",
            "confirmations",
            "connections",
            "connectors",
            "connectivity",
            "deliveries",
            "disabledusers",
            "downloads",
            "exporters",
            "importance",
            "includes",
            "publishers",
            "registered",
            "searchable",
            "subscribers",
            "address",
            "movement",
            "startup",
        ] {
            assert_eq!(split_off(word), None, "{word}");
        }
    }
}

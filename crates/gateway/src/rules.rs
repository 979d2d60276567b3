//! The kinds of findings that this target makes.

use specwright_diagnostics::rules;

rules! {
    NO_CAPABILITY "no-capability" Error "A gateway is asked for, and the description has no capability.";
    NOTHING_EXPOSED "nothing-exposed" Error "A gateway would expose nothing.";
    NOT_EXPOSED "not-exposed" Warning "A part of a capability cannot be exposed.";
    UNREAD_FORMAT "unread-format" Warning "Values are selected from a response of a format that a gateway does not read.";
    RENAMED_TOOL "renamed-tool" Warning "A tool has a name that not all clients and models take, and gets another one.";
    UNSUPPORTED_CREDENTIAL "unsupported-credential" Warning "A gateway cannot prove who it is in the way that an API asks for.";
    IDLE_PATTERN "idle-pattern" Warning "A pattern that chooses tools chooses none.";
    CUT_DEFINITION "cut-definition" Note "The schema of a tool accepts more than the description says, since all of it would be too much.";
}

//! What is said about blueprints.

specwright_diagnostics::rules! {
    UNKNOWN_TYPE "unknown-type" Error "A type is used and nowhere defined.";
}

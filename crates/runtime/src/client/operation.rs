//! What a client knows of an operation: constant data, written by the generator.

/// An operation of the API: its place, its security and what it wants to receive.
///
/// ```
/// use specwright_runtime::client::{Operation, SecurityRef};
///
/// static GET_PET: Operation = Operation::new("getPet", "GET", "/pets/{pet_id}")
///     .security(&[&[SecurityRef::new("key", &[])]])
///     .accept(&["application/json"]);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The identifier that the document gives the operation.
    pub id: &'static str,
    /// The HTTP method, in upper case.
    pub method: &'static str,
    /// The path template, to be appended to the base URL. `{name}` stands for a parameter, and
    /// `{+name}` for one that may have slashes.
    pub path: &'static str,
    /// The alternatives of the security requirement: the schemes of one of them must all have a
    /// credential. None at all means that the operation is open; an empty alternative, that
    /// anonymous use is allowed.
    pub security: &'static [&'static [SecurityRef]],
    /// The media types that documented responses have, the preferred one first.
    pub accept: &'static [&'static str],
    /// Whether a redirect is a response that the document describes, and not to be followed.
    pub keeps_redirects: bool,
    /// Where the operation is served, if not where the API is: an absolute URL, or a path at the
    /// API's host. A base URL that the user of a client chose holds for all operations instead.
    pub server: Option<&'static str>,
}

impl Operation {
    /// An operation that is open to everyone and accepts whatever comes.
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            security: &[],
            accept: &[],
            keeps_redirects: false,
            server: None,
        }
    }

    /// Sets the alternatives of the security requirement.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [SecurityRef]]) -> Self {
        self.security = alternatives;
        self
    }

    /// Sets the media types that documented responses have.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static [&'static str]) -> Self {
        self.accept = media_types;
        self
    }

    /// Sets where the operation is served, if not where the API is.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Gives redirects back as responses instead of following them.
    #[must_use]
    pub const fn keeps_redirects(mut self) -> Self {
        self.keeps_redirects = true;
        self
    }
}

/// A security scheme, as an operation requires it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityRef {
    /// The scheme's name in the document.
    pub name: &'static str,
    /// The scopes or roles that the operation needs.
    pub scopes: &'static [&'static str],
}

impl SecurityRef {
    /// A scheme and the scopes that are needed of it.
    #[must_use]
    pub const fn new(name: &'static str, scopes: &'static [&'static str]) -> Self {
        Self { name, scopes }
    }
}

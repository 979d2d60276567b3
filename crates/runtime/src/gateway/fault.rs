//! Why a gateway has no answer of the upstream to give.

use http::StatusCode;

use crate::client::Failure;
use crate::json::Violation;

/// Why a plan was not carried out to its end. It holds no secret, no address, and no text of an
/// exception.
#[derive(Debug)]
pub(super) enum Fault {
    /// Inputs that cannot be used. Never empty.
    Invalid(Vec<Violation>),
    /// A lookup found nothing.
    NotFound {
        /// The name of the step.
        step: &'static str,
    },
    /// No connection to the upstream could be made, or it broke.
    Unreachable,
    /// The upstream did not answer in time.
    TimedOut,
    /// The upstream's response is too large.
    TooLarge,
    /// The upstream's response is not what it says that it is, JSON or text.
    Unreadable,
    /// There was no turn in time.
    Busy,
    /// The gateway was not given what the upstream wants to know it by.
    NoCredential,
    /// The gateway is not set up as it should be.
    Misconfigured,
}

impl Fault {
    /// A failure of the client.
    pub(super) fn of(failure: &Failure) -> Self {
        match failure {
            Failure::Timeout(_) => Self::TimedOut,
            Failure::Transport(_) => Self::Unreachable,
            Failure::ResponseTooLarge { .. } => Self::TooLarge,
            Failure::Decode(_) => Self::Unreadable,
            // Values are checked before they are placed: what is left is the gateway's own mistake.
            Failure::InvalidRequest(_) => Self::Misconfigured,
            Failure::MissingCredential(_) => Self::NoCredential,
        }
    }

    /// The status for it.
    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::Unreachable | Self::TooLarge | Self::Unreadable => StatusCode::BAD_GATEWAY,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoCredential | Self::Misconfigured => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, for the caller.
    pub(super) fn detail(&self) -> String {
        let text = match self {
            Self::Invalid(_) => "the inputs cannot be used",
            Self::NotFound { step } => return format!("`{step}` found no entry with the given value"),
            Self::Unreachable => "the upstream API could not be reached",
            Self::TimedOut => "the upstream API did not answer in time",
            Self::TooLarge => "the response of the upstream API is too large",
            Self::Unreadable => "the response of the upstream API cannot be read",
            Self::Busy => "too many calls are waiting for the upstream API",
            Self::NoCredential => "the gateway has no credential for this call",
            Self::Misconfigured => "the gateway cannot make this call",
        };
        text.to_owned()
    }
}

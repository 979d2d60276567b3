//! Who makes a request.

use std::any::{Any, type_name};
use std::fmt;
use std::sync::Arc;

/// Who makes a request, as the [`Authorizer`](super::Authorizer) found out.
///
/// It carries one value of the authorizer's choice, which the implementation of an operation gets
/// back by its type:
///
/// ```
/// use specwright_runtime::server::Identity;
///
/// struct Tenant(u32);
///
/// let identity = Identity::new(Tenant(7));
/// assert_eq!(identity.get::<Tenant>().map(|tenant| tenant.0), Some(7));
/// assert!(identity.get::<String>().is_none());
/// ```
#[derive(Clone)]
pub struct Identity {
    known: Option<Known>,
}

#[derive(Clone)]
struct Known {
    value: Arc<dyn Any + Send + Sync>,
    type_name: &'static str,
}

impl Identity {
    /// A caller who is known, with what the authorizer knows of them.
    pub fn new<T: Send + Sync + 'static>(value: T) -> Self {
        Self {
            known: Some(Known {
                value: Arc::new(value),
                type_name: type_name::<T>(),
            }),
        }
    }

    /// A caller who presented nothing, on an operation that asks for nothing.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self { known: None }
    }

    /// Whether the caller is unknown.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.known.is_none()
    }

    /// What the authorizer knows of the caller, when it is a `T`.
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.known.as_ref()?.value.downcast_ref()
    }
}

/// Says which type the identity carries, never its value.
impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.known.as_ref().map_or("anonymous", |known| known.type_name);
        formatter
            .debug_tuple("Identity")
            .field(&format_args!("{name}"))
            .finish()
    }
}

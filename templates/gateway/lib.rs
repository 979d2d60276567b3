{{ docs }}
#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(unused_imports)]
#![allow(clippy::doc_lazy_continuation, clippy::doc_overindented_list_items)]

#[rustfmt::skip]
mod calls;
{% if has_routes %}
#[rustfmt::skip]
mod routes;
{% endif %}
{% if has_tools %}
#[rustfmt::skip]
mod tools;
{% endif %}

use specwright_runtime as runtime;
use runtime::gateway::{Access, Adapter, Bind, CredentialKind, Definition, Expression, UpstreamCredential};

{% if has_routes %}
pub use routes::*;
{% endif %}
{% if has_tools %}
pub use tools::*;
{% endif %}
pub use runtime::gateway::Gateway;
pub use specwright_runtime;

/// The values that are read when the program starts.
pub static BINDS: &[Bind] = &[{% for bind in binds %}{{ bind }},{% endfor %}];

/// The gateway as a program.
pub static DEFINITION: Definition = Definition::new({{ name }}, env!("CARGO_PKG_VERSION"), {{ base_url }})
    {% if title %}
    .title({{ title }})
    {% endif %}
    {% if description %}
    .description({{ description }})
    {% endif %}
    {% if credentials %}
    .credentials(&[{% for credential in credentials %}{{ credential }},{% endfor %}])
    {% endif %}
    .binds(BINDS)
    .adapters(&[{% for adapter in adapters %}{{ adapter }},{% endfor %}]);

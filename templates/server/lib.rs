{{ docs }}
#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(deprecated, unused_imports, confusable_idents, mixed_script_confusables)]
#![allow(
    clippy::disallowed_names,
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    clippy::type_complexity
)]

#[rustfmt::skip]
pub mod mock;
#[rustfmt::skip]
pub mod operations;
{% if has_schemes %}
#[rustfmt::skip]
pub mod schemes;
{% endif %}
#[rustfmt::skip]
pub mod types;
{% if has_webhooks %}
{{ webhooks_condition }}
#[rustfmt::skip]
pub mod webhooks;
{% endif %}

use specwright_runtime as runtime;

pub use specwright_runtime;
{% for module in modules %}
{{ module.condition }}
pub use operations::{{ module.module }}::{{ module.name }};
{% endfor %}

{% for group in groups %}
{% include "server/parts/trait.rs" %}
{% endfor %}

{% include "server/parts/service.rs" %}

{% if features %}
/// What an implementation has to be: each group's trait where its feature is on, and nothing where it is off.
mod bounds {
    {% for module in modules %}
    {{ module.condition }}
    pub use super::{{ module.name }};
    {{ module.otherwise }}
    pub trait {{ module.name }}: Send + Sync + 'static {}
    {{ module.otherwise }}
    impl<I: Send + Sync + 'static> {{ module.name }} for I {}
    {% endfor %}
}
{% endif %}

{{ docs }}
#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(deprecated, unused_imports, confusable_idents, mixed_script_confusables)]
#![allow(
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::too_many_arguments
)]

#[rustfmt::skip]
pub mod mock;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

use specwright_runtime as runtime;

pub use specwright_runtime;

{% for group in groups %}
{{ group.docs }}
pub trait {{ group.name }}: Send + Sync + 'static {
    {% for operation in group.operations %}
    {{ operation.docs }}
    {{ operation.deprecated }}
    fn {{ operation.name }}(
        &self,
        request: operations::{{ operation.request }},
    ) -> impl Future<Output = operations::{{ operation.response }}> + Send;
    {% endfor %}
}
{% endfor %}

{% if secured %}
/// The API as a service: `implementation` carries operations out, `authorizer` decides who may call them.
pub fn router<I{% if groups %}: {% for group in groups %}{% if not loop.first %} + {% endif %}{{ group.name }}{% endfor %}{% endif %}, A: runtime::server::Authorizer>(
    implementation: I,
    authorizer: A,
) -> runtime::server::Router {
    routes(implementation, authorizer).into_router()
}

/// The routes of [`router`], for those who change their limits or add to them.
pub fn routes<I{% if groups %}: {% for group in groups %}{% if not loop.first %} + {% endif %}{{ group.name }}{% endfor %}{% endif %}, A: runtime::server::Authorizer>(
    implementation: I,
    authorizer: A,
) -> runtime::server::Routes {
    let {% if groups %}mut{% endif %} routes = runtime::server::Routes::new(authorizer);
{% else %}
/// The API as a service: `implementation` carries operations out. The description asks no caller who they are.
pub fn router<I{% if groups %}: {% for group in groups %}{% if not loop.first %} + {% endif %}{{ group.name }}{% endfor %}{% endif %}>(
    implementation: I,
) -> runtime::server::Router {
    routes(implementation).into_router()
}

/// The routes of [`router`], for those who change their limits or add to them.
pub fn routes<I{% if groups %}: {% for group in groups %}{% if not loop.first %} + {% endif %}{{ group.name }}{% endfor %}{% endif %}>(
    implementation: I,
) -> runtime::server::Routes {
    let {% if groups %}mut{% endif %} routes = runtime::server::Routes::without_authorizer();
{% endif %}
    {% if groups %}
    let implementation = std::sync::Arc::new(implementation);
    {% for group in groups %}
    {% for operation in group.operations %}
    routes.add(&operations::{{ operation.constant }}, &implementation, |implementation, incoming| async move {
        let request = operations::{{ operation.request }}::read(incoming)?;
        Ok({{ group.name }}::{{ operation.name }}(&*implementation, request).await.into_reply())
    });
    {% endfor %}
    {% endfor %}
    {% else %}
    drop(implementation);
    {% endif %}
    routes
}

{{ module_docs }}

{% include "server/parts/imports.rs" %}

use super::super::{ {% if has_schemes %}schemes,{% endif %} types };

{% include "server/parts/trait.rs" %}

pub(crate) fn add_routes<I: {{ group.name }}>(routes: &mut runtime::server::Routes, implementation: &std::sync::Arc<I>) {
    {% include "server/parts/routes.rs" %}
}

{% for operation in group.operations %}
{% include "server/parts/operation.rs" %}
{% endfor %}

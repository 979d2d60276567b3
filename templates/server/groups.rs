//! The operations: a module for each group of them, with its trait, requests and responses.

{% for module in modules %}
{{ module.condition }}
pub mod {{ module.module }};
{% endfor %}

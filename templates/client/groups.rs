//! The operations, in a module for each group.

{% for group in groups %}
{{ group.condition }}
{% if not group.merged %}pub{% endif %} mod {{ group.module }};
{% endfor %}

{% for group in groups %}
{% if group.merged %}
{{ group.condition }}
pub use {{ group.module }}::*;
{% endif %}
{% endfor %}

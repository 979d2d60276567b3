//! Requests and responses: two types for each operation.

{% include "server/parts/imports.rs" %}

use super::{ {% if has_schemes %}schemes,{% endif %} types };

{% for group in groups %}
{% for operation in group.operations %}
{% include "server/parts/operation.rs" %}
{% endfor %}
{% endfor %}

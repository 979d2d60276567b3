//! A server that answers with the examples of the description, and with samples of its types where it gives none.

{% for module in modules %}
{{ module.condition }}
mod {{ module.module }};
{% endfor %}

use specwright_runtime as runtime;

{% include "server/parts/mock.rs" %}

//! What the MCP server offers.

use specwright_runtime as runtime;
use runtime::gateway::{Expression, Hints, Mapping, Plan, Selector, Step, Tool};

use super::calls;

{% for set in sets %}
{{ set.docs }}
pub static {{ set.name }}: &[Tool] = &[
    {% for tool in set.tools %}
    Tool::new({{ tool.name }}, {{ tool.input_schema }}, {{ tool.plan }})
        {% if tool.title %}
        .title({{ tool.title }})
        {% endif %}
        .description({{ tool.description }})
        {% if tool.output_schema %}
        .output_schema({{ tool.output_schema }})
        {% endif %}
        {% if tool.hints %}
        .hints({{ tool.hints }})
        {% endif %},
    {% endfor %}
];
{% endfor %}

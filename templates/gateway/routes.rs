//! What the REST adapter offers.

use specwright_runtime as runtime;
use runtime::gateway::{Expression, Mapping, Plan, Route, RouteInput, Selector, Step};
use runtime::parameter::{Parameter, Shape};
use runtime::server::{BodyUse, Operation};

use super::calls;

{% for set in sets %}
{{ set.docs }}
pub static {{ set.name }}: &[Route] = &[
    {% for route in set.routes %}
    Route::new(
        Operation::new({{ route.id }}, {{ route.method }}, {{ route.path }}){% if route.body %}.request_body({{ route.body }}){% endif %},
        {{ route.plan }},
    )
        {% if route.inputs %}
        .inputs(&[{% for input in route.inputs %}{{ input }},{% endfor %}])
        {% endif %}
        {% if route.schema %}
        .schema({{ route.schema }})
        {% endif %},
    {% endfor %}
];
{% endfor %}

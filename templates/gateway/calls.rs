//! The operations that are called, and where their arguments go.

use specwright_runtime as runtime;
use runtime::gateway::{Call, CallBody, CallInput};
use runtime::parameter::Parameter;
use {{ client }}::operations;

{% for call in calls %}
{{ call.docs }}
pub(crate) static {{ call.name }}: Call = Call::new(&{{ call.operation }})
    {% if call.inputs %}
    .inputs(&[{% for input in call.inputs %}{{ input }},{% endfor %}])
    {% endif %}
    {% if call.body %}
    .body({{ call.body }})
    {% endif %};
{% endfor %}

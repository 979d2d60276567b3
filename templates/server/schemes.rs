//! The security schemes: what callers may have to present.

use specwright_runtime as runtime;
use runtime::server::{KeyPlace, SchemeKind, SecurityScheme};

{% for scheme in schemes %}
{{ scheme.docs }}
pub static {{ scheme.constant }}: SecurityScheme = SecurityScheme::new({{ scheme.name }}, {{ scheme.kind }});
{% endfor %}

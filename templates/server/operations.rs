//! Requests and responses: two types for each operation.

use specwright_runtime as runtime;
use runtime::http::StatusCode;
use runtime::parameter::Parameter;
use runtime::server::{
    BodyUse, Context, Incoming, KeyPlace, Operation, Place, Refusal, Reply, SchemeKind, SecurityScheme,
};

use super::types;

{% for scheme in schemes %}
static {{ scheme.constant }}: SecurityScheme = SecurityScheme::new({{ scheme.name }}, {{ scheme.kind }});
{% endfor %}

{% for operation in operations %}
pub(super) static {{ operation.constant }}: Operation =
    Operation::new({{ operation.id }}, {{ operation.method }}, {{ operation.path }})
    {% if operation.security %}
        .security(&[{% for alternative in operation.security %}&[{% for need in alternative %}{{ need.scheme }}.needing(&[{% for scope in need.scopes %}{{ scope }},{% endfor %}]),{% endfor %}],{% endfor %}])
    {% endif %}
    {% if operation.body_use %}
        .request_body(BodyUse::{{ operation.body_use }}, &[{% for media_type in operation.request_media_types %}{{ media_type }},{% endfor %}])
    {% endif %}
    {% if operation.response_media_types %}
        .response_media_types(&[{% for media_type in operation.response_media_types %}{{ media_type }},{% endfor %}])
    {% endif %};

{{ operation.request_docs }}
#[derive(Clone, Debug)]
pub struct {{ operation.request }} {
    {% for field in operation.fields %}
    {{ field.docs }}
    {{ field.deprecated }}
    pub {{ field.name }}: {{ field.ty }},
    {% endfor %}
    /// Who asks, and the request as it came.
    pub context: Context,
}

impl {{ operation.request }} {
    pub(super) fn read({% if operation.fields %}mut{% endif %} incoming: Incoming) -> Result<Self, Refusal> {
        {% for field in operation.fields %}
        let {{ field.name }}{% if field.check %}: Option<{{ field.ty }}>{% endif %} = incoming.{{ field.read }};
        {% if field.check %}
        incoming.{{ field.check }};
        {% endif %}
        {% endfor %}
        let context = incoming.finish()?;
        {% if operation.one_field %}
        {% for field in operation.fields %}
        let Some({{ field.name }}) = {{ field.name }} else {
            return Err(Refusal::incomplete());
        };
        {% endfor %}
        {% elif operation.fields %}
        let ({% for field in operation.fields %}Some({{ field.name }}),{% endfor %}) = ({% for field in operation.fields %}{{ field.name }},{% endfor %}) else {
            return Err(Refusal::incomplete());
        };
        {% endif %}
        Ok(Self { {% for field in operation.fields %}{{ field.name }},{% endfor %} context })
    }
}

{{ operation.response_docs }}
#[derive(Clone, Debug)]
pub enum {{ operation.response }} {
    {% for variant in operation.variants %}
    {{ variant.docs }}
    {{ variant.name }}{% if variant.fields %} {
        {% for field in variant.fields %}
        {{ field.docs }}
        {{ field.name }}: {{ field.ty }},
        {% endfor %}
    }{% elif variant.ty %}({{ variant.ty }}){% endif %},
    {% endfor %}
    {% if operation.undescribed %}
    /// Any response: the description names none.
    Reply(Reply),
    {% endif %}
    /// A problem of the server's own, as `application/problem+json` (RFC 9457).
    Problem(runtime::Problem),
}

impl {{ operation.response }} {
    pub(super) fn into_reply(self) -> Reply {
        match self {
            {% for variant in operation.variants %}
            Self::{{ variant.name }} {{ variant.pattern }} => {{ variant.reply }},
            {% endfor %}
            {% if operation.undescribed %}
            Self::Reply(reply) => reply,
            {% endif %}
            Self::Problem(problem) => Reply::problem(&problem),
        }
    }
}

impl From<runtime::Problem> for {{ operation.response }} {
    fn from(problem: runtime::Problem) -> Self {
        Self::Problem(problem)
    }
}
{% endfor %}

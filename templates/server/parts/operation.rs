pub(super) static {{ operation.constant }}: server::Operation =
    server::Operation::new({{ operation.id }}, {{ operation.method }}, {{ operation.path }})
    {% if operation.security %}
        .security(&[{% for alternative in operation.security %}&[{% for need in alternative %}schemes::{{ need.scheme }}.needing(&[{% for scope in need.scopes %}{{ scope }},{% endfor %}]),{% endfor %}],{% endfor %}])
    {% endif %}
    {% if operation.body_use %}
        .request_body(server::BodyUse::{{ operation.body_use }}, &[{% for media_type in operation.request_media_types %}{{ media_type }},{% endfor %}])
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
    pub context: server::Context,
}

impl {{ operation.request }} {
    pub(super) fn read({% if operation.fields %}mut{% endif %} incoming: server::Incoming) -> Result<Self, server::Refusal> {
        {% for field in operation.fields %}
        let {{ field.name }}{% if field.check %}: Option<{{ field.ty }}>{% endif %} = {{ field.read }};
        {% if field.check %}
        {{ field.check }};
        {% endif %}
        {% endfor %}
        let context = incoming.finish()?;
        {% if operation.one_field %}
        {% for field in operation.fields %}
        let Some({{ field.name }}) = {{ field.name }} else {
            return Err(server::Refusal::incomplete());
        };
        {% endfor %}
        {% elif operation.fields %}
        let ({% for field in operation.fields %}Some({{ field.name }}),{% endfor %}) = ({% for field in operation.fields %}{{ field.name }},{% endfor %}) else {
            return Err(server::Refusal::incomplete());
        };
        {% endif %}
        Ok(Self { {% for field in operation.fields %}{{ field.name }},{% endfor %} context })
    }
}

{% for form in operation.multipart_forms %}
{{ form.docs }}
#[derive(Clone, Debug)]
pub struct {{ form.name }} {
    {% for part in form.parts %}
    {{ part.docs }}
    {{ part.deprecated }}
    pub {{ part.name }}: {{ part.ty }},
    {% endfor %}
}

impl {{ form.name }} {
    fn read(parts: &mut server::Parts<'_>) -> Option<Self> {
        {% for part in form.parts %}
        let {{ part.local }} = parts.{{ part.read }};
        {% endfor %}
        Some(Self {
            {% for part in form.parts %}
            {{ part.name }}: {{ part.local }}?,
            {% endfor %}
        })
    }
}

{% if form.checked %}
impl runtime::validate::Validate for {{ form.name }} {
    fn validate(&self, validator: &mut runtime::validate::Validator) {
        {% for part in form.parts %}
        {% if part.check %}
        {{ part.check }};
        {% endif %}
        {% endfor %}
    }
}
{% endif %}
{% endfor %}

{% if operation.body_forms %}
{{ operation.body_forms.docs }}
#[derive(Clone, Debug)]
pub enum {{ operation.body_forms.name }} {
    {% for form in operation.body_forms.forms %}
    {{ form.docs }}
    {{ form.name }}({{ form.ty }}),
    {% endfor %}
}

impl {{ operation.body_forms.name }} {
    fn read(incoming: &mut server::Incoming) -> Option<{% if operation.body_optional %}Option<Self>{% else %}Self{% endif %}> {
        match incoming.media_type() {
            {% for form in operation.body_forms.forms %}
            Some({{ form.pattern }}) => {
                {% if form.check %}
                let body: Option<{% if operation.body_optional %}Option<{{ form.ty }}>{% else %}{{ form.ty }}{% endif %}> = {{ form.read }};
                {{ form.check }};
                {% else %}
                let body = {{ form.read }};
                {% endif %}
                {% if operation.body_optional %}
                body.map(|body| body.map(Self::{{ form.name }}))
                {% else %}
                body.map(Self::{{ form.name }})
                {% endif %}
            }
            {% endfor %}
            {% if operation.body_optional %}
            _ => Some(None),
            {% else %}
            _ => incoming.missing_body(),
            {% endif %}
        }
    }
}
{% endif %}

{{ operation.response_docs }}
#[derive({% if operation.response_cloned %}Clone,{% endif %} Debug)]
pub enum {{ operation.response }} {
    {% for variant in operation.variants %}
    {{ variant.docs }}
    {{ variant.name }}{% if variant.fields %} {
        {% for field in variant.fields %}
        {{ field.docs }}
        {{ field.deprecated }}
        {{ field.name }}: {{ field.ty }},
        {% endfor %}
    }{% elif variant.ty %}({{ variant.ty }}){% endif %},
    {% endfor %}
    {% if operation.any_response_docs %}
    {{ operation.any_response_docs }}
    Reply(server::Reply),
    {% endif %}
    /// A problem of the server's own, as `application/problem+json` (RFC 9457).
    Problem(runtime::Problem),
}

impl {{ operation.response }} {
    pub(super) fn into_reply(self) -> server::Reply {
        match self {
            {% for variant in operation.variants %}
            Self::{{ variant.name }} {{ variant.pattern }} => {{ variant.reply }},
            {% endfor %}
            {% if operation.any_response_docs %}
            Self::Reply(reply) => reply,
            {% endif %}
            Self::Problem(problem) => server::Reply::problem(&problem),
        }
    }
}

impl From<runtime::Problem> for {{ operation.response }} {
    fn from(problem: runtime::Problem) -> Self {
        Self::Problem(problem)
    }
}

{% for forms in operation.response_forms %}
{{ forms.docs }}
#[derive({% if forms.cloned %}Clone,{% endif %} Debug)]
pub enum {{ forms.name }} {
    {% for form in forms.forms %}
    {{ form.docs }}
    {{ form.name }}({{ form.ty }}),
    {% endfor %}
}

impl {{ forms.name }} {
    fn into_reply(self, status: u16) -> server::Reply {
        match self {
            {% for form in forms.forms %}
            Self::{{ form.name }}(body) => {{ form.reply }},
            {% endfor %}
        }
    }
}
{% endfor %}

//! One request builder for each operation.

use specwright_runtime as runtime;
use runtime::client::{Error, Operation, Response, SecurityRef};
use runtime::parameter::Parameter;

use super::types;

{% for operation in operations %}
static {{ operation.constant }}: Operation =
    Operation::new({{ operation.id }}, {{ operation.method }}, {{ operation.path }})
    {% if operation.security %}
        .security(&[{% for alternative in operation.security %}&[{% for need in alternative %}SecurityRef::new({{ need.scheme }}, &[{% for scope in need.scopes %}{{ scope }},{% endfor %}]),{% endfor %}],{% endfor %}])
    {% endif %}
    {% if operation.keeps_redirects %}
        .keeps_redirects()
    {% endif %}
    {% if operation.accept %}
        .accept(&[{% for media_type in operation.accept %}{{ media_type }},{% endfor %}])
    {% endif %};

{{ operation.docs }}
{{ operation.deprecated }}
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct {{ operation.builder }}<'client> {
    request: runtime::client::Request<'client>,
}

impl<'client> {{ operation.builder }}<'client> {
    pub(super) fn new(client: &'client runtime::client::Client{% for argument in operation.arguments %}, {{ argument.name }}: {{ argument.ty }}{% endfor %}) -> Self {
        {% if operation.calls %}
        let mut request = client.request(&{{ operation.constant }});
        {% for call in operation.calls %}
        request.{{ call }};
        {% endfor %}
        Self { request }
        {% else %}
        Self { request: client.request(&{{ operation.constant }}) }
        {% endif %}
    }

    {% for setter in operation.setters %}
    {{ setter.docs }}
    {{ setter.deprecated }}
    pub fn {{ setter.name }}(mut self, {{ setter.argument.name }}: {{ setter.argument.ty }}) -> Self {
        self.request.{{ setter.call }};
        self
    }
    {% endfor %}

    /// Sends a header that the description does not name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.extra_header(name, value);
        self
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    {{ operation.errors }}
    pub async fn send(self) -> Result<Response<{{ operation.success }}>, Error<{{ operation.error }}>> {
        let reply = self.request.send().await?;
        match reply.status().as_u16() {
            {% for arm in operation.arms %}
            {{ arm.pattern }} => {{ arm.result }},
            {% endfor %}
        }
    }
}

{% for result in operation.results %}
{{ result.docs }}
#[derive(Clone, Debug, PartialEq)]
pub enum {{ result.name }} {
    {% for variant in result.variants %}
    {{ variant.docs }}
    {{ variant.name }}{% if variant.ty %}({{ variant.ty }}){% endif %},
    {% endfor %}
}
{% endfor %}
{% endfor %}

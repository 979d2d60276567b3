{{ operation.docs }}
pub static {{ operation.constant }}: Operation =
    Operation::new({{ operation.id }}, {{ operation.method }}, {{ operation.path }})
    {% if operation.security %}
        .security(&[{% for alternative in operation.security %}&[{% for need in alternative %}SecurityRef::new({{ need.scheme }}, &[{% for scope in need.scopes %}{{ scope }},{% endfor %}]),{% endfor %}],{% endfor %}])
    {% endif %}
    {% if operation.keeps_redirects %}
        .keeps_redirects()
    {% endif %}
    {% if operation.server %}
        .server({{ operation.server }})
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
    {{ visibility }} fn new(client: &'client runtime::client::Client{% for argument in operation.arguments %}, {{ argument.name }}: {{ argument.ty }}{% endfor %}) -> Self {
        {% if operation.statements %}
        let mut request = client.request(&{{ operation.constant }});
        {% for statement in operation.statements %}
        {{ statement }}
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
        {{ setter.statement }}
        self
    }
    {% endfor %}

    /// Sends a header that the description does not name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.extra_header(name, value);
        self
    }

    {% if operation.is_stream %}
    /// Sends the request and reads the head of the response. The body of a success arrives piece by piece, as `next`
    /// gives it.
    ///
    /// # Errors
    {{ operation.errors }}
    pub async fn send(self) -> Result<Response<{{ operation.success }}>, Error<{{ operation.error }}>> {
        let arriving = self.request.start().await?;
        match arriving.status().as_u16() {
            {% for arm in operation.arms %}
            {{ arm.pattern }} => {{ arm.result }},
            {% endfor %}
        }
    }
    {% else %}
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
    {% endif %}

    {% if operation.streaming_arms %}
    /// Sends the request and reads the head of the response. The body of a success arrives piece by piece, as `next`
    /// gives it, and may be of any length.
    ///
    /// # Errors
    {{ operation.errors }}
    pub async fn send_streaming(
        self,
    ) -> Result<Response<runtime::client::ByteStream>, Error<{{ operation.error }}>> {
        let arriving = self.request.start().await?;
        match arriving.status().as_u16() {
            {% for arm in operation.streaming_arms %}
            {{ arm.pattern }} => {{ arm.result }},
            {% endfor %}
        }
    }
    {% endif %}
}

{% if operation.body %}
{{ operation.body.docs }}
#[derive({{ operation.body.derives }})]
pub enum {{ operation.body.name }} {{ operation.body.lifetime }} {
    {% for variant in operation.body.variants %}
    {{ variant.docs }}
    {{ variant.name }}({{ variant.ty }}),
    {% endfor %}
}

impl {{ operation.body.name }}<'_> {
    fn write(self, request: &mut runtime::client::Request<'_>) {
        match self {
            {% for variant in operation.body.variants %}
            Self::{{ variant.name }}(body) => request.{{ variant.call }},
            {% endfor %}
        }
    }
}
{% endif %}

{% for form in operation.forms %}
{{ form.docs }}
#[derive({{ form.derives }})]
pub struct {{ form.name }} {
    {% for part in form.parts %}
    {{ part.docs }}
    {{ part.deprecated }}
    pub {{ part.name }}: {{ part.ty }},
    {% endfor %}
}

impl {{ form.name }} {
    {% if form.arguments %}
    /// A form of these parts; all others are absent.
    #[must_use]
    pub fn new({% for argument in form.arguments %}{{ argument.name }}: {{ argument.ty }},{% endfor %}) -> Self {
        Self {
            {% for part in form.parts %}
            {{ part.initial }},
            {% endfor %}
        }
    }
    {% endif %}

    fn to_form(&self) -> runtime::client::MultipartForm {
        let mut form = runtime::client::MultipartForm::new();
        {% for part in form.parts %}
        {{ part.statement }}
        {% endfor %}
        form
    }
}
{% endfor %}

{% for result in operation.results %}
{{ result.docs }}
#[derive({{ result.derives }})]
#[non_exhaustive]
pub enum {{ result.name }} {
    {% for variant in result.variants %}
    {{ variant.docs }}
    {{ variant.name }}{% if variant.ty %}({{ variant.ty }}){% endif %},
    {% endfor %}
}
{% endfor %}

{% for headers in operation.headers %}
{{ headers.docs }}
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct {{ headers.name }} {
    {% for field in headers.fields %}
    {{ field.docs }}
    {{ field.deprecated }}
    pub {{ field.name }}: {{ field.ty }},
    {% endfor %}
}

impl {{ headers.name }} {
    /// Reads them from a response.
    ///
    /// # Errors
    /// Where one cannot be read, or one that must be there is not.
    pub fn of<T>(response: &Response<T>) -> Result<Self, runtime::json::Failure> {
        Ok(Self {
            {% for field in headers.fields %}
            {{ field.name }}: {{ field.value }},
            {% endfor %}
        })
    }
}
{% endfor %}

{{ docs }}

use specwright_runtime as runtime;
use runtime::client::{Error, Operation, Response, SecurityRef};
use runtime::parameter::Parameter;

use super::super::types;

{% if facet %}
{{ facet.docs }}
#[derive(Clone, Copy, Debug)]
pub struct {{ facet.type_name }}<'client> {
    client: &'client runtime::client::Client,
}

impl<'client> {{ facet.type_name }}<'client> {
    pub(crate) fn new(client: &'client runtime::client::Client) -> Self {
        Self { client }
    }

    {% for method in facet.methods %}
    {{ method.docs }}
    {{ method.deprecated }}
    pub fn {{ method.name }}(&self{% for argument in method.arguments %}, {{ argument.name }}: {{ argument.ty }}{% endfor %}) -> {{ method.builder }}<'client> {
        {{ method.builder }}::new(self.client{% for argument in method.arguments %}, {{ argument.name }}{% endfor %})
    }
    {% endfor %}
}
{% endif %}

{% for operation in operations %}
{% include "client/operation.rs" %}
{% endfor %}

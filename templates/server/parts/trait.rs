{{ group.docs }}
pub trait {{ group.name }}: Send + Sync + 'static {
    {% for operation in group.operations %}
    {{ operation.docs }}
    {{ operation.deprecated }}
    fn {{ operation.name }}(
        &self,
        request: {{ operation.module }} {{ operation.request }},
    ) -> impl Future<Output = {{ operation.module }} {{ operation.response }}> + Send;
    {% endfor %}
}

{% for operation in group.operations %}
routes.add_typed(
    &{{ operation.module }} {{ operation.constant }},
    implementation,
    {{ operation.module }} {{ operation.request }}::read,
    |implementation, request| async move { {{ operation.group }}::{{ operation.name }}(&*implementation, request).await },
    {{ operation.module }} {{ operation.response }}::into_reply,
);
{% endfor %}

{% if message.is_nothing %}
mock::ExampleMessage::NOTHING
{% else %}
mock::ExampleMessage {
    media_type: {{ message.media_type }},
    headers: &[{% for header in message.headers %}( {{ header.name }}, {{ header.value }} ),{% endfor %}],
    body: {{ message.body }},
}
{% endif %}

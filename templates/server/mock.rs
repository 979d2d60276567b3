//! A server that answers with the examples of the description, and with samples of its types where it gives none.

#![allow(refining_impl_trait)]

use std::future::{Ready, ready};

use specwright_runtime as runtime;
use runtime::server::mock;

use super::{ {% for group in groups %}{{ group.name }},{% endfor %} operations };

{% include "server/parts/mock.rs" %}

{% for sample in samples %}
const {{ sample.name }}: &str = {{ sample.text }};
{% endfor %}

{% if transactions %}
{% include "server/parts/transactions.rs" %}
{% endif %}

{% for group in groups %}
{% include "server/parts/answers.rs" %}
{% endfor %}

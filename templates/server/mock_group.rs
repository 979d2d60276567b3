{{ module_docs }}

#![allow(refining_impl_trait)]

use std::future::{Ready, ready};

use specwright_runtime as runtime;
use runtime::server::mock;

use super::super::operations::{{ module }}::{self as operations, {{ group.name }} };
use super::Mock;

{% for sample in samples %}
const {{ sample.name }}: &str = {{ sample.text }};
{% endfor %}

{% if transactions %}
{% include "server/parts/transactions.rs" %}
{% endif %}

{% include "server/parts/answers.rs" %}

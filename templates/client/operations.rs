//! One request builder for each operation.

use specwright_runtime as runtime;
use runtime::client::{Error, Operation, Response, SecurityRef};
use runtime::parameter::Parameter;

use super::types;

{% for operation in operations %}
{% include "client/operation.rs" %}
{% endfor %}

//! Receives the API's webhooks: requests that the API sends to those who use it, where they ask it to.
//!
//! Implement [`Webhooks`] and mount [`router`] at the address that the API is told, such as
//! `axum::Router::new().nest("/hooks", router)`: each webhook arrives there under its own name.

{% include "server/parts/imports.rs" %}

use super::{ {% if has_schemes %}schemes,{% endif %} types };

{% for group in groups %}
{% include "server/parts/trait.rs" %}
{% endfor %}

{% include "server/parts/service.rs" %}

{% for group in groups %}
{% for operation in group.operations %}
{% include "server/parts/operation.rs" %}
{% endfor %}
{% endfor %}

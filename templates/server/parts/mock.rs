/// Answers every operation. `Prefer: code=404` (RFC 7240) asks for another of its responses than the first good one.
{% if tables %}
///
/// A request that equals one of the description's example requests gets the response that stands beside it.
{% endif %}
#[derive(Clone, Copy, Debug, Default)]
pub struct Mock;

/// The mock as a service.{% if secured %} It takes every credential that is presented, and wants one where the description does.{% endif %}
pub fn router() -> runtime::server::Router {
    {% if tables %}
    let router =
    {% endif %}
    {% if certified %}
    runtime::server::mock::with_certificate(super::router(Mock, runtime::server::AllowAll))
    {% elif secured %}
    super::router(Mock, runtime::server::AllowAll)
    {% else %}
    super::router(Mock)
    {% endif %}
    {% if tables %}
    ;
    runtime::server::mock::with_transactions(router, &[{% for table in tables %}{{ table.condition }} {{ table.path }},{% endfor %}])
    {% endif %}
}

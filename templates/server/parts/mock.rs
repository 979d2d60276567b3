/// Answers every operation. `Prefer: code=404` (RFC 7240) asks for another of its responses than the first good one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mock;

/// The mock as a service.{% if secured %} It takes every credential that is presented, and wants one where the description does.{% endif %}
pub fn router() -> runtime::server::Router {
    {% if certified %}
    runtime::server::mock::with_certificate(super::router(Mock, runtime::server::AllowAll))
    {% elif secured %}
    super::router(Mock, runtime::server::AllowAll)
    {% else %}
    super::router(Mock)
    {% endif %}
}

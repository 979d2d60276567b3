//! A server that answers with the examples of the description, and with samples of its types where it gives none.

use specwright_runtime as runtime;
use runtime::server::mock;

use super::operations;

/// Answers every operation. `Prefer: code=404` (RFC 7240) asks for another of its responses than the first good one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mock;

/// The mock as a service.{% if secured %} It takes every credential that is presented, and wants one where the description does.{% endif %}
pub fn router() -> runtime::server::Router {
    {% if secured %}
    super::router(Mock, runtime::server::AllowAll)
    {% else %}
    super::router(Mock)
    {% endif %}
}

{% for sample in samples %}
const {{ sample.name }}: &str = {{ sample.text }};
{% endfor %}

{% for group in groups %}
impl super::{{ group.name }} for Mock {
    {% for operation in group.operations %}
    async fn {{ operation.name }}(&self, {{ operation.request_argument }}: operations::{{ operation.request }}) -> operations::{{ operation.response }} {
        use operations::{{ operation.response }} as Response;
        {% if operation.single_answer %}
        mock::answer(Response::Problem, || Ok(Response::{{ operation.single_answer }}))
        {% elif operation.answers %}
        mock::answer(Response::Problem, || {
            Ok(match mock::preferred_status(&request.context) {
                {% for answer in operation.answers %}
                {{ answer.pattern }} => Response::{{ answer.response }},
                {% endfor %}
            })
        })
        {% else %}
        Response::Problem(runtime::Problem::new(runtime::http::StatusCode::NOT_IMPLEMENTED))
        {% endif %}
    }
    {% endfor %}
}
{% endfor %}

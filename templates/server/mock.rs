//! A server that answers with the examples of the description, and with samples of its types where it gives none.

use specwright_runtime as runtime;
#[allow(unused_imports)]
use runtime::server::mock;

#[allow(unused_imports)]
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

{% for group in groups %}
impl super::{{ group.name }} for Mock {
    {% for operation in group.operations %}
    async fn {{ operation.name }}(&self, {{ operation.request_argument }}: operations::{{ operation.request }}) -> operations::{{ operation.response }} {
        {% if operation.single_answer %}
        mock::answer(operations::{{ operation.response }}::Problem, || {
            Ok(operations::{{ operation.response }}::{{ operation.single_answer }})
        })
        {% elif operation.answers %}
        mock::answer(operations::{{ operation.response }}::Problem, || {
            Ok(match mock::preferred_status(&request.context) {
                {% for answer in operation.answers %}
                {{ answer.pattern }} => operations::{{ operation.response }}::{{ answer.response }},
                {% endfor %}
            })
        })
        {% else %}
        operations::{{ operation.response }}::Problem(runtime::Problem::new(runtime::http::StatusCode::NOT_IMPLEMENTED))
        {% endif %}
    }
    {% endfor %}
}
{% endfor %}

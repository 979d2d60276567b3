impl {{ group.name }} for Mock {
    {% for operation in group.operations %}
    fn {{ operation.name }}(&self, {{ operation.argument }}: operations::{{ operation.request }}) -> Ready<operations::{{ operation.response }}> {
        use operations::{{ operation.response }} as Response;
        {% if operation.single_answer %}
        ready(mock::answer(Response::Problem, || Ok(Response::{{ operation.single_answer }})))
        {% elif operation.answers %}
        ready(mock::answer(Response::Problem, || {
            Ok(match mock::preferred_status(&request.context) {
                {% for answer in operation.answers %}
                {{ answer.pattern }} => Response::{{ answer.response }},
                {% endfor %}
            })
        }))
        {% else %}
        ready(Response::Problem(runtime::Problem::new(runtime::http::StatusCode::NOT_IMPLEMENTED)))
        {% endif %}
    }
    {% endfor %}
}

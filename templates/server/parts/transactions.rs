/// The description's examples of whole calls.
pub(super) const TRANSACTIONS: &[mock::OperationTransactions] = &[
    {% for operation in transactions %}
    mock::OperationTransactions {
        method: {{ operation.method }},
        path: {{ operation.path }},
        transactions: &[
            {% for transaction in operation.transactions %}
            mock::Transaction {
                request: {% with message = transaction.request %}{% include "server/parts/message.rs" %}{% endwith %},
                responses: &[
                    {% for response in transaction.responses %}
                    mock::ExampleResponse {
                        status: {{ response.status }},
                        message: {% with message = response.message %}{% include "server/parts/message.rs" %}{% endwith %},
                    },
                    {% endfor %}
                ],
            },
            {% endfor %}
        ],
    },
    {% endfor %}
];

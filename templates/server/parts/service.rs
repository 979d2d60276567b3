{% if secured %}
/// The service: `implementation` carries requests out, `authorizer` decides who may make them.
pub fn router<I{% if bounds %}: {{ bounds }}{% endif %}, A: runtime::server::Authorizer>(
    implementation: I,
    authorizer: A,
) -> runtime::server::Router {
    routes(implementation, authorizer).into_router()
}
{% else %}
/// The service: `implementation` carries requests out. The description asks no caller who they are.
pub fn router<I{% if bounds %}: {{ bounds }}{% endif %}>(implementation: I) -> runtime::server::Router {
    routes(implementation).into_router()
}
{% endif %}

/// The routes of [`router`], for those who change their limits or add to them.
{% if features %}
#[allow(unused_mut, unused_variables)]
{% endif %}
pub fn routes<I{% if bounds %}: {{ bounds }}{% endif %}{% if secured %}, A: runtime::server::Authorizer{% endif %}>(
    implementation: I,
    {% if secured %}
    authorizer: A,
    {% endif %}
) -> runtime::server::Routes {
    let {% if bounds %}mut{% endif %} routes =
        {% if secured %}
        runtime::server::Routes::new(authorizer);
        {% else %}
        runtime::server::Routes::without_authorizer();
        {% endif %}
    {% if bounds %}
    let implementation = &std::sync::Arc::new(implementation);
    {% for group in groups %}
    {% include "server/parts/routes.rs" %}
    {% endfor %}
    {% for module in modules %}
    {{ module.condition }}
    operations::{{ module.module }}::add_routes(&mut routes, implementation);
    {% endfor %}
    {% else %}
    drop(implementation);
    {% endif %}
    routes
}

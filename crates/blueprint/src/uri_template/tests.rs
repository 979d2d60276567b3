use super::*;

/// The path, each variable as `place:name`, and what is unusual.
fn shown(text: &str) -> String {
    let template = UriTemplate::parse(text);
    let variables = template.variables.iter().map(|it| {
        let mut shown = format!("{:?}:{}", it.place, it.wire_name);
        if it.name != it.wire_name {
            shown += &format!("<-{}", it.name);
        }
        if let Some(constant) = &it.constant {
            shown += &format!("={constant}");
        }
        if it.explode && it.constant.is_none() {
            shown.push('*');
        }
        if it.allow_reserved {
            shown.push('+');
        }
        shown
    });
    let origin = template.origin.iter().cloned();
    let oddities = template.oddities.iter().map(|(oddity, _)| format!("{oddity:?}"));
    let path = template.path.to_string();
    origin
        .chain([path])
        .chain(variables)
        .chain(oddities)
        .collect::<Vec<_>>()
        .join(" ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn variables_stand_in_path_and_query() {
    check("/a/{b}", "/a/{b} Path:b");
    check("/a{?b,c*}", "/a Query:b Query:c*");
    check("/a/{b}{?c}{&d}", "/a/{b} Path:b Query:c Query:d");
    check("/{+rest}", "/{rest} Path:rest+");
    check("{/a,b}", "/{a}/{b} Path:a Path:b");
    check("/a{.format}{;m}", "/a{format}{m} Path:format Path:m");
    check("/a/{?b}", "/a/ Query:b");
    check("/{a%2Db}", "/{a-b} Path:a-b<-a%2Db");
}

#[test]
fn queries_may_be_literal() {
    check("/a?b=1&c={d}", "/a Query:b=1 Query:c<-d");
    check("/a?b={b}{&c}", "/a Query:c Query:b");
}

#[test]
fn loose_forms_are_read() {
    check("/u/<id>/k", "/u/{id}/k Path:id AngleBrackets");
    check("/m/{name]", "/m/{name} Path:name Unclosed");
    check("/m/{name/x", "/m/{name}/x Path:name Unclosed");
    check("/m/}x", "/m/x Unclosed");
    check("/{a-b}", "/{a-b} Path:a-b UnusualName");
    check("/{?a&b}", "/ Query:a&b UnusualName");
    check("{name}", "/{name} Path:name Relative");
    check("a b", "/a b Relative Space");
    check("/a{#b}", "/a Fragment");
    check("/a{b:3}", "/a{b} Path:b Prefix");
    check("/a{", "/a Unclosed");
    check("/a{}", "/a");
    check("", "/");
}

#[test]
fn an_origin_stands_apart() {
    check("https://example.com/a{?b}", "https://example.com /a Query:b");
    check("http://example.com", "http://example.com /");
}

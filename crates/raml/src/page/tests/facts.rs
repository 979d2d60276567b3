//! The facts of a large page, counted.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use specwright_diagnostics::Diagnostics;
use specwright_model::{Api, Basis, ParameterPlace, SchemaKind, SecurityKind};

use super::{outline, read};

/// The pages, read once.
static PAGES: LazyLock<Vec<(Api, Diagnostics)>> = LazyLock::new(|| {
    let read = |text: &String| {
        let (api, diagnostics, _) = read(text);
        (api, diagnostics)
    };
    texts().iter().map(read).collect()
});

/// The page in this repository, and the one that it was made after where that is at hand: their facts are the same.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = std::fs::read_to_string(root.join("specs/itsyouonline.raml.txt")).expect("the page");
    let original = std::fs::read_to_string(root.join("../shared/seeds/itsyouonline.raml.txt"));
    [own].into_iter().chain(original).collect()
}

#[track_caller]
fn check<T: std::fmt::Debug + PartialEq>(fact: fn(&Api) -> T, expected: T) {
    for (api, diagnostics) in PAGES.iter() {
        assert!(!diagnostics.has_errors());
        assert_eq!(fact(api), expected);
    }
}

#[test]
fn operations_by_method_on_paths_in_groups() {
    check(
        |api| {
            let mut methods: BTreeMap<String, usize> = BTreeMap::new();
            for (_, operation) in api.operations() {
                *methods.entry(operation.method.to_string()).or_default() += 1;
            }
            methods.into_iter().collect()
        },
        [("DELETE", 29), ("GET", 44), ("POST", 32), ("PUT", 23)]
            .map(|(name, count)| (name.to_owned(), count))
            .to_vec(),
    );
    check(|api| api.resources.len(), 76);
    check(
        |api| {
            api.tags
                .iter()
                .map(|tag| tag.name.clone())
                .collect::<Vec<_>>()
                .join(" ")
        },
        "/users /organizations".to_owned(),
    );
    check(
        |api| api.operations().filter(|(_, it)| it.description.is_none()).count(),
        1,
    );
}

#[test]
fn parameters_by_place() {
    fn count(api: &Api, place: ParameterPlace) -> usize {
        let parameters = api.operations().flat_map(|(_, operation)| &operation.parameters);
        parameters.filter(|parameter| parameter.place == place).count()
    }
    check(|api| count(api, ParameterPlace::Path), 195);
    check(|api| count(api, ParameterPlace::Query), 16);
    check(|api| count(api, ParameterPlace::Header), 0);
}

#[test]
fn bodies_with_their_kinds() {
    check(
        |api| {
            let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
            let sent = api
                .operations()
                .filter_map(|(_, it)| it.request_body.as_ref())
                .flat_map(|it| &it.contents);
            let received = api
                .operations()
                .flat_map(|(_, it)| &it.responses)
                .flat_map(|it| &it.contents);
            for payload in sent.chain(received) {
                let schema = api.schemas.get(payload.schema.expect("a schema"));
                let kind = serde_json::to_value(&schema.kind).expect("JSON");
                *kinds
                    .entry(format!(
                        "{} {}",
                        payload.media_type,
                        kind["type"].as_str().unwrap_or("")
                    ))
                    .or_default() += 1;
            }
            kinds
                .into_iter()
                .map(|(kind, count)| format!("{count} {kind}"))
                .collect::<Vec<_>>()
        },
        vec![
            "15 application/json array".to_owned(),
            "2 application/json integer".to_owned(),
            "120 application/json object".to_owned(),
            "1 image/* string".to_owned(),
            "2 multipart/form-data string".to_owned(),
        ],
    );
}

#[test]
fn responses_are_the_operations_own_or_come_from_the_scheme() {
    // What a scheme adds stands where the scheme is described first.
    fn split(api: &Api) -> (usize, usize) {
        let scheme = api.security_schemes[0].origin.location.expect("a place").span;
        let first = api.operations().find_map(|(_, it)| {
            it.responses
                .iter()
                .find(|it| it.origin.location.is_some_and(|it| it.span > scheme))
        });
        let places = first
            .map(|it| it.origin.location.expect("a place").span.start)
            .unwrap_or_default();
        let is_added = |start: u32| start >= places && start < places + 60;
        let all = api.operations().flat_map(|(_, it)| &it.responses);
        let (added, own): (Vec<_>, Vec<_>) =
            all.partition(|it| is_added(it.origin.location.expect("a place").span.start));
        (own.len(), added.len())
    }
    // Three operations have a response of their own for a status that the scheme adds.
    check(split, (194, 253));
}

#[test]
fn the_security_scheme_stands_once() {
    check(|api| api.security_schemes.len(), 1);
    check(
        |api| matches!(api.security_schemes[0].kind, SecurityKind::OAuth2 { .. }),
        true,
    );
    check(
        |api| {
            let described = &api.security_schemes[0].extensions["describedBy"];
            let keys = |key: &str| {
                described[key]
                    .as_object()
                    .map(|it| it.keys().cloned().collect::<Vec<_>>().join(" "))
            };
            [keys("headers"), keys("queryParameters"), keys("responses")]
                .map(Option::unwrap_or_default)
                .join(", ")
        },
        "Authorization, access_token, 401 403".to_owned(),
    );
    check(
        |api| api.operations().filter(|(_, it)| it.security.len() == 1).count(),
        128,
    );
    check(
        |api| {
            api.operations()
                .filter(|(_, it)| {
                    it.security
                        .iter()
                        .flat_map(|it| &it.all)
                        .any(|it| !it.scopes.is_empty())
                })
                .count()
        },
        81,
    );
    check(
        |api| {
            let mut scopes: BTreeMap<&str, usize> = BTreeMap::new();
            let uses = api.operations().flat_map(|(_, it)| &it.security).flat_map(|it| &it.all);
            for scope in uses.flat_map(|it| &it.scopes) {
                *scopes.entry(scope).or_default() += 1;
            }
            format!("{scopes:?}")
        },
        "{\"organization:member\": 3, \"organization:owner\": 29, \"user:admin\": 48, \"user:info\": 1, \
         \"user:keystore\": 2, \"user:see\": 4}"
            .to_owned(),
    );
}

#[test]
fn examples_are_json_and_fit_their_types() {
    for (api, diagnostics) in PAGES.iter() {
        let unfit = diagnostics.iter().filter(|it| it.rule.code == "invalid-page-example");
        assert_eq!(
            unfit.map(|it| it.message.as_str()).collect::<Vec<_>>(),
            Vec::<&str>::new()
        );
        let sent = api
            .operations()
            .filter_map(|(_, it)| it.request_body.as_ref())
            .flat_map(|it| &it.contents);
        let received = api
            .operations()
            .flat_map(|(_, it)| &it.responses)
            .flat_map(|it| &it.contents);
        let of_bodies = sent.chain(received).flat_map(|it| &it.examples).count();
        // Two of the nineteen stand below the items of arrays.
        assert_eq!(of_bodies, 17);
    }
}

#[test]
fn named_types_with_all_their_properties() {
    for (api, _) in PAGES.iter() {
        insta::assert_snapshot!("itsyouonline_types", outline::types(api));
    }
}

#[test]
fn what_the_page_leaves_open_is_told() {
    for (_, diagnostics) in PAGES.iter() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in diagnostics {
            *counts.entry(finding.rule.code).or_default() += 1 + finding.related.len();
        }
        let counts: Vec<String> = counts
            .into_iter()
            .map(|(code, count)| format!("{count} {code}"))
            .collect();
        insta::assert_snapshot!("itsyouonline_findings", counts.join("\n"));
    }
}

#[test]
fn items_that_examples_show_are_marked_as_inferred() {
    check(
        |api| {
            let scope = api.schemas.get(api.schemas.by_name("RequiredScope").expect("the type"));
            let SchemaKind::Object(object) = &scope.kind else {
                return None;
            };
            let property = object.properties.iter().find(|it| it.name == "accessscopes")?;
            let SchemaKind::Array(array) = &api.schemas.get(property.schema).kind else {
                return None;
            };
            Some(api.schemas.get(array.items?).origin.basis)
        },
        Some(Basis::Inferred),
    );
}

#[test]
fn operations_have_names_that_differ() {
    for (api, _) in PAGES.iter() {
        let mut names: Vec<&str> = api.operations().filter_map(|(_, it)| it.id.as_deref()).collect();
        assert_eq!(names.len(), 128);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 128);
        assert!(names.contains(&"update_user_name"), "{names:?}");
    }
}

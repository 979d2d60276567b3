//! The specification of this repository: all of it is read, from both of its forms.

use specwright_model::{Adapter, Api, Hints, InputPlace};

use crate::facts::facts;
use crate::support::{model, read_texts};

fn text() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../specs/scaleway-iam-users.naftiko.yaml"
    );
    std::fs::read_to_string(path).expect("the specification")
}

fn adapters(api: &Api) -> &[Adapter] {
    &api.capability.as_ref().expect("a capability").adapters
}

#[test]
fn everything_is_there() {
    let api = model(&text());
    assert_eq!((api.resources.len(), api.operations().count()), (9, 13));
    let [Adapter::Rest(rest), Adapter::Mcp(mcp)] = adapters(&api) else {
        unreachable!("one adapter of each kind");
    };
    let served: usize = rest.resources.iter().map(|resource| resource.operations.len()).sum();
    assert_eq!((rest.port, served), (Some(8080), 13));
    assert_eq!((mcp.port, mcp.tools.len()), (Some(9090), 13));
    let deletion = mcp
        .tools
        .iter()
        .find(|tool| tool.name == "delete-guest-user-organization")
        .expect("the tool");
    let hints = Hints {
        read_only: Some(false),
        destructive: Some(true),
        idempotent: Some(true),
        open_world: None,
    };
    assert_eq!(deletion.hints, hints);
}

#[test]
fn operations_have_names_in_words() {
    let api = model(&text());
    let names: Vec<&str> = api
        .operations()
        .filter_map(|(_, operation)| operation.id.as_deref())
        .collect();
    assert_eq!(
        names,
        [
            "list_grace_periods",
            "list_users",
            "create_user",
            "get_user",
            "update_user",
            "delete_user",
            "lock_user",
            "create_user_mfa_otp",
            "delete_user_mfa_otp",
            "unlock_user",
            "update_user_password",
            "update_user_username",
            "validate_user_mfa_otp",
        ]
    );
}

#[test]
fn variables_of_served_paths_are_given_to_those_of_called_ones() {
    let api = model(&text());
    let [Adapter::Rest(rest), _] = adapters(&api) else {
        unreachable!("one adapter of each kind");
    };
    for resource in &rest.resources {
        for operation in &resource.operations {
            let variables: Vec<&str> = resource.path.variables().collect();
            let inputs = operation.inputs.iter().filter(|input| input.place == InputPlace::Path);
            assert_eq!(inputs.map(|input| input.name.as_str()).collect::<Vec<_>>(), variables);
            for call in operation.plan.calls() {
                let (called, _) = call.operation.resolve(&api).expect("an operation");
                assert_eq!(called.path.shape(), resource.path.shape().trim_start_matches("/v1"));
            }
        }
    }
}

#[test]
fn the_specification_without_its_indentation_is_the_same() {
    let text = text();
    let flattened: String = text.lines().map(|line| line.trim().to_owned() + "\n").collect();
    let (_, page, findings) = read_texts(&[("page.txt", &flattened)]);
    assert!(
        findings.iter().all(|it| it.rule.code == "beyond-naftiko-version"),
        "{findings:?}"
    );
    assert_eq!(facts(&page.expect("a model")), facts(&model(&text)));
}

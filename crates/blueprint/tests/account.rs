//! The account API, in three documents that must mean the same: the blueprint of this repository, which is as loose as
//! the provider's own; the same API written strictly, for tools that read nothing else; and the provider's document.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

/// What the tests of the reader have in common with these.
mod reader {
    pub(crate) mod outline;
}

use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright_diagnostics::{Diagnostics, Format, Style, render};
use specwright_model::{Api, Resource};
use specwright_source::{Limits, Sources};

const LOOSE: &str = "specs/scaleway-account.apib";
const STRICT: &str = "specs/scaleway-account-strict.apib";

/// A blueprint that was read without an error.
struct Reading {
    text: String,
    sources: Sources,
    api: Api,
    findings: Diagnostics,
}

impl Reading {
    /// Reads a file of the repository.
    fn of(path: &str) -> Self {
        Self::of_file(&repository().join(path))
    }

    fn of_file(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let sources = Sources::from_texts(&[("account.apib", &text)], &Limits::default(), |_| Vec::new());
        let sources = sources.unwrap_or_else(|error| panic!("{}: {:?}", path.display(), error.diagnostics));
        let (api, findings) = specwright_blueprint::read(&sources);
        assert!(!findings.has_errors(), "{findings:?}");
        let api = api.expect("an API");
        Self {
            text,
            sources,
            api,
            findings,
        }
    }

    /// The provider's document, where there is one; says so where there is none.
    fn of_seed() -> Option<Self> {
        let path = repository().join("../shared/seeds/scaleway-account.apib");
        if !path.exists() {
            println!("{} is not here: ours is not compared with it", path.display());
            return None;
        }
        Some(Self::of_file(&path))
    }

    fn findings(&self) -> String {
        render(self.sources.files(), &self.findings, Format::Concise, Style::Plain)
    }

    fn outline(&self) -> String {
        reader::outline::api(&self.api)
    }

    /// The lines of the outline of which this holds.
    fn outlined(&self, wanted: impl Fn(&str) -> bool) -> String {
        let outline = self.outline();
        let lines = outline.lines().map(str::trim_start).filter(|line| wanted(line));
        lines.map(|line| format!("{line}\n")).collect()
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The lines that only one of two outlines has, those of the first behind a `-`, those of the second behind a `+`; all
/// others must stand in the same order in both.
fn difference(first: &str, second: &str) -> String {
    let split = |ours: &str, theirs: &str, sign: char| -> (String, String) {
        let (both, one): (Vec<&str>, Vec<&str>) = ours.lines().partition(|line| theirs.lines().any(|it| it == *line));
        let one = one.iter().map(|line| format!("{sign} {line}\n"));
        (both.join("\n"), one.collect())
    };
    let ((both, removed), (both_again, added)) = (split(first, second, '-'), split(second, first, '+'));
    assert_eq!(both, both_again);
    removed + &added
}

#[test]
fn every_operation_is_read() {
    let loose = Reading::of(LOOSE);
    let group = |name: &str| {
        let operations = loose.api.operations().filter(|(_, operation)| operation.tags == [name]);
        let lines = operations.map(|(resource, operation)| {
            let id = operation.id.as_deref().unwrap_or_default();
            format!("  {} {} = {id}\n", operation.method, resource.path)
        });
        format!("{name}\n{}", lines.collect::<String>())
    };
    let groups: String = loose.api.tags.iter().map(|tag| group(&tag.name)).collect();
    assert_eq!((loose.api.tags.len(), loose.api.operations().count()), (4, 21));
    insta::assert_snapshot!(groups, @r#"
    Organizations
      GET /organizations = List organizations
      GET /organizations/{organization_id} = Get organization
      POST /organizations/{organization_id}/invites = Invite creation
      GET /organizations/{organization_id}/invites = Get invite
    Tokens
      POST /tokens = Create new token
      GET /tokens = Get active tokens
      GET /tokens/{token_id} = Get active token
      DELETE /tokens/{token_id} = Delete active token
      GET /tokens/{token_id}/permissions = Get active token permissions
    Users
      GET /users/{user_id} = Get user information
    TODO
      PUT /users/{user_id} = put User resources
      PATCH /users/{user_id} = patch User resources
      POST /reset_password = post Reset password
      PUT /reset_password = put Reset password
      POST /users = Create user
      POST /roles = Create role
      GET /roles/{user_id} = Get user roles
      GET /roles/{organization_id} = Get organization roles
      POST /s3compat/s3tokens = post S3 tokens
      GET /s3compat/users/{user_id} = get S3 users
      GET /s3compat/users/{user_id}/credentials/OS-EC2 = get S3 Credentials OS-EC2
    "#);
}

/// Each kind of looseness is said once, where it is met first, however often it is met.
#[test]
fn each_assumption_is_one_warning() {
    insta::assert_snapshot!(Reading::of(LOOSE).findings(), @r#"
    account.apib:1:1: warning[missing-metadata]: the document does not say in which format it is written (`FORMAT: 1A`), where the API is served (`HOST: https://…`), what the API is called (`# Name`)
    account.apib:1:5: warning[loose-heading]: `group` is read as `Group`
    account.apib:6:1: warning[loose-heading]: an action without a name
    account.apib:12:13: warning[assumed-security-scheme]: the header field `X-Auth-Token` is read as a credential
    account.apib:73:7: warning[assumed-body-field]: `email` is no variable of the URI; it is read as a field of the body
    account.apib:103:3: warning[assumed-media-type]: `plain/text` is no media type that is registered; it is read as text, and sent as written
    account.apib:183:7: warning[parameter-contradiction]: the text says that the default is `true`, while the example is `false`
    account.apib:313:3: warning[loose-section]: `Parameter` is read as `Parameters`
    account.apib:554:1: warning[loose-heading]: a heading without a space behind its hashes
    account.apib:554:1: warning[action-without-response]: POST /reset_password describes no response
    account.apib:577:1: warning[same-route]: `/roles/{user_id}` and `/roles/{organization_id}` match the same paths, and both have GET
    account.apib:589:45: warning[loose-uri-template]: `<name>` is read as a variable of the path
    "#);
}

#[test]
fn the_strict_form_leaves_nothing_to_assume_about_its_form() {
    insta::assert_snapshot!(Reading::of(STRICT).findings(), @r#"
    account.apib:19:13: warning[assumed-security-scheme]: the header field `X-Auth-Token` is read as a credential
    account.apib:115:3: warning[assumed-media-type]: `plain/text` is no media type that is registered; it is read as text, and sent as written
    account.apib:567:1: warning[action-without-response]: POST /reset_password describes no response
    account.apib:589:1: warning[same-route]: `/roles/{user_id}` and `/roles/{organization_id}` match the same paths, and both have GET
    "#);
}

#[test]
fn types_are_concluded_from_examples() {
    let is_type = |line: &str| line.starts_with("type") || line.contains("{permissions*");
    insta::assert_snapshot!(Reading::of(LOOSE).outlined(is_type), @r#"
    application/json: ~{permissions*: ~{…~{…~[~string…]}}} eg {"permissions":{"account":{"organization:*":["8d0c5a71-3be6-4f29-9c48-71e2f6b0a935","2f9e6b14-a07d-4… (2171 characters)
    type~ Organization = {id*: ~string(Uuid), name*: ~string}
    type~ Error = {message*: ~string, type*: ~string, fields: ~{…~[~string…]}}
    type~ Invite = {email*: ~string(Email), firstname*: ~string, id*: ~string(Uuid), lastname*: ~string, status*: ~string}
    type~ Token = {expires*: ~string(DateTime) nullable, id*: ~string(Uuid), inherits_user_perms*: ~boolean, permissions*: ~[], roles*: ~[], user_id*: ~string(Uuid)}
    type~ User = {email*: ~string(Email), firstname*: ~string, fullname*: ~string, id*: ~string(Uuid), lastname*: ~string, organizations*: ~[Organization…], roles*: ~[Role…]}
    type~ Role = {organization*: Organization, role*: ~string}
    "#);
}

/// All that the strict form says and the loose one does not, and the other way round: what the API is called and where
/// it is served; names of resources, of which the loose form has none and takes the first operation's; and that the
/// types of the bodies that are sent are written there, and concluded (`~`) here. The same operations, parameters,
/// statuses, media types and named types are in both, and so not here.
#[test]
fn the_strict_form_is_the_same_api() {
    let (loose, strict) = (Reading::of(LOOSE), Reading::of(STRICT));
    let describes = |line: &str| !line.starts_with("example");
    insta::assert_snapshot!(difference(&loose.outlined(describes), &strict.outlined(describes)), @r#"
    - api ""
    - /organizations "List organizations"
    - /organizations/{organization_id} "Get organization"
    - /organizations/{organization_id}/invites "Invite creation"
    - application/json: ~{email*: string eg "guest@tidewater.example" -- "Where the invitation is sent to", firstname*: string eg "Ilse" -- "The guest's first name", lastname*: string eg "Brandt" -- "The guest's last name"} eg {"email":"noor@tidewater.example","firstname":"Noor","lastname":"Haddad"}
    - /tokens "Create new token"
    - application/json: ~{email*: string eg "ilse@tidewater.example" -- "The user's mail address", password*: string eg "three-green-herons" -- "The user's secret", expires: boolean eg false -- "Whether the token stays valid for ever (default: true)"} eg {"email":"ilse@tidewater.example","password":"three-green-herons","expires":false}
    - /tokens/{token_id} "Get active token"
    - /tokens/{token_id}/permissions "Get active token permissions"
    - /users/{user_id} "Get user information"
    - /users "Create user"
    - /roles "Create role"
    - /roles/{user_id} "Get user roles"
    - /roles/{organization_id} "Get organization roles"
    + api "Scaleway account" -- "Who may use an account: its organizations, the people in them, and their tokens."
    + server http://api.scaleway.com/v1
    + /organizations "Organizations"
    + /organizations/{organization_id} "Organization"
    + /organizations/{organization_id}/invites "Invites"
    + application/json: {email*: string eg "guest@tidewater.example" -- "Where the invitation is sent to", firstname*: string eg "Ilse" -- "The guest's first name", lastname*: string eg "Brandt" -- "The guest's last name"} eg {"email":"noor@tidewater.example","firstname":"Noor","lastname":"Haddad"}
    + /tokens "Tokens"
    + application/json: {email*: string eg "ilse@tidewater.example" -- "The user's mail address", password*: string eg "three-green-herons" -- "The user's secret", expires: boolean eg false -- "Whether the token stays valid for ever (default: true)"} eg {"email":"ilse@tidewater.example","password":"three-green-herons","expires":false}
    + /tokens/{token_id} "Token"
    + /tokens/{token_id}/permissions "Token permissions"
    + /users/{user_id} "User"
    + /users "Users"
    + /roles "Roles"
    + /roles/{user_id} "User roles"
    + /roles/{organization_id} "Organization roles"
    "#);
    assert_eq!(exchanges(&loose.api), exchanges(&strict.api));
}

/// The examples of calls, the layout of JSON in them aside.
fn exchanges(api: &Api) -> Value {
    let transactions = api
        .operations()
        .map(|(_, operation)| serde_json::to_value(&operation.transactions));
    let mut value = transactions.collect::<Result<Value, _>>().expect("JSON");
    reduce(&mut value);
    value
}

/// Takes places and prose off, and reads bodies that are JSON.
fn reduce(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| name != "description" && name != "location");
            if let Some(Value::String(text)) = members.get("body")
                && let Ok(shown) = serde_json::from_str(text)
            {
                members.insert("body".to_owned(), shown);
            }
            members.values_mut().for_each(reduce);
        }
        Value::Array(items) => items.iter_mut().for_each(reduce),
        _ => {}
    }
}

/// A model without places and prose. What is made up in examples is replaced by the number of its first appearance: two
/// documents agree in their facts whatever values they show, as long as the same ones recur at the same places.
///
/// The second value is what was made up.
fn facts(api: &Api) -> (Value, Vec<String>) {
    let mut value = serde_json::to_value(api).expect("JSON");
    reduce(&mut value);
    let mut numbering = Numbering::default();
    numbering.find(&mut value);
    (value, numbering.seen)
}

#[derive(Default)]
struct Numbering {
    seen: Vec<String>,
}

impl Numbering {
    /// Numbers the texts in examples, wherever in a model they are.
    fn find(&mut self, value: &mut Value) {
        match value {
            Value::Object(members) => members.iter_mut().for_each(|(name, member)| match name.as_str() {
                "examples" | "body" => self.number(member),
                // Of an example's header fields, the names are facts.
                "headers" if is_fields(member) => {
                    let fields = member.as_array_mut().into_iter().flatten();
                    fields
                        .filter_map(|field| field.get_mut(1))
                        .for_each(|value| self.number(value));
                }
                _ => self.find(member),
            }),
            Value::Array(items) => items.iter_mut().for_each(|item| self.find(item)),
            _ => {}
        }
    }

    fn number(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if !text.is_empty() => {
                let known = self.seen.iter().position(|seen| seen == text);
                let number = known.unwrap_or(self.seen.len());
                if known.is_none() {
                    self.seen.push(text.clone());
                }
                *text = format!("text {number}");
            }
            Value::Object(members) => {
                let made_up = members.iter_mut().filter(|(name, member)| !is_constant(name, member));
                made_up.for_each(|(_, member)| self.number(member));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.number(item)),
            _ => {}
        }
    }
}

/// Whether a member of an example decides what a client does, or is the model's own (`basis`).
fn is_constant(name: &str, member: &Value) -> bool {
    member.is_string() && ["basis", "type", "status", "role"].contains(&name)
}

fn is_fields(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_array))
}

#[test]
fn the_provider_states_the_same_facts() {
    let Some(seed) = Reading::of_seed() else { return };
    let loose = Reading::of(LOOSE);
    let ((ours, our_values), (theirs, their_values)) = (facts(&loose.api), facts(&seed.api));
    assert_eq!(ours, theirs);
    let shared: Vec<&String> = our_values.iter().filter(|text| their_values.contains(text)).collect();
    assert!(shared.is_empty(), "{shared:?}");
    assert_eq!(loose.findings(), seed.findings());
    // Both are compared, and not two empty things.
    let operations = |resource: &Resource| resource.operations.len();
    assert_eq!(seed.api.resources.iter().map(operations).sum::<usize>(), 21);
}

/// A heading, or what stands in front of the text of a line: white space, and the mark of a list item.
fn layout(line: &str) -> (&str, &str) {
    if line.starts_with('#') {
        return (line, "");
    }
    let text = line.trim_start_matches([' ', '+']);
    let lead = line.strip_suffix(text).unwrap_or_default();
    (lead, line.strip_prefix(line.trim_end()).unwrap_or_default())
}

/// Ours is exactly as loose as theirs: the same headings, and every line as far to the right.
#[test]
fn the_provider_writes_no_less_loosely() {
    let Some(seed) = Reading::of_seed() else { return };
    let loose = Reading::of(LOOSE);
    let (ours, theirs) = (loose.text.lines().map(layout), seed.text.lines().map(layout));
    let differing = (1..).zip(ours.zip(theirs)).filter(|(_, (ours, theirs))| ours != theirs);
    assert_eq!(differing.collect::<Vec<_>>(), []);
    assert_eq!(loose.text.lines().count(), seed.text.lines().count());
}

/// What both have is structure; no sentence is the provider's.
#[test]
fn the_prose_is_our_own() {
    let Some(seed) = Reading::of_seed() else { return };
    let (ours, theirs) = (prose(&Reading::of(LOOSE).api), prose(&seed.api));
    let shared: Vec<&String> = ours.iter().filter(|text| theirs.contains(text)).collect();
    assert!(shared.is_empty(), "{shared:?}");
    assert_eq!(ours.len(), theirs.len());
}

/// All descriptions of a model.
fn prose(api: &Api) -> Vec<String> {
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("description").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|member| collect(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&serde_json::to_value(api).expect("JSON"), &mut found);
    found
}

//! Names of generated items that the plan does not give.

use specwright_rust::{Body, Case, Content, Names, Plan};

/// What the modules of operations import and use from elsewhere.
const IMPORTED: [&str; 10] = [
    "Error",
    "Operation",
    "Option",
    "Parameter",
    "Response",
    "Result",
    "SecurityRef",
    "Self",
    "String",
    "Vec",
];

/// The names of the types that all modules of operations hold together.
pub(crate) struct TypeNames(Names);

impl TypeNames {
    /// Those that the plan gives.
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut taken: Vec<String> = IMPORTED.map(str::to_owned).to_vec();
        for operation in &plan.operations {
            let stem = &operation.type_name;
            taken.extend(["", "Success", "Error", "Headers"].map(|end| format!("{stem}{end}")));
            let sent = operation
                .request_body
                .iter()
                .map(|body| (&body.enum_name, &body.contents));
            let received = operation
                .responses
                .iter()
                .map(|response| (&response.enum_name, &response.contents));
            for (name, contents) in sent.chain(received) {
                taken.push(name.clone());
                taken.extend(contents.iter().filter_map(form_name));
            }
        }
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        Self(Names::new(&taken))
    }

    /// The first of the candidates that is free.
    pub(crate) fn claim(&mut self, candidates: &[&str]) -> String {
        self.0.claim(candidates, Case::UpperCamel)
    }
}

fn form_name(content: &Content) -> Option<String> {
    match &content.body {
        Body::Multipart(form) => Some(form.name.clone()),
        _ => None,
    }
}

/// A facet of the client: a struct with the operations of a group.
pub(crate) struct FacetName {
    /// The name of the struct.
    pub(crate) type_name: String,
    /// The name of the client's method that gives it.
    pub(crate) method: String,
}

/// The names of the facets of a plan, for each group; none for groups whose operations are methods of the client
/// itself: all of a small API, and else that of operations without a tag.
pub(crate) fn facets(plan: &Plan, types: &mut TypeNames) -> Vec<Option<FacetName>> {
    if !plan.layout.facets {
        return plan.groups.iter().map(|_| None).collect();
    }
    let untagged = plan.operations.iter().filter(|operation| {
        let group = plan.groups.get(operation.group);
        group.is_some_and(|group| group.tag.is_none())
    });
    let mut taken = vec!["base_url", "builder", "clone"];
    taken.extend(untagged.map(|operation| operation.name.as_str()));
    let mut methods = Names::new(&taken);
    let named = plan.groups.iter().map(|group| {
        group.tag.as_ref()?;
        let type_name = types.claim(&[&group.type_name, &format!("{} operations", group.type_name)]);
        let method = methods.claim(
            &[&group.module_name, &format!("{} operations", group.module_name)],
            Case::Snake,
        );
        Some(FacetName { type_name, method })
    });
    named.collect()
}

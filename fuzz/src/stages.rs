//! A document's way through all stages, in memory.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use specwright::{Description, Target};
use specwright_diagnostics::{Format, Style};
use specwright_gateway::{Exposure, Selection};
use specwright_model::Api;
use specwright_openapi::WrittenVersion;
use specwright_render::Templates;
use specwright_rust::Plan;
use specwright_target::{Options, RuntimeSource};

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Target::templates);

/// The most bytes of a document.
const MOST_BYTES: usize = 64 * 1024;

/// Of how many documents one is made into crates. Printing them takes longer than all else, and most of it is the same
/// for all.
const GENERATED_OF: u64 = 64;

/// Reads a document, shows what is found in it, and plans it; some are made into crates, and written as OpenAPI.
///
/// Errors hold nothing up: whoever allows them has the same done with a model that lacks something.
/// What has more than [`MOST_BYTES`], as a document around a long text may, is passed over.
pub fn through_all_stages(name: &str, text: &str) {
    if text.len() > MOST_BYTES {
        return;
    }
    let description = read(name, text);
    let Some(api) = description.api() else {
        return;
    };
    let (plan, _) = specwright_rust::plan(api);
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    match hasher.finish() % GENERATED_OF {
        0 => generate(api, &plan),
        1 => drop(specwright_openapi::write(api, WrittenVersion::V3_1)),
        2 => drop(specwright_openapi::write(api, WrittenVersion::V3_0)),
        _ => {}
    }
}

/// Reads a document and shows what is found in it.
pub fn read(name: &str, text: &str) -> Description {
    let description = Description::from_texts(&[(name, text)]);
    description.findings().render(Format::Full, Style::Plain);
    description
}

fn generate(api: &Api, plan: &Plan) {
    let options = Options {
        package: "fuzzed".to_owned(),
        source: "fuzzed.yaml".to_owned(),
        command: "cargo fuzz".to_owned(),
        runtime: RuntimeSource::Version("0.1.0".to_owned()),
        dependencies: BTreeMap::new(),
    };
    specwright_client::generate(api, plan, &options, &TEMPLATES).expect("a client");
    specwright_server::generate(api, plan, &options, &TEMPLATES).expect("a server");
    let tools = Selection::default();
    let exposure = match api.capability {
        Some(_) => Exposure::Capability,
        None => Exposure::Tools(&tools),
    };
    specwright_gateway::generate(api, plan, "fuzzed-client", exposure, &options, &TEMPLATES).expect("a gateway");
}

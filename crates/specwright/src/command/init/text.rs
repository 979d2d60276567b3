//! The configuration that is written.

use toml_edit::Value;

use super::search::Found;

/// What stands before the first API.
const HEAD: &str = r#"# What `specwright generate` generates. Paths are relative to this file.

[output]
directory = "generated"             # the folder of generated crates
# templates = "templates"           # a folder with templates of your own: see `specwright templates`
# runtime = { version = "0.1" }     # in place of a copy of its sources beside the crates; or { path = "…" }
"#;

/// What else can be said of an API.
const MORE: &str = r#"
# What else each [[api]] can say:
#
# targets = ["client", "server"]    # or "gateway" or "mcp"; left out, those that make sense
# schemas = "partner.yaml"          # a description with the schemas that a capability lacks
# root = "."                        # the folder of which files are read; left out, that of the description
# allow = ["file-missing"]          # errors that count as warnings; what they are about is left out
# date-times = "jiff"               # or "chrono", "time" or "string"
# derives = ["Hash"]                # what all types derive besides
#
# [api.operations]                  # which operations are generated; `exclude` takes some away
# include = { tags = ["users"], paths = ["/organizations/*"] }
#
# [api.types]                       # types of your own in place of schemas
# Money = "money::Money"
#
# [api.dependencies]                # what generated packages need for these
# money = { path = "../money" }
"#;

/// The text of a configuration with an API for each description.
pub(super) fn configuration(found: &[Found]) -> String {
    let mut text = HEAD.to_owned();
    for api in found {
        text.push_str(&format!(
            "\n# {}\n[[api]]\nname = {}\ndescription = {}\n",
            api.format,
            Value::from(api.name.as_str()),
            Value::from(api.path.as_str()),
        ));
        if api.leaves_folder {
            text.push_str("root = \".\"\n");
        }
    }
    text.push_str(MORE);
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{Configuration, Format, Name};

    fn found() -> Found {
        Found {
            path: "specs/\"odd\".yaml".to_owned(),
            format: Format::OpenApi,
            name: Name::derive("odd"),
            leaves_folder: true,
        }
    }

    fn check(text: &str) -> Configuration {
        let configuration = Configuration::parse(text, Path::new(""));
        configuration.unwrap_or_else(|findings| panic!("{findings:?}\n{text}"))
    }

    #[test]
    fn what_is_written_is_a_configuration() {
        let configuration = check(&configuration(&[found()]));
        let api = &configuration.apis[0];
        assert_eq!(api.description, Path::new("specs/\"odd\".yaml"));
        assert_eq!(api.reading.root.as_deref(), Some(Path::new(".")));
    }

    #[test]
    fn what_else_can_be_said_can_be_said() {
        let settings = MORE.lines().filter_map(|line| line.strip_prefix("# "));
        let settings: Vec<_> = settings
            .filter(|line| line.starts_with("[api.") || line.contains(" = "))
            .collect();
        let api = Found {
            leaves_folder: false,
            ..found()
        };
        let text = configuration(&[api]).replace(MORE, &format!("{}\n", settings.join("\n")));
        let configuration = check(&text);
        assert_eq!(settings.len(), 12, "{settings:?}");
        assert_eq!(configuration.apis[0].targets.len(), 2);
        assert_eq!(configuration.apis[0].dependencies.len(), 1);
    }
}

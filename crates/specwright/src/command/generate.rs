//! `specwright generate`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use specwright_diagnostics::Format;

use super::shell::{command_text, path_text};
use super::values::one_of;
use super::watch::{self, Inputs, Round};
use super::{Console, Exit, ReadingArguments, Run, Verbosity};
use crate::{Configuration, Name, Request, Runtime, Target};

/// Where generated crates go by default.
const DIRECTORY: &str = "generated";

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright generate                  what specwright.toml says
  specwright generate partner.yaml     a client and a server in generated/
  specwright generate partner.raml --target client,mcp --out crates
  specwright generate --check          fail when files are not current, in CI
  specwright generate --watch          while you write a description";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The descriptions; without any, those that the configuration names
    #[arg(value_name = "SPEC", conflicts_with = "config", value_hint = ValueHint::FilePath)]
    specs: Vec<PathBuf>,
    /// The configuration [default: specwright.toml]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// The crates to generate [default: client and server; of a capability, client and gateway]
    #[arg(
        long = "target",
        value_name = "TARGET",
        value_delimiter = ',',
        requires = "specs",
        value_parser = one_of::<Target>(Target::ALL.map(Target::name))
    )]
    targets: Vec<Target>,
    /// A description of the same API that has the schemas which a capability lacks
    #[arg(long, value_name = "SPEC", requires = "specs", value_hint = ValueHint::FilePath)]
    schemas: Option<PathBuf>,
    /// The folder of generated crates [default: generated]
    #[arg(long, value_name = "FOLDER", requires = "specs", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
    /// A folder with templates that take the place of those of the same names
    #[arg(long, value_name = "FOLDER", requires = "specs", value_hint = ValueHint::DirPath)]
    templates: Option<PathBuf>,
    /// The name of the packages, before -client or -server [default: after the file]
    #[arg(long, requires = "specs", value_parser = parse_name, value_hint = ValueHint::Other)]
    name: Option<Name>,
    /// Where generated crates find the runtime: vendored, path=PATH or version=VERSION [default: vendored]
    #[arg(long, requires = "specs", value_parser = parse_runtime, value_hint = ValueHint::Other)]
    runtime: Option<Runtime>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// Write nothing; fail when generated files are not current, and show how they differ
    #[arg(long)]
    check: bool,
    /// Generate again whenever a description, the configuration or a template changes, until Ctrl-C
    #[arg(long, conflicts_with = "check")]
    watch: bool,
    /// How findings are shown
    #[arg(long, default_value_t, value_parser = one_of::<Format>(Format::ALL.map(Format::name)))]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, verbosity: Verbosity) -> Exit {
    let console = Console {
        format: arguments.format,
        verbosity,
    };
    // Later, the configuration may be away for a moment: somebody exchanges it.
    if arguments.watch && arguments.names_something() {
        watch::run(console, || arguments.round(console))
    } else {
        arguments.round(console).exit
    }
}

/// Generates what the configuration `file` says, or of that only the APIs called `names`. `command` makes the command
/// that does it again: for one API, for its headers, and for none of them in particular, for people.
pub fn generate_configured(
    file: &Path,
    names: &[String],
    check: bool,
    console: Console,
    command: impl Fn(Option<&Name>) -> String,
) -> Exit {
    round_of_configuration(file, names, check, console, command).exit
}

/// As [`generate_configured`], with what it depends on.
fn round_of_configuration(
    file: &Path,
    names: &[String],
    check: bool,
    console: Console,
    command: impl Fn(Option<&Name>) -> String,
) -> Round {
    let mistaken = || Round {
        exit: Exit::Misuse,
        inputs: Inputs {
            files: [file.to_path_buf()].into(),
            folder: None,
        },
    };
    console.detail(format_args!("configured by {}", path_text(file)));
    let configuration = match Configuration::read(file) {
        Ok(configuration) => configuration,
        Err(findings) => {
            let mistaken = mistaken();
            return Round {
                exit: mistaken.exit.max(console.report(&findings)),
                ..mistaken
            };
        }
    };
    let requests = match configuration.requests(names, |name| command(Some(name))) {
        Ok(requests) => requests,
        Err(unknown) => {
            console.error(unknown);
            return mistaken();
        }
    };
    let run = Run {
        requests,
        folder: configuration.directory,
        templates: configuration.templates,
        runtime: configuration.runtime,
        is_complete: names.is_empty(),
        is_configured: true,
        command: command(None),
    };
    let mut round = run.round(check, console);
    round.inputs.files.insert(file.to_path_buf());
    round
}

impl Arguments {
    /// Whether there is a description or a configuration to begin with.
    fn names_something(&self) -> bool {
        !self.specs.is_empty() || self.config.is_some() || Path::new(Configuration::FILE_NAME).exists()
    }

    /// Does what is asked for, once.
    fn round(&self, console: Console) -> Round {
        if !self.specs.is_empty() {
            return match self.run() {
                Ok(run) => run.round(self.check, console),
                Err(message) => {
                    console.error(message);
                    Round::ended(Exit::Misuse)
                }
            };
        }
        if !self.reading.is_default() {
            console.error(
                "`--root`, `--allow` and `--limit` are about descriptions that are named here; those of a configuration \
                 have the keys `root` and `allow` and the table `limits` in their `[[api]]`",
            );
            return Round::ended(Exit::Misuse);
        }
        let default = Path::new(Configuration::FILE_NAME);
        let file = self.config.as_deref().unwrap_or(default);
        if self.config.is_none() && !default.exists() {
            console.error(
                "there is no description to generate from: name one, or write a specwright.toml, as `specwright init` \
                 does",
            );
            return Round {
                exit: Exit::Misuse,
                inputs: Inputs {
                    files: [default.to_path_buf()].into(),
                    folder: None,
                },
            };
        }
        let mut command = vec!["specwright".to_owned(), "generate".to_owned()];
        // An absolute path is no part of generated text, which is the same on every machine.
        if let Some(path) = self.config.as_deref().filter(|path| path.is_relative()) {
            command.extend(["--config".to_owned(), path_text(path)]);
        }
        let command = command_text(command.iter().map(String::as_str));
        round_of_configuration(file, &[], self.check, console, |_| command.clone())
    }

    /// What is asked for.
    ///
    /// # Errors
    /// What cannot be done, for people.
    fn run(&self) -> Result<Run, String> {
        if self.name.is_some() && self.specs.len() > 1 {
            return Err("`--name` names the packages of one description, and there are several".to_owned());
        }
        if self.schemas.is_some() && self.specs.len() > 1 {
            return Err("`--schemas` has the schemas of one description, and there are several".to_owned());
        }
        let folder = self.out.clone().unwrap_or_else(|| PathBuf::from(DIRECTORY));
        let runtime = self.runtime.clone().unwrap_or_default();
        let mut requests = Vec::new();
        let mut named: BTreeMap<Name, &Path> = BTreeMap::new();
        for spec in &self.specs {
            let name = self.name.clone().unwrap_or_else(|| Name::of_file(spec));
            if let Some(other) = named.insert(name.clone(), spec) {
                let (other, spec) = (other.display(), spec.display());
                return Err(format!(
                    "the packages of {other} and {spec} would both be called `{name}`; generate them one by one, with `--name`"
                ));
            }
            requests.push(Request {
                schemas: self.schemas.clone(),
                reading: self.reading.reading(),
                targets: self.targets(),
                command: self.header_command(spec),
                ..Request::new(spec.clone(), name, runtime.source(&folder))
            });
        }
        Ok(Run {
            requests,
            folder,
            templates: self.templates.clone(),
            runtime,
            is_complete: false,
            is_configured: false,
            command: self.command(self.specs.iter().map(|spec| path_text(spec)), self.out.as_deref()),
        })
    }

    /// The targets that are named, each once, in the order of all.
    fn targets(&self) -> Vec<Target> {
        let is_wanted = |target: &Target| self.targets.contains(target);
        Target::ALL.into_iter().filter(is_wanted).collect()
    }

    /// The command in the headers of what is generated from `spec`: without the folders of absolute paths, since what
    /// is generated is the same on every machine.
    fn header_command(&self, spec: &Path) -> String {
        let file_name = Path::new(spec.file_name().unwrap_or_default());
        let spec = if spec.is_absolute() { file_name } else { spec };
        self.command([path_text(spec)], self.out.as_deref().filter(|out| out.is_relative()))
    }

    fn command(&self, specs: impl IntoIterator<Item = String>, out: Option<&Path>) -> String {
        let mut words = vec!["specwright".to_owned(), "generate".to_owned()];
        words.extend(specs);
        let mut option = |name: &str, value: String| words.extend([name.to_owned(), value]);
        if let Some(name) = &self.name {
            option("--name", name.to_string());
        }
        let targets = self.targets();
        if !targets.is_empty() {
            option(
                "--target",
                targets.iter().map(|target| target.name()).collect::<Vec<_>>().join(","),
            );
        }
        if let Some(schemas) = self.schemas.as_deref() {
            option("--schemas", path_text(schemas));
        }
        if let Some(out) = out {
            option("--out", path_text(out));
        }
        if let Some(templates) = &self.templates {
            option("--templates", path_text(templates));
        }
        if let Some(root) = &self.reading.root {
            option("--root", path_text(root));
        }
        if !self.reading.allow.is_empty() {
            let codes: Vec<&str> = self.reading.allow.iter().map(|error| error.code()).collect();
            option("--allow", codes.join(","));
        }
        for (limit, value) in &self.reading.limits {
            option("--limit", format!("{}={value}", limit.name()));
        }
        match &self.runtime {
            None | Some(Runtime::Vendored) => {}
            Some(Runtime::Path(path)) => option("--runtime", format!("path={}", path_text(path))),
            Some(Runtime::Version(version)) => option("--runtime", format!("version={version}")),
        }
        command_text(words.iter().map(String::as_str))
    }
}

fn parse_name(text: &str) -> Result<Name, String> {
    Name::new(text).map_err(|invalid| format!("{invalid}; write `{}`, for example", invalid.suggestion))
}

fn parse_runtime(text: &str) -> Result<Runtime, String> {
    match text.split_once('=') {
        None if text == "vendored" => Ok(Runtime::Vendored),
        Some(("path", path)) if !path.is_empty() => Ok(Runtime::Path(PathBuf::from(path))),
        Some(("version", version)) if !version.is_empty() => Ok(Runtime::Version(version.to_owned())),
        _ => Err("write `vendored`, `path=PATH` or `version=VERSION`".to_owned()),
    }
}

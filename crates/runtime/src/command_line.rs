//! Command lines of generated programs: flags, the environment variables that stand in for them, and
//! the text of `--help`.

use std::ffi::OsString;
use std::fmt::Write as _;

/// A flag of a program.
#[derive(Debug)]
pub(crate) struct Flag {
    /// Its name, with the dashes.
    pub(crate) name: String,
    /// What stands for its value in `--help`; `None` if it takes none.
    pub(crate) value: Option<&'static str>,
    /// The environment variable that stands in for it.
    pub(crate) variable: Option<String>,
    /// What it does.
    pub(crate) help: String,
}

impl Flag {
    /// A flag without a value.
    pub(crate) fn switch(name: &str, help: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            value: None,
            variable: None,
            help: help.into(),
        }
    }

    /// A flag with a value.
    pub(crate) fn option(name: &str, value: &'static str, help: impl Into<String>) -> Self {
        Self {
            value: Some(value),
            ..Self::switch(name, help)
        }
    }

    /// Lets an environment variable stand in.
    pub(crate) fn variable(mut self, name: &str) -> Self {
        self.variable = Some(name.to_owned());
        self
    }
}

/// What a command line asks for.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Request {
    /// The text of help.
    Help,
    /// The version.
    Version,
    /// What the program is for.
    Run(Values),
}

/// The values of flags, in the order in which they stand on the command line; those of environment
/// variables after them.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Values(Vec<(String, String)>);

impl Values {
    /// The value of a flag: the last one, if it is there more than once.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).last()
    }

    /// Whether a flag is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Every value of a flag.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_name = self.0.iter().filter(move |(flag, _)| flag == name);
        of_name.map(|(_, value)| value.as_str())
    }
}

/// Reads the arguments after the program's name. A variable counts where its flag is not there; one
/// that is empty counts as not set, and for a flag without a value `0` and `false` do too.
///
/// # Errors
/// What is wrong, for a person.
pub(crate) fn parse(
    flags: &[Flag],
    arguments: impl Iterator<Item = OsString>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Request, String> {
    let mut values = Values::default();
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let (name, attached) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let flag = flags.iter().find(|flag| flag.name == name);
        let built_in = matches!(name, "--help" | "-h" | "--version" | "-V");
        if attached.is_some() && (built_in || flag.is_some_and(|flag| flag.value.is_none())) {
            return Err(format!("{name} takes no value"));
        }
        match (name, flag) {
            ("--help" | "-h", _) => return Ok(Request::Help),
            ("--version" | "-V", _) => return Ok(Request::Version),
            (_, Some(flag)) => {
                let value = match flag.value {
                    Some(_) => attached
                        .or_else(|| arguments.next())
                        .ok_or_else(|| format!("{name} needs a value"))?,
                    None => String::new(),
                };
                values.0.push((flag.name.clone(), value));
            }
            (_, None) => return Err(format!("unknown argument `{argument}`")),
        }
    }
    for flag in flags {
        let variable = flag.variable.as_deref().and_then(environment);
        let off = |value: &str| value.is_empty() || (flag.value.is_none() && matches!(value, "0" | "false"));
        if let Some(value) = variable.filter(|value| !off(value) && !values.has(&flag.name)) {
            values.0.push((flag.name.clone(), value));
        }
    }
    Ok(Request::Run(values))
}

/// The table of flags in the text of help.
pub(crate) fn table(flags: &[Flag]) -> String {
    let mut rows: Vec<(String, String)> = flags.iter().map(row).collect();
    rows.push(("--help".to_owned(), "Print this help".to_owned()));
    rows.push(("--version".to_owned(), "Print the version".to_owned()));
    let width = rows.iter().map(|(flag, _)| flag.len()).max().unwrap_or_default();
    let mut table = String::new();
    for (flag, text) in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(table, "  {flag:<width$}  {text}");
    }
    table
}

fn row(flag: &Flag) -> (String, String) {
    let name = match flag.value {
        Some(value) => format!("{} {value}", flag.name),
        None => flag.name.clone(),
    };
    let help = match &flag.variable {
        Some(variable) => format!("{} [env: {variable}]", flag.help),
        None => flag.help.clone(),
    };
    (name, help)
}

/// Reads the number of a port.
///
/// # Errors
/// What is wrong, for a person.
pub(crate) fn parse_port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a port from 0 to 65535"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags() -> Vec<Flag> {
        vec![
            Flag::switch("--loud", "Be loud").variable("LOUD"),
            Flag::option("--name", "NAME", "Say this").variable("NAME"),
        ]
    }

    #[track_caller]
    fn check(arguments: &str, environment: &[(&str, &str)], expected: &str) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let arguments = arguments.split_whitespace().map(OsString::from);
        let found = match parse(&flags(), arguments, &variable) {
            Ok(Request::Run(values)) => {
                let names: Vec<&str> = values.all("--name").collect();
                format!(
                    "loud={} name={:?} names={names:?}",
                    values.has("--loud"),
                    values.get("--name")
                )
            }
            Ok(request) => format!("{request:?}"),
            Err(message) => message,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn flags_come_before_variables() {
        check("", &[], "loud=false name=None names=[]");
        check(
            "--loud --name a --name=b=c",
            &[("NAME", "d")],
            r#"loud=true name=Some("b=c") names=["a", "b=c"]"#,
        );
        check(
            "",
            &[("NAME", "d"), ("LOUD", "1")],
            r#"loud=true name=Some("d") names=["d"]"#,
        );
        check("", &[("NAME", ""), ("LOUD", "false")], "loud=false name=None names=[]");
        check("--help --nonsense", &[], "Help");
        check("--loud -V", &[], "Version");
    }

    #[test]
    fn mistakes() {
        check("--name", &[], "--name needs a value");
        check("--loud=1", &[], "--loud takes no value");
        check("--help=1", &[], "--help takes no value");
        check("--nonsense=1", &[], "unknown argument `--nonsense=1`");
        check("word", &[], "unknown argument `word`");
    }

    #[test]
    fn the_table_is_aligned() {
        insta::assert_snapshot!(table(&flags()), @r"
          --loud       Be loud [env: LOUD]
          --name NAME  Say this [env: NAME]
          --help       Print this help
          --version    Print the version
        ");
    }
}

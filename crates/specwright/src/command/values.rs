//! Values of arguments of which there are only so many: what help, completions and manual pages know of them.

use std::error::Error;
use std::ffi::OsStr;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};
use specwright_diagnostics::nearest;

/// How many values are suggested at most in place of one that there is not.
const SUGGESTIONS: usize = 5;

/// A parser of one of `names`, all of which are listed wherever the argument is.
pub(super) fn one_of<T>(names: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err: Error + Send + Sync> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| name.parse::<T>())
}

/// A parser of which completions know the values. Mistakes are left to the parser within: clap would list all values,
/// of which there may be hundreds.
#[derive(Clone)]
pub(super) struct Completed<P> {
    parser: P,
    values: fn() -> Vec<PossibleValue>,
}

/// What `parser` parses, with `values` for completions. They are made when they are asked for, since those of `man` are
/// the subcommands of the command that is being put together.
pub(super) fn completed<P>(parser: P, values: fn() -> Vec<PossibleValue>) -> Completed<P> {
    Completed { parser, values }
}

impl<P: TypedValueParser> TypedValueParser for Completed<P> {
    type Value = P::Value;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<P::Value, clap::Error> {
        self.parser.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.values)().into_iter()))
    }
}

/// Asks whether a name is meant that is spelt nearly as `name`, or else one of those of which `name` is a part; none
/// where there are no such names.
pub(super) fn meant<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let near: Vec<&str> = match nearest(name, known.iter().copied()) {
        Some(near) => vec![near],
        None if name.is_empty() => Vec::new(),
        None => known
            .into_iter()
            .filter(|known| known.contains(name))
            .take(SUGGESTIONS)
            .collect(),
    };
    let near: Vec<String> = near.into_iter().map(|name| format!("`{name}`")).collect();
    match near.split_last()? {
        (last, []) => Some(format!("did you mean {last}?")),
        (last, others) => Some(format!("did you mean {} or {last}?", others.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        let known = [
            "client/lib.rs",
            "client/manifest.toml",
            "server/lib.rs",
            "server/main.rs",
        ];
        assert_eq!(meant(name, known).as_deref(), expected, "{name}");
    }

    #[test]
    fn near_names_and_longer_ones_are_meant() {
        check("server/mian.rs", Some("did you mean `server/main.rs`?"));
        check("client/lib", Some("did you mean `client/lib.rs`?"));
        check("lib", Some("did you mean `client/lib.rs` or `server/lib.rs`?"));
        check(
            "/",
            Some("did you mean `client/lib.rs`, `client/manifest.toml`, `server/lib.rs` or `server/main.rs`?"),
        );
        check("", None);
        check("gateway", None);
    }
}

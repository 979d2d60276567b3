//! Commands as text that people can copy into a shell.

use std::path::Path;

/// The words of a command, quoted for a POSIX shell where they need it.
pub(super) fn command_text<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<_> = words.into_iter().map(quote).collect();
    words.join(" ")
}

/// A path as it is typed, with forward slashes.
pub(super) fn path_text(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

fn quote(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_./,=:@%+".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: &str) {
        assert_eq!(command_text(words.iter().copied()), expected);
    }

    #[test]
    fn words_that_a_shell_would_part_are_quoted() {
        check(
            &["specwright", "generate", "specs/a.yaml"],
            "specwright generate specs/a.yaml",
        );
        check(&["a b", "", "it's"], r"'a b' '' 'it'\''s'");
        check(&["--runtime", "version=^1"], "--runtime 'version=^1'");
        check(&["$(rm)"], "'$(rm)'");
    }
}

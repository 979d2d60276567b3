//! Completions, as real shells make them: bash always, zsh and fish where they are installed.

use std::process::Command;

use crate::support::Folder;

/// Completes the last of the words `$2…` by the script `$1`. What `compopt` would do stands among the candidates: it
/// works behind a key press alone.
const BASH: &str = r#"
compopt() { told="compopt $*"; }
source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_specwright specwright "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}" "$told"
"#;

/// Completes the line `$2` by the file `_specwright` in the folder `$1`: types it into another zsh, with a tab behind
/// it, in which `compadd` prints what it would add.
const ZSH: &str = r#"
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PS1=; fpath=($1 \$fpath); source $1/inner.zsh"
zpty -w -n inner "$2"$'\t'
zpty -r inner printed '*END'
print -r -- ${${printed##*BEGIN}%END}
"#;

const ZSH_INNER: &str = r"
autoload -Uz compinit && compinit -u -D
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd $@; return; fi
    typeset -a candidates
    builtin compadd -O candidates $@
    print -rl -- $candidates
}
begin() { print -r -- BEGIN }
finish() { print -r -- END; exit }
compprefuncs=(begin)
comppostfuncs=(finish)
bindkey '^I' complete-word
";

/// Completes the line `$argv[2]` by the script `$argv[1]`.
const FISH: &str = r"source $argv[1]; complete -C $argv[2] | string split --fields 1 \t";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }
    }

    /// What the shell offers behind `line`, sorted; none where it is not installed.
    fn candidates(self, line: &str) -> Option<Vec<String>> {
        let mut command = Command::new(self.name());
        if self != Self::Bash && command.arg("--version").output().is_err() {
            return None;
        }
        let ran = Folder::with(&[]).run(&format!("completions {}", self.name()));
        assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{self:?}");
        let folder = Folder::with(&[
            ("_specwright", &ran.output),
            ("inner.zsh", ZSH_INNER),
            ("specs/a.yaml", ""),
        ]);
        let mut command = Command::new(self.name());
        match self {
            Self::Bash => command
                .args(["--norc", "-c", BASH, "bash", "_specwright"])
                .args(line.split(' ')),
            Self::Zsh => command.args(["-f", "-c", ZSH, "zsh"]).arg(folder.path()).arg(line),
            Self::Fish => command.args(["--no-config", "-c", FISH, "_specwright", line]),
        };
        let output = command.current_dir(folder.path()).output().unwrap();
        assert!(output.stderr.is_empty(), "{self:?} {line}: {output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines = printed.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut candidates: Vec<String> = lines.map(str::to_owned).collect();
        candidates.sort();
        Some(candidates)
    }
}

fn check(line: &str, expected: &[&str]) {
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        if let Some(candidates) = shell.candidates(line) {
            assert_eq!(candidates, expected, "{shell:?}: {line}");
        }
    }
}

#[test]
fn options_have_their_values() {
    check("specwright check --color ", &["always", "auto", "never"]);
    check(
        "specwright generate --format ",
        &["concise", "full", "github", "json", "sarif"],
    );
    check("specwright generate --target ", &["client", "gateway", "mcp", "server"]);
    check("specwright convert --to ", &["openapi-3.0", "openapi-3.1"]);
    check("specwright check --allow file-m", &["file-missing"]);
}

#[test]
fn positional_arguments_have_their_values() {
    check("specwright explain unknown-k", &["unknown-key"]);
    check("specwright man gen", &["generate"]);
    check("specwright templates server/ma", &["server/main.rs"]);
    check("specwright completions ba", &["bash"]);
}

#[test]
fn folders_are_completed_where_folders_are_asked_for() {
    let line = "specwright generate --out ";
    assert_eq!(Shell::Bash.candidates(line).unwrap(), ["compopt -o plusdirs"]);
    if let Some(candidates) = Shell::Fish.candidates(line) {
        assert_eq!(candidates, ["specs/"]);
    }
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = Folder::with(&[]).run(&format!("completions {shell}"));
        assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{shell}");
        for word in ["generate", "watch"] {
            assert!(ran.output.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(Folder::with(&[]).run("completions cmd").code, 2);
}

//! Texts that try to be more than texts.

/// A hostile text.
pub(crate) struct Payload {
    /// What it is.
    pub(crate) name: &'static str,
    /// The text; `§` stands for a word of its place, so that texts at two places differ.
    text: &'static str,
}

impl Payload {
    /// The text for the place of a word.
    pub(crate) fn at(&self, word: &str) -> String {
        let text = match self.name {
            "300 characters" => self.text.to_owned() + &"x".repeat(300),
            _ => self.text.to_owned(),
        };
        text.replace('§', word)
    }
}

const fn payload(name: &'static str, text: &'static str) -> Payload {
    Payload { name, text }
}

/// All of them: quotes, comments, code blocks, paths, templates, manifests.
pub(crate) const PAYLOADS: &[Payload] = &[
    // Literals.
    payload("string end", r#"§"; pub struct Injected; //"#),
    payload("raw string end", "§\"##; pub struct Injected; r##\""),
    payload("character end", "§'; injected!(); '"),
    payload("escapes", r#"§\u{22}\x22\" \"#),
    payload("attribute end", r##"§"] pub mod injected; #[doc = ""##),
    payload("string before", r#"";injected!();"§"#),
    // Comments and documentation.
    payload("line feed", "§\npub struct Injected;\n"),
    payload("carriage return", "§\rpub struct Injected;"),
    payload(
        "other line ends",
        "§\u{85}pub struct Injected;\u{2028}injected!();\u{2029}injected!();\u{b}\u{c}",
    ),
    payload("comment marks", "/** § */ pub struct Injected; /* //! //"),
    payload(
        "direction marks",
        "\u{202e}§\u{202c}\u{2066}\u{2067}\u{2069}\u{200f}\u{61c}",
    ),
    payload(
        "control characters",
        "\u{feff}§\0\u{1}\u{1b}[2J\u{7f}\u{9b}\u{ffff}\u{200b}",
    ),
    // Code in documentation.
    payload(
        "blocks of code",
        "§\n\n```\npanic!(\"injected\");\n```\n\n~~~compile_fail\nlet injected = 1;\n~~~\n\n    panic!(\"injected\");\n\n\tpanic!(\"injected\");\n",
    ),
    payload("block that is not closed", "```rust,should_panic\n§();\n"),
    payload(
        "block in a list",
        "- §\n\n      panic!(\"injected\");\n\n> 1. x\n>\n>        panic!(\"injected\");\n",
    ),
    payload(
        "HTML and links",
        "§ <script>injected()</script><img src=x onerror=injected()> [a](javascript:injected()) ![b](javascript:injected()) <javascript:injected()> [c][d] <!-- \n\n[d]: javascript:injected()\n",
    ),
    payload(
        "links to items",
        "§ [crate::injected] [`Injected`] [i](crate::injected) [Vec<T>] [^1] [^injected]\n\n[^1]: pub struct Injected;\n",
    ),
    // Files and identifiers.
    payload("path upward", "../%2e%2e%2f§"),
    payload("absolute path", "/．．／etc/§"),
    payload("path of Windows", "C:\\§"),
    payload("NUL", "§\0.rs"),
    payload("300 characters", "§"),
    payload("file of a device", "con.§"),
    payload("path of Rust", "§::<crate>::self"),
    // Templates and formats.
    payload("braces of formats", "{§} {0} {:?} {} }} {{"),
    payload("variable", "{{ § }}"),
    payload("statement", "{% include '§' %} {# injected #}"),
    payload(
        "shell",
        "${§} $(injected) `injected` #{injected} <%= injected %> $crate %s %n",
    ),
    payload("holes of templates", "__hole_0 __hole_1 § __hole_"),
    // Manifests.
    payload("table", "§\"\n[dependencies]\ninjected = \"1\"\n#"),
    payload(
        "long string end",
        "§'''\n[package]\nbuild = 'injected.rs'\n\"\"\"\n[features]\ninjected = []\n\"\"\"",
    ),
];

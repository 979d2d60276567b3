//! What a document refers to: pages with more about something, and who stands behind an API.

use specwright_model::{Api, Contact, ExternalDocumentation, License};

use super::{Docs, in_code};

impl Docs {
    /// Adds a line with a page that has more to read.
    pub(crate) fn see(&mut self, page: Option<&ExternalDocumentation>) -> &mut Self {
        match page.filter(|page| !page.url.trim().is_empty()) {
            Some(page) => self.paragraph(&format!("See {}.", link(page.description.as_deref(), &page.url))),
            None => self,
        }
    }

    /// Adds the version of an API, whom to ask about it, and on what terms it is offered, a line each.
    pub(crate) fn credits(&mut self, api: &Api) -> &mut Self {
        let version = Some(&api.version).filter(|version| !version.trim().is_empty());
        let lines = [
            version.map(|version| format!("Version `{}`.", in_code(version))),
            api.contact.as_ref().and_then(contact),
            api.license.as_ref().and_then(license),
            api.terms_of_service
                .as_ref()
                .map(|url| format!("Terms of service: {}.", link(None, url))),
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        self.paragraph(&lines.join("\n"))
    }
}

fn contact(contact: &Contact) -> Option<String> {
    let page = match (&contact.name, &contact.url) {
        (name, Some(url)) => Some(link(name.as_deref(), url)),
        (Some(name), None) => Some(in_text(name)),
        (None, None) => None,
    };
    let email = contact.email.as_ref().map(|address| format!("`{}`", in_code(address)));
    let ways: Vec<String> = page.into_iter().chain(email).collect();
    (!ways.is_empty()).then(|| format!("Contact: {}.", ways.join(", ")))
}

fn license(license: &License) -> Option<String> {
    let name = Some(license.name.as_str()).filter(|name| !name.trim().is_empty());
    let name = name.or(license.identifier.as_deref());
    let text = match (&license.url, name) {
        (Some(url), name) => link(name, url),
        (None, Some(name)) => in_text(name),
        (None, None) => return None,
    };
    Some(format!("License: {text}."))
}

/// A link, or the address as code where it is none to follow: documents are strangers', and so are their addresses.
fn link(text: Option<&str>, url: &str) -> String {
    // The line has a full stop of its own.
    let text = text.map(|text| in_text(text.trim_end().trim_end_matches('.')));
    let text = text.filter(|text| !text.is_empty());
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"<>\\`\"".contains(&byte));
    match text {
        Some(text) if is_web && is_plain => format!("[{text}](<{url}>)"),
        None if is_web && is_plain => format!("<{url}>"),
        Some(text) => format!("{text} (`{}`)", in_code(url)),
        None => format!("`{}`", in_code(url)),
    }
}

/// Text of one line in which no sign of Markdown counts.
fn in_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for character in word.chars() {
            if "\\`*_[]<>!#&~|".contains(character) {
                escaped.push('\\');
            }
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(description: Option<&str>, url: &str, expected: &str) {
        let page = ExternalDocumentation {
            url: url.to_owned(),
            description: description.map(str::to_owned),
        };
        let mut docs = Docs::new();
        docs.see(Some(&page));
        assert_eq!(docs.lines().collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn pages_are_links() {
        check(None, "https://a.example/b", "See <https://a.example/b>.");
        check(
            Some("the  guide\n(part 2)."),
            "https://a.example/b_(c)",
            "See [the guide (part 2)](<https://a.example/b_(c)>).",
        );
        check(None, "", "");
    }

    #[test]
    fn texts_and_addresses_of_strangers_stay_what_they_are() {
        check(
            Some("a](https://evil.example) `x` [b"),
            "https://a.example",
            "See [a\\](https://evil.example) \\`x\\` \\[b](<https://a.example>).",
        );
        check(
            Some("click"),
            "javascript:alert(1)",
            "See click (`javascript:alert(1)`).",
        );
        check(
            None,
            "https://a.example/> <script>",
            "See `https://a.example/> <script>`.",
        );
        check(None, "a`b", "See `a'b`.");
    }

    #[test]
    fn an_api_has_a_version_and_somebody_behind_it() {
        let text = |text: &str| Some(text.to_owned());
        let api = Api {
            version: "1.2".to_owned(),
            contact: Some(Contact {
                name: text("Team *A*"),
                url: text("https://a.example"),
                email: text("a@a.example"),
            }),
            license: Some(License {
                identifier: text("MIT"),
                ..License::default()
            }),
            terms_of_service: text("/terms"),
            ..Api::default()
        };
        let mut docs = Docs::new();
        docs.credits(&api);
        insta::assert_snapshot!(docs.lines().collect::<Vec<_>>().join("\n"), @r"
        Version `1.2`.
        Contact: [Team \*A\*](<https://a.example>), `a@a.example`.
        License: MIT.
        Terms of service: `/terms`.
        ");
    }
}

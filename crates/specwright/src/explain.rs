//! The pages that explain diagnostics, one for each code: `explanations/STAGE/CODE.md` in this package.

mod pages;

use std::fmt;

use pages::PAGES;
use specwright_diagnostics::{Rule, Severity};

use crate::rules;

/// A page, and the code that it explains.
struct Page {
    /// The name of the [stage](crate::Stage) whose rule has the code.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "what the page's folder is called is told to tests alone")
    )]
    stage: &'static str,
    code: &'static str,
    text: &'static str,
}

/// What there is to say about all diagnostics of one code.
///
/// It shows itself as Markdown: the code as the heading, its severity and what it is about, what it means, a small
/// document that has such a diagnostic, and the same document, mended. In front of each file stands its name.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    rule: &'static Rule,
    page: &'static str,
}

/// Explains a code, such as `unknown-key`; none when no diagnostic has it.
pub fn explain(code: &str) -> Option<Explanation> {
    let rule = rules().find(|rule| rule.code == code)?;
    let page = PAGES.iter().find(|page| page.code == code)?.text;
    Some(Explanation { rule, page })
}

impl Explanation {
    /// The kind of diagnostic that is explained.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = self.page.lines();
        writeln!(formatter, "{}", lines.next().unwrap_or_default())?;
        let severity = match (self.rule.severity, self.rule.is_harmless) {
            (Severity::Error, true) => "Error on which no code depends.",
            (Severity::Error, false) => "Error.",
            (Severity::Warning, _) => "Warning.",
            (Severity::Note, _) => "Note.",
        };
        writeln!(formatter, "\n**{severity}** {}", self.rule.summary)?;
        let mut closing = None;
        for line in lines {
            match closing {
                Some(fence) if fence == line => closing = None,
                Some(_) => {}
                None => {
                    if let Some(opening) = Opening::of(line) {
                        closing = Some(opening.fence);
                        opening.fmt(formatter)?;
                        continue;
                    }
                }
            }
            writeln!(formatter, "{line}")?;
        }
        Ok(())
    }
}

/// The line that opens a block of code in a page, such as "```yaml pets.yaml": a language and the name of a file, behind
/// which may stand what tests do with it.
struct Opening<'p> {
    fence: &'p str,
    language: &'p str,
    file: Option<&'p str>,
}

impl<'p> Opening<'p> {
    fn of(line: &'p str) -> Option<Self> {
        let (fence, info) = line.split_at(line.len() - line.trim_start_matches('`').len());
        let mut words = info.split_whitespace();
        (fence.len() >= 3).then(|| Self {
            fence,
            language: words.next().unwrap_or_default(),
            file: words.next(),
        })
    }
}

impl fmt::Display for Opening<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file {
            // What stands behind the language is not shown by those who render Markdown.
            writeln!(formatter, "`{file}`:\n")?;
        }
        writeln!(formatter, "{}{}", self.fence, self.language)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::stages;

    #[test]
    fn every_rule_has_a_page_and_every_page_a_rule() {
        let rules: BTreeSet<_> = stages()
            .iter()
            .flat_map(|stage| stage.rules.iter().map(|rule| (stage.name, rule.code)))
            .collect();
        let pages: BTreeSet<_> = PAGES.iter().map(|page| (page.stage, page.code)).collect();
        let missing: Vec<_> = rules.difference(&pages).collect();
        let superfluous: Vec<_> = pages.difference(&rules).collect();
        assert!(missing.is_empty(), "rules without a page: {missing:#?}");
        assert!(superfluous.is_empty(), "pages without a rule: {superfluous:#?}");
        assert_eq!(pages.len(), PAGES.len(), "a page is listed twice");
    }

    #[test]
    fn an_explanation_begins_with_the_code_and_its_severity() {
        for rule in rules() {
            let shown = explain(rule.code).map(|explanation| explanation.to_string());
            let shown = shown.unwrap_or_default();
            assert!(shown.starts_with(&format!("# {}\n\n**", rule.code)), "{shown}");
            assert!(shown.contains(&format!("** {}\n\n", rule.summary)), "{shown}");
        }
        assert!(explain("no-such-code").is_none());
    }

    #[test]
    fn files_have_their_names_in_front() {
        static RULE: Rule = Rule {
            code: "code",
            severity: Severity::Error,
            is_harmless: true,
            summary: "What it is about.",
        };
        let page = "# code\n\nText.\n\n````apib a.apib check\n```json\n{}\n```\n````\n\n```yaml b.yaml\n# b\n```\n";
        let explanation = Explanation { rule: &RULE, page };
        insta::assert_snapshot!(explanation.to_string(), @"
        # code

        **Error on which no code depends.** What it is about.

        Text.

        `a.apib`:

        ````apib
        ```json
        {}
        ```
        ````

        `b.yaml`:

        ```yaml
        # b
        ```
        ");
    }
}

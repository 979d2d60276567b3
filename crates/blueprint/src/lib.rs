//! Reads API Blueprint (format 1A9, with MSON) into the model.
//!
//! A document passes through five steps: `text` normalises it, `block` finds its headings, items and code as
//! Markdown has them, `outline` and `payload` find the sections of a blueprint among those, `mson` reads the
//! descriptions of data, and `lower` makes the model of it all. Blueprints are loose: what is written in another way
//! than the format asks for is read as it is meant, with one warning for each kind of assumption.
//!
//! Invariant: this crate reads no files, and knows every byte's place in the document.

mod block;
mod findings;
mod lower;
mod metadata;
mod mson;
mod outline;
mod payload;
mod rules;
mod section;
mod syntax;
mod text;
mod uri_template;

use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_source::Sources;

use crate::findings::Findings;
use crate::section::Heading;
use crate::text::Text;

pub use rules::RULES;

/// Whether a text looks like a blueprint: it says so in its metadata (`FORMAT: 1A`), or has a heading that opens a
/// section of one, such as `# GET /users` or `# Users [/users]`.
pub fn detect(text: &str) -> bool {
    let first = text.trim_start_matches('\u{FEFF}').trim_start();
    let is_metadata = first.get(..7).is_some_and(|it| it.eq_ignore_ascii_case("FORMAT:"));
    is_metadata || text.split(['\n', '\r']).any(opens_section)
}

fn opens_section(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    let is_heading = title.len() < line.len();
    is_heading
        && !matches!(
            Heading::read(block::Line::new(title, 0)),
            Heading::Other | Heading::Group { .. }
        )
}

/// Reads the entry document of `sources` into the model.
///
/// There is no model where the document holds no section of a blueprint. Where the diagnostics hold an error, the model
/// holds what could be read.
pub fn read(sources: &Sources) -> (Option<Api>, Diagnostics) {
    let file = sources.entry();
    let text = Text::new(file, sources.text(file));
    let (chapters, too_deep) = block::chapters(text.as_str());
    let mut findings = Findings::new(&text);
    if let Some(range) = too_deep {
        let message = "items are nested so deeply here that they are read as text";
        let finding = findings.at(&rules::NESTED_TOO_DEEPLY, range.start..range.start + 1, message);
        findings.push(finding.help("give what is nested a name of its own below `# Data Structures`"));
    }
    for offset in text.cramped_headings() {
        let end = offset + text.as_str().get(*offset..).unwrap_or("").find(' ').unwrap_or(0);
        let finding = findings.at(
            &rules::LOOSE_HEADING,
            *offset..end,
            "a heading without a space behind its hashes",
        );
        findings.assume("cramped", finding.help("put a space between the hashes and the text"));
    }
    let blueprint = outline::blueprint(text.as_str(), &chapters, &mut findings);
    let api = lower::api(sources, text.as_str(), &blueprint, &mut findings);
    (Some(api), findings.finish())
}

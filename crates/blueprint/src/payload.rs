//! Requests, responses and models: what their sections hold.

use std::ops::Range;

use specwright_model::media_type::is_json;

use crate::block::{Block, Item, Line, items};
use crate::findings::Findings;
use crate::rules;
use crate::section::Section;
use crate::syntax::{Asset, Attributes, Description, HeaderField, Payload, PayloadKind};

/// Reads a request or a response; none for any other section.
pub(crate) fn payload<'b, 't>(
    text: &'t str,
    item: &'b Item<'t>,
    section: &Section<'t>,
    findings: &mut Findings<'_>,
) -> Option<Payload<'b, 't>> {
    let (kind, media_type) = match *section {
        Section::Request { name, media_type } => (PayloadKind::Request(name), media_type),
        Section::Response {
            status,
            media_type,
            rest,
        } => {
            if !rest.text.is_empty() {
                let message = format!("`{}` behind the status means nothing", rest.text);
                let finding = findings.at(&rules::LOOSE_SECTION, rest.range(), message);
                let help = "write a response as `+ Response 200 (application/json)`";
                findings.assume("response", finding.help(help));
            }
            (PayloadKind::Response(status), media_type)
        }
        _ => return None,
    };
    Some(read(text, item, kind, media_type, findings))
}

/// Reads the model of a resource.
pub(crate) fn model<'b, 't>(
    text: &'t str,
    item: &'b Item<'t>,
    media_type: Option<Line<'t>>,
    findings: &mut Findings<'_>,
) -> Payload<'b, 't> {
    read(text, item, PayloadKind::Model, media_type, findings)
}

fn read<'b, 't>(
    text: &'t str,
    item: &'b Item<'t>,
    kind: PayloadKind<'t>,
    media_type: Option<Line<'t>>,
    findings: &mut Findings<'_>,
) -> Payload<'b, 't> {
    let mut payload = Payload {
        kind,
        media_type,
        description: Description::default(),
        headers: Vec::new(),
        body: None,
        schema: None,
        attributes: None,
        reference: None,
        range: item.signature.range(),
    };
    let has_sections = items(&item.blocks).any(|item| is_part(&Section::read(item.signature)));
    if !has_sections {
        whole(text, &mut payload, &item.blocks, findings);
        return payload;
    }
    for block in &item.blocks {
        let Block::Item(inner) = block else {
            stray(text, &mut payload, block, findings);
            continue;
        };
        match Section::read(inner.signature) {
            Some(section) if is_part(&Some(section)) => nested(text, &mut payload, inner, &section, findings),
            Some(_) => {
                let message = "a request or a response has no such section";
                let finding = findings.at(&rules::MISPLACED_SECTION, inner.signature.range(), message);
                findings.push(finding.label("left out"));
            }
            None => payload.description.add(text, inner.range.clone()),
        }
    }
    payload
}

/// Whether a section is one that payloads have.
fn is_part(section: &Option<Section<'_>>) -> bool {
    use Section::{Attributes, Body, Headers, Schema};
    matches!(
        section,
        Some(Headers { .. } | Body { .. } | Schema { .. } | Attributes { .. })
    )
}

/// Reads a section of a payload.
pub(crate) fn nested<'b, 't>(
    text: &'t str,
    payload: &mut Payload<'b, 't>,
    item: &'b Item<'t>,
    section: &Section<'t>,
    findings: &mut Findings<'_>,
) {
    let depth = 2;
    match *section {
        Section::Headers { rest } => headers(text, payload, item, rest, findings),
        Section::Body { rest } => {
            let body = (!item.blocks.is_empty()).then(|| asset(text, &item.blocks, depth));
            say_indentation(item, body.as_ref(), findings);
            payload.body = body.or_else(|| (!rest.text.is_empty()).then(|| inline(rest)));
        }
        Section::Schema { .. } if !item.blocks.is_empty() => {
            let schema = asset(text, &item.blocks, depth);
            say_indentation(item, Some(&schema), findings);
            payload.schema = Some(schema);
        }
        Section::Attributes { definition } => {
            payload.attributes = Some(Attributes {
                definition,
                blocks: &item.blocks,
            });
        }
        _ => {}
    }
}

/// Text or code beside the sections of a payload: its description, or a body without its own section.
fn stray<'t>(text: &'t str, payload: &mut Payload<'_, 't>, block: &Block<'t>, findings: &mut Findings<'_>) {
    let is_first = payload.headers.is_empty() && payload.schema.is_none() && payload.attributes.is_none();
    if matches!(block, Block::Prose(_)) || payload.body.is_some() || is_first {
        payload.description.add(text, block.text_range());
        return;
    }
    let message = "a body beside other sections needs a section of its own";
    let finding = findings.at(&rules::LOOSE_SECTION, block.range(), message);
    findings.assume("body", finding.help("put `+ Body` before it").label("read as the body"));
    payload.body = Some(asset(text, std::slice::from_ref(block), 1));
}

/// Reads what a payload without sections holds: a body, a reference to a model, or text to read.
fn whole<'t>(text: &'t str, payload: &mut Payload<'_, 't>, blocks: &[Block<'t>], findings: &mut Findings<'_>) {
    if let [Block::Prose(prose)] = blocks
        && let [line] = prose.lines.as_slice()
        && let Some(name) = reference(*line)
    {
        payload.reference = Some(name);
        return;
    }
    let first_body = blocks.iter().position(|block| begins_body(text, payload, block));
    let (described, body) = blocks
        .split_at_checked(first_body.unwrap_or(blocks.len()))
        .unwrap_or((blocks, &[]));
    for block in described {
        payload.description.add(text, block.text_range());
    }
    let (Some(first), Some(last)) = (body.first(), body.last()) else {
        return;
    };
    if !matches!(body, [Block::Code(_)]) {
        let message = "a body is expected to be indented by eight spaces, with an empty line before it";
        let finding = findings.at(&rules::INDENTATION, first.range().start..last.range().end, message);
        findings.assume(
            "body",
            finding
                .help("indent each line by eight spaces")
                .label("read as the body"),
        );
    }
    payload.body = Some(asset(text, body, 1));
}

/// Whether the body of a payload begins with a block: code does; prose does where it looks like data, or where the
/// payload may hold plain text.
fn begins_body(text: &str, payload: &Payload<'_, '_>, block: &Block<'_>) -> bool {
    match block {
        Block::Code(_) => true,
        Block::Item(_) => false,
        Block::Prose(_) => {
            let content = text.get(block.range()).unwrap_or("");
            let is_data = content.starts_with(['{', '[', '<', '"']);
            let is_structured = payload.media_type.is_some_and(|it| is_json(it.text));
            is_data || !(is_structured || has_no_body(payload.kind))
        }
    }
}

/// Whether a response of that status has no body (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5).
pub(crate) fn has_no_body(kind: PayloadKind<'_>) -> bool {
    match kind {
        PayloadKind::Response(Some(status)) => {
            matches!(status.text, "204" | "205" | "304") || status.text.starts_with('1')
        }
        _ => false,
    }
}

/// Whether a block beside a payload can only be its body.
pub(crate) fn is_dangling_body(text: &str, block: &Block<'_>) -> bool {
    match block {
        Block::Code(_) => true,
        Block::Prose(_) => text.get(block.range()).is_some_and(|it| it.starts_with(['{', '['])),
        Block::Item(_) => false,
    }
}

/// The name in `[Name][]`.
fn reference(line: Line<'_>) -> Option<Line<'_>> {
    let inner = line.text.strip_prefix('[')?.strip_suffix("][]")?;
    (!inner.is_empty() && !inner.contains(['[', ']'])).then(|| line.part(1..1 + inner.len()))
}

/// The text of blocks as it is: a single code block without its marks and indentation, else the lines from the first
/// block to the last without the indentation that all share, up to what a blueprint asks for at that depth of items.
pub(crate) fn asset(text: &str, blocks: &[Block<'_>], depth: usize) -> Asset {
    if let [Block::Code(code)] = blocks {
        return Asset {
            text: code.text.clone(),
            range: code.range.clone(),
        };
    }
    let start = blocks.first().map_or(0, |block| line_start(text, block.range().start));
    let end = blocks.last().map_or(start, |block| block.range().end);
    let content = text.get(start..end).unwrap_or("").trim_end();
    // The first line may stand behind the mark of an item.
    let first = blocks.first().map_or(start, |block| block.range().start);
    let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let full_lines = content.lines().filter(|line| !line.trim().is_empty());
    let common = full_lines.map(width).min().unwrap_or(0).min(4 * depth + 4);
    let is_behind_mark = text.get(start..first).is_some_and(|before| !before.trim().is_empty());
    let lines: Vec<&str> = if is_behind_mark {
        text.get(first..end).unwrap_or("").lines().map(str::trim).collect()
    } else {
        content.lines().map(|line| line.get(common..).unwrap_or("")).collect()
    };
    Asset {
        text: lines.join("\n"),
        range: first..start + content.len(),
    }
}

fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or("");
    before.rfind('\n').map_or(0, |at| at + 1)
}

/// A body on the line of its keyword, without the marks of a code span.
fn inline(line: Line<'_>) -> Asset {
    let unmarked = line.text.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
    Asset {
        text: unmarked.unwrap_or(line.text).to_owned(),
        range: line.range(),
    }
}

fn say_indentation(item: &Item<'_>, asset: Option<&Asset>, findings: &mut Findings<'_>) {
    if let (Some(asset), false) = (asset, matches!(item.blocks.as_slice(), [Block::Code(_)])) {
        let message = "this section is expected to be indented by twelve spaces, with an empty line before it";
        let finding = findings.at(&rules::INDENTATION, asset.range.clone(), message);
        findings.assume("asset", finding.help("indent each line by twelve spaces"));
    }
}

/// Reads header fields, one a line.
fn headers<'t>(
    text: &'t str,
    payload: &mut Payload<'_, 't>,
    item: &Item<'t>,
    rest: Line<'t>,
    findings: &mut Findings<'_>,
) {
    let mut lines = Vec::new();
    if rest.text.contains(':') {
        lines.push(rest);
    } else if !rest.text.is_empty() {
        let message = format!("`{}` means nothing here", rest.text);
        let finding = findings.at(&rules::LOOSE_SECTION, rest.range(), message);
        findings.assume("headers", finding.help("write `+ Headers` alone"));
    }
    for block in &item.blocks {
        match block {
            Block::Prose(prose) => {
                let message = "header fields are expected to be indented by twelve spaces";
                let finding = findings.at(&rules::INDENTATION, prose.range.clone(), message);
                let help = "indent each line by twelve spaces, with an empty line before them";
                findings.assume("headers", finding.help(help));
                lines.extend(&prose.lines);
            }
            Block::Code(code) => lines.extend(lines_of(text, code.range.clone())),
            Block::Item(item) => lines.push(item.signature),
        }
    }
    for line in lines {
        header(payload, line, findings);
    }
}

fn header<'t>(payload: &mut Payload<'_, 't>, line: Line<'t>, findings: &mut Findings<'_>) {
    if line.text.starts_with("```") || line.text.starts_with("~~~") {
        return;
    }
    let (name, value) = match line.text.split_once(':') {
        Some((name, _)) => (line.part(0..name.len()), line.part(name.len() + 1..line.text.len())),
        None => (line, line.part(line.text.len()..line.text.len())),
    };
    if !is_token(name.text) {
        let message = format!("`{}` is no header field", line.text);
        let finding = findings
            .at(&rules::INVALID_HEADER, line.range(), message)
            .label("left out");
        findings.push(finding.help("write a name and a value, as `Location: /users/1`"));
        return;
    }
    payload.headers.push(HeaderField { name, value });
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
    !text.is_empty() && text.chars().all(is_part)
}

fn lines_of(text: &str, range: Range<usize>) -> Vec<Line<'_>> {
    let mut start = range.start;
    let lines = text.get(range).unwrap_or("").split_inclusive('\n').map(|line| {
        let read = Line::new(line, start);
        start += line.len();
        read
    });
    lines.filter(|line| !line.text.is_empty()).collect()
}

//! Finds the sections of a blueprint among its blocks.
//!
//! Which section a heading opens is said by its words, not by its level: levels are only a custom in blueprints. A
//! heading that says nothing of the kind is text of the section in which it stands.

use std::ops::Range;

use crate::block::{Block, Chapter, Item, Line};
use crate::findings::Findings;
use crate::metadata::metadata;
use crate::mson;
use crate::payload;
use crate::rules;
use crate::section::{Heading, Section};
use crate::syntax::{Action, Attributes, Blueprint, Description, Group, NamedType, Resource};

/// Reads the sections of a document from its chapters.
pub(crate) fn blueprint<'b, 't>(
    text: &'t str,
    chapters: &'b [Chapter<'t>],
    findings: &mut Findings<'_>,
) -> Blueprint<'b, 't> {
    let mut outline = Outline {
        text,
        findings,
        blueprint: Blueprint::default(),
        place: Place::Start,
        awaits_parameters: false,
    };
    let mut rest = chapters;
    while let Some((chapter, behind)) = rest.split_first() {
        rest = outline.chapter(chapter, behind);
    }
    outline.blueprint
}

/// In which section a chapter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before everything.
    Start,
    /// In the description of the API.
    Api,
    Group,
    Resource,
    Action,
    DataStructures,
}

struct Outline<'b, 't, 'f, 'x> {
    text: &'t str,
    findings: &'f mut Findings<'x>,
    blueprint: Blueprint<'b, 't>,
    place: Place,
    /// Whether the last section is one of parameters that holds none: its items may stand beside it.
    awaits_parameters: bool,
}

impl<'b, 't> Outline<'b, 't, '_, '_> {
    /// Reads a chapter and those behind it that are parts of it; gives the others back.
    fn chapter(&mut self, chapter: &'b Chapter<'t>, behind: &'b [Chapter<'t>]) -> &'b [Chapter<'t>] {
        let heading = if chapter.level == 0 {
            Heading::Other
        } else {
            Heading::read(chapter.title)
        };
        match heading {
            Heading::Group { name } => {
                self.say_case(chapter);
                let name = Some(name);
                let group = Group {
                    name,
                    ..Group::default()
                };
                self.blueprint.groups.push(group);
                self.place = Place::Group;
            }
            Heading::DataStructures => {
                self.place = Place::DataStructures;
                for block in &chapter.blocks {
                    let message = "text below this heading describes no data structure, and is left out";
                    let finding = self.findings.at(&rules::MISPLACED_TEXT, block.range(), message);
                    self.findings
                        .push(finding.help("put it below the heading of a data structure, such as `## User (object)`"));
                }
                return behind;
            }
            Heading::Resource { name, uri } => self.open_resource(name, Some(uri), chapter.range.clone()),
            Heading::Action { name, method, uri } => {
                if name.is_none() {
                    let message = "an action without a name";
                    let finding = self.findings.at(&rules::LOOSE_HEADING, chapter.range.clone(), message);
                    let finding = finding.help("write `GET`, or a name before the bracket, as `Name [GET]`");
                    self.findings.assume("nameless action", finding);
                }
                if self.blueprint.resource().is_none() || !matches!(self.place, Place::Resource | Place::Action) {
                    self.open_resource(None, None, chapter.range.clone());
                }
                self.open_action(name, method, uri, chapter.range.clone());
            }
            Heading::BareAction { method, uri } => {
                // With a URI of its own it is a resource as well, wherever it stands.
                if uri.is_some() || !matches!(self.place, Place::Resource | Place::Action) {
                    self.open_resource(None, None, chapter.range.clone());
                }
                self.open_action(None, method, uri, chapter.range.clone());
            }
            Heading::Other if self.place == Place::DataStructures => {
                return self.named_type(chapter, behind);
            }
            Heading::Other => self.other(chapter),
        }
        self.blocks(&chapter.blocks);
        behind
    }

    /// A heading that opens no section: the name of the API, or text of the section in which it stands.
    fn other(&mut self, chapter: &Chapter<'t>) {
        if chapter.level == 0 {
            return;
        }
        if self.place == Place::Start {
            self.blueprint.name = Some(chapter.title);
            self.place = Place::Api;
        } else {
            self.describe(chapter.range.clone());
        }
    }

    fn open_resource(&mut self, name: Option<Line<'t>>, uri: Option<Line<'t>>, range: Range<usize>) {
        let resource = Resource {
            name,
            uri,
            range,
            ..Resource::default()
        };
        let outside = matches!(self.place, Place::Start | Place::Api | Place::DataStructures);
        match self.blueprint.groups.last_mut() {
            Some(group) if !outside || group.name.is_none() => group.resources.push(resource),
            _ => self.blueprint.groups.push(Group {
                resources: vec![resource],
                ..Group::default()
            }),
        }
        self.place = Place::Resource;
    }

    fn open_action(&mut self, name: Option<Line<'t>>, method: Line<'t>, uri: Option<Line<'t>>, range: Range<usize>) {
        let Some(resource) = self.blueprint.resource() else {
            return;
        };
        resource.actions.push(Action {
            name,
            method,
            uri,
            description: Description::default(),
            relation: None,
            parameters: Vec::new(),
            attributes: None,
            payloads: Vec::new(),
            range,
        });
        self.place = Place::Action;
    }

    /// A data structure, with the headings below it that are sections of it.
    fn named_type(&mut self, chapter: &'b Chapter<'t>, behind: &'b [Chapter<'t>]) -> &'b [Chapter<'t>] {
        let is_section = |it: &Chapter<'_>| mson::is_type_section(it.title.text);
        let count = behind.iter().take_while(|it| is_section(it)).count();
        let (sections, behind) = behind.split_at_checked(count).unwrap_or((&[], behind));
        self.blueprint.types.push(NamedType {
            title: chapter.title,
            blocks: &chapter.blocks,
            sections,
        });
        behind
    }

    fn blocks(&mut self, blocks: &'b [Block<'t>]) {
        let mut blocks = blocks.iter();
        if self.place == Place::Start
            && let Some(Block::Prose(prose)) = blocks.clone().next()
            && let Some(metadata) = metadata(&prose.lines)
        {
            self.blueprint.metadata = metadata;
            blocks.next();
        }
        self.awaits_parameters = false;
        for block in blocks {
            if self.is_parameter_beside(block) {
                continue;
            }
            let is_read = match self.place {
                Place::Resource => self.block_of_resource(block),
                Place::Action => self.block_of_action(block),
                Place::Start | Place::Api | Place::Group | Place::DataStructures => false,
            };
            if !is_read {
                self.describe(block.text_range());
            }
        }
    }

    /// Takes an item behind an empty section of parameters as one of them; false for anything else.
    fn is_parameter_beside(&mut self, block: &'b Block<'t>) -> bool {
        let item = match block {
            Block::Item(item) if Section::read(item.signature).is_none() => item,
            Block::Item(item) => {
                let is_empty = Section::read(item.signature) == Some(Section::Parameters) && item.blocks.is_empty();
                self.awaits_parameters = is_empty;
                return false;
            }
            Block::Prose(_) | Block::Code(_) => {
                self.awaits_parameters = false;
                return false;
            }
        };
        if !self.awaits_parameters {
            return false;
        }
        let in_action = self.place == Place::Action;
        let Some(resource) = self.blueprint.resource() else {
            return false;
        };
        match resource.actions.last_mut().filter(|_| in_action) {
            Some(action) => action.parameters.push(item),
            None => resource.parameters.push(item),
        }
        let message = "this parameter stands beside the section that it belongs to";
        let finding = self.findings.at(&rules::INDENTATION, item.signature.range(), message);
        self.findings.assume(
            "parameter",
            finding.help("indent it by four spaces more than `+ Parameters`"),
        );
        true
    }

    /// Adds text to the description of the section that is open.
    fn describe(&mut self, range: Range<usize>) {
        let blueprint = &mut self.blueprint;
        let description = match self.place {
            Place::Start | Place::Api | Place::DataStructures => Some(&mut blueprint.description),
            Place::Group => blueprint.groups.last_mut().map(|group| &mut group.description),
            Place::Resource => blueprint.resource().map(|resource| &mut resource.description),
            Place::Action => blueprint.action().map(|action| &mut action.description),
        };
        if let Some(description) = description {
            description.add(self.text, range);
        }
    }

    /// Reads a block of a resource; false for text.
    fn block_of_resource(&mut self, block: &'b Block<'t>) -> bool {
        let Block::Item(item) = block else {
            return false;
        };
        let Some(section) = Section::read(item.signature) else {
            return false;
        };
        if matches!(section, Section::Request { .. } | Section::Response { .. }) {
            self.open_assumed_action(item);
            return self.block_of_action(block);
        }
        let mut model = None;
        if let Section::Model { media_type } = section {
            model = Some(payload::model(self.text, item, media_type, self.findings));
        }
        let Some(resource) = self.blueprint.resource() else {
            return false;
        };
        match section {
            Section::Parameters => resource.parameters.extend(item.items()),
            Section::Attributes { definition } => resource.attributes = Some(attributes(definition, item)),
            Section::Model { .. } => resource.model = model,
            _ => self.say_misplaced(item, "a resource has no such section outside of its actions"),
        }
        if section == Section::Parameters {
            self.say_parameters(item);
        }
        true
    }

    /// Opens an action for a request or a response that stands in a resource without one.
    fn open_assumed_action(&mut self, item: &Item<'t>) {
        let message = "a resource has no method of its own; `GET` is assumed";
        let finding = self.findings.at(&rules::LOOSE_HEADING, item.signature.range(), message);
        let finding = finding.help("put the method into the heading, as `[GET /users]`, or a heading `### [GET]` here");
        self.findings.assume("resource without an action", finding);
        let method = Line {
            text: "GET",
            start: item.signature.start,
        };
        self.open_action(None, method, None, item.signature.range());
    }

    /// Reads a block of an action; false for text.
    fn block_of_action(&mut self, block: &'b Block<'t>) -> bool {
        let item = match block {
            Block::Item(item) => item,
            Block::Prose(_) | Block::Code(_) => return self.dangling(block),
        };
        let Some(section) = Section::read(item.signature) else {
            return false;
        };
        let payload = payload::payload(self.text, item, &section, self.findings);
        let Some(action) = self.blueprint.action() else {
            return false;
        };
        match section {
            Section::Request { .. } | Section::Response { .. } => action.payloads.extend(payload),
            Section::Parameters => action.parameters.extend(item.items()),
            Section::Attributes { definition } => action.attributes = Some(attributes(definition, item)),
            Section::Relation { name } => action.relation = Some(name),
            Section::Headers { .. } | Section::Body { .. } | Section::Schema { .. } if !action.payloads.is_empty() => {
                if let Some(last) = action.payloads.last_mut() {
                    payload::nested(self.text, last, item, &section, self.findings);
                }
                let message = "this section stands beside the payload that it belongs to";
                let finding = self.findings.at(&rules::INDENTATION, item.signature.range(), message);
                let finding = finding.help("indent it by four spaces more than the request or response above it");
                self.findings.assume("section", finding);
            }
            _ => self.say_misplaced(
                item,
                "an action has no such section outside of its requests and responses",
            ),
        }
        if section == Section::Parameters {
            self.say_parameters(item);
        }
        true
    }

    /// Takes a body that is not indented as one of the payload above it; false for text.
    fn dangling(&mut self, block: &Block<'t>) -> bool {
        let text = self.text;
        let Some(last) = self.blueprint.action().and_then(|action| action.payloads.last_mut()) else {
            return false;
        };
        if last.body.is_some() || last.reference.is_some() || !payload::is_dangling_body(text, block) {
            return false;
        }
        last.body = Some(payload::asset(text, std::slice::from_ref(block), 0));
        let message = "this body stands beside the payload that it belongs to";
        let finding = self.findings.at(&rules::INDENTATION, block.range(), message);
        let finding = finding.help("indent each of its lines by eight spaces");
        self.findings.assume("body", finding);
        true
    }

    /// What stands in a parameters section and is no parameter.
    fn say_parameters(&mut self, item: &Item<'t>) {
        if !item.signature.text.trim_end_matches(':').ends_with(['s', 'S']) {
            let message = "`Parameter` is read as `Parameters`";
            let finding = self.findings.at(&rules::LOOSE_SECTION, item.signature.range(), message);
            self.findings.assume("parameter", finding.help("write `+ Parameters`"));
        }
        self.say_unread(&item.blocks);
    }

    /// Says of all that is no item among blocks that only may hold items.
    fn say_unread(&mut self, blocks: &[Block<'t>]) {
        for block in blocks {
            if !matches!(block, Block::Item(_)) {
                let message = "this text means nothing here, and is left out";
                let finding = self.findings.at(&rules::MISPLACED_TEXT, block.range(), message);
                self.findings
                    .push(finding.help("begin it with `+ ` to make it an item of the list"));
            }
        }
    }

    fn say_misplaced(&mut self, item: &Item<'t>, message: &str) {
        let finding = self
            .findings
            .at(&rules::MISPLACED_SECTION, item.signature.range(), message);
        self.findings.push(finding.label("left out"));
    }

    fn say_case(&mut self, chapter: &Chapter<'t>) {
        if chapter.title.text.starts_with('g') {
            let keyword = chapter.title.start..chapter.title.start + "group".len();
            let message = "`group` is read as `Group`";
            let finding = self.findings.at(&rules::LOOSE_HEADING, keyword, message);
            self.findings.assume("group", finding.help("write `Group`"));
        }
    }
}

fn attributes<'b, 't>(definition: Line<'t>, item: &'b Item<'t>) -> Attributes<'b, 't> {
    Attributes {
        definition,
        blocks: &item.blocks,
    }
}

impl<'b, 't> Blueprint<'b, 't> {
    /// The resource that was opened last.
    fn resource(&mut self) -> Option<&mut Resource<'b, 't>> {
        self.groups.last_mut()?.resources.last_mut()
    }

    /// The action that was opened last.
    fn action(&mut self) -> Option<&mut Action<'b, 't>> {
        self.resource()?.actions.last_mut()
    }
}

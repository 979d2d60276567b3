//! MCP adapters.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{
    Expression, Hints, Input, InputPlace, McpAdapter, McpResource, Prompt, PromptMessage, SchemaKind, Text, Tool,
    Transport,
};
use specwright_source::Node;

use super::Exposed;
use super::scope::Scope;
use crate::imports::Item;
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

impl<'s> Reader<'s> {
    pub(super) fn mcp_adapter(&mut self, item: Item<'s>, exposed: &mut Exposed<'s>) -> Option<McpAdapter> {
        let node = item.node;
        let common = self.common(item, &objects::MCP, exposed)?;
        let transport = match self.text(node, "transport") {
            Some("stdio") => Transport::Stdio,
            _ => Transport::Http,
        };
        if transport == Transport::Http && node.peek("port").is_none() {
            self.required(node, "port", &objects::MCP);
        }
        if let Some(port) = node.peek("port").filter(|_| transport == Transport::Stdio) {
            self.left_out(
                port.location(),
                "the port",
                "messages travel over standard input and output",
            );
        }
        let description = self.string(node, "description");
        let authentication = self.authentication(node, &common.namespace);
        let mut names = BTreeMap::new();
        let mut tools = Vec::new();
        for mut named in self.named(node, "tools", &objects::TOOL) {
            named.name = named.name.or_else(|| referenced_name(named.node));
            if self.is_new_name(named, "tools", &mut names) {
                tools.extend(self.tool(named, exposed));
            }
        }
        let mut names = BTreeMap::new();
        let mut resources = Vec::new();
        for named in self.named(node, "resources", &objects::MCP_RESOURCE) {
            if self.is_new_name(named, "resources", &mut names) {
                resources.extend(self.mcp_resource(named, exposed));
            }
        }
        let mut names = BTreeMap::new();
        let mut prompts = Vec::new();
        for named in self.named(node, "prompts", &objects::PROMPT) {
            if self.is_new_name(named, "prompts", &mut names) {
                prompts.extend(self.prompt(named));
            }
        }
        Some(McpAdapter {
            namespace: common.namespace,
            description,
            address: common.address,
            port: common.port.filter(|_| transport == Transport::Http),
            transport,
            authentication,
            tools,
            resources,
            prompts,
            origin: self.adapter_origin(node),
        })
    }

    /// Whether a name is there and not taken.
    fn is_new_name(&mut self, named: Named<'s>, what: &str, names: &mut BTreeMap<&'s str, Location>) -> bool {
        let Some((name, location)) = named.name else {
            let message = format!("one of the {what} has no name, and is left out");
            self.report(&rules::MISSING_KEY, named.node.location(), message);
            named.node.see_all();
            return false;
        };
        let Some(first) = names.get(name) else {
            names.insert(name, location);
            return true;
        };
        let message = format!("two of the {what} have the name `{name}`; this one is left out");
        let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, location, message);
        self.findings.push(diagnostic.related(*first, "the first one"));
        named.node.see_all();
        false
    }

    /// A tool; none where something is wrong with what it does.
    fn tool(&mut self, named: Named<'s>, exposed: &Exposed<'s>) -> Option<Tool> {
        let node = named.node;
        let title = self.title(node);
        let own_description = self.string(node, "description");
        let own_hints = self.hints(node);
        let mut scope = Scope::new(None, false);
        scope.inputs.are_declared = node.peek("inputParameters").is_some();
        self.declared_inputs(node, &objects::TOOL_INPUT, &mut scope.inputs);
        let planned = self.planned(node, named.location(), scope, exposed);
        let reference = node.peek("ref").and_then(Node::as_str);
        let function = reference.and_then(|name| exposed.functions.used(name));
        let inherited = function.map(|function| function.hints).unwrap_or_default();
        (!planned.is_broken).then(|| Tool {
            name: named.text().to_owned(),
            title,
            description: own_description.or_else(|| function.and_then(|it| it.description.clone())),
            hints: Hints {
                read_only: own_hints.read_only.or(inherited.read_only),
                destructive: own_hints.destructive.or(inherited.destructive),
                idempotent: own_hints.idempotent.or(inherited.idempotent),
                open_world: own_hints.open_world.or(inherited.open_world),
            },
            inputs: planned.inputs,
            plan: planned.plan,
            output: planned.output,
            origin: self.origin(named.location()),
        })
    }

    fn hints(&mut self, owner: Node<'s>) -> Hints {
        let Some(node) = owner.get("hints").filter(|node| !node.is_null()) else {
            return Hints::default();
        };
        if !self.object(node, &objects::HINTS) {
            return Hints::default();
        }
        Hints {
            read_only: self.flag(node, "readOnly"),
            destructive: self.flag(node, "destructive"),
            idempotent: self.flag(node, "idempotent"),
            open_world: self.flag(node, "openWorld"),
        }
    }

    fn mcp_resource(&mut self, named: Named<'s>, exposed: &Exposed<'s>) -> Option<McpResource> {
        let node = named.node;
        let title = self.title(node);
        let description = self.string(node, "description");
        let media_type = self.string(node, "mimeType");
        node.ignore("binary");
        if self.is_in_files(named, "the resource") {
            return None;
        }
        let uri = self.required(node, "uri", &objects::MCP_RESOURCE).map(str::to_owned);
        let mut scope = Scope::new(None, false);
        scope.inputs.are_declared = true;
        let location = node.peek("uri").map_or_else(|| node.location(), Node::location);
        for name in uri.iter().flat_map(|uri| variables(uri)) {
            scope.inputs.list.push(self.text_input(name, location));
        }
        let planned = self.planned(node, named.location(), scope, exposed);
        let uri = uri.filter(|_| !planned.is_broken)?;
        Some(McpResource {
            name: named.text().to_owned(),
            title,
            uri,
            description,
            media_type,
            inputs: planned.inputs,
            plan: planned.plan,
            origin: self.origin(named.location()),
        })
    }

    fn text_input(&mut self, name: &str, location: Location) -> Input {
        Input {
            name: name.to_owned(),
            place: InputPlace::Argument,
            schema: self.add_schema(SchemaKind::String(Text::default()), location, None),
            required: true,
            description: None,
            default: None,
            origin: self.origin(location),
        }
    }

    /// Whether a resource or prompt stands in files of its own, which are not read.
    fn is_in_files(&mut self, named: Named<'s>, what: &str) -> bool {
        let Some(location) = named.node.get("location") else {
            return false;
        };
        named.node.see_all();
        let what = format!("{what} `{}`", named.text());
        self.left_out(
            location.location(),
            &what,
            "its text stands in files that are served from a disk",
        );
        true
    }

    fn prompt(&mut self, named: Named<'s>) -> Option<Prompt> {
        let node = named.node;
        let title = self.title(node);
        let description = self.string(node, "description");
        if self.is_in_files(named, "the prompt") {
            return None;
        }
        let mut inputs = Vec::new();
        for argument in self.named(node, "arguments", &objects::PROMPT_ARGUMENT) {
            let title = self.title(argument.node);
            let mut input = self.text_input(argument.text(), argument.location());
            input.description = self.string(argument.node, "description").or(title);
            input.required = self.flag(argument.node, "required").unwrap_or(true);
            inputs.push(input);
        }
        let mut scope = Scope::new(None, false);
        scope.inputs.are_declared = true;
        scope.inputs.list = inputs;
        let mut messages = Vec::new();
        for message in self.list(node, "template") {
            if !self.object(message, &objects::MESSAGE) {
                continue;
            }
            let role = self.required(message, "role", &objects::MESSAGE).map(str::to_owned);
            let location = message
                .peek("content")
                .map_or_else(|| message.location(), Node::location);
            let content = self.required(message, "content", &objects::MESSAGE);
            if let (Some(role), Some(content)) = (role, content) {
                let content: Expression = self.value_text(content, location, &mut scope);
                messages.push(PromptMessage { role, content });
            }
        }
        Some(Prompt {
            name: named.text().to_owned(),
            title,
            description,
            inputs: scope.inputs.list,
            messages,
            origin: self.origin(named.location()),
        })
    }
}

/// The name of the function that a tool without a name refers to.
fn referenced_name(node: Node<'_>) -> Option<(&str, Location)> {
    let reference = node.peek("ref")?;
    let (_, name) = reference.as_str()?.rsplit_once('.')?;
    Some((name, reference.location()))
}

/// The names in braces in a URI template.
fn variables(uri: &str) -> impl Iterator<Item = &str> {
    uri.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim())
        .filter(|name| !name.is_empty())
}

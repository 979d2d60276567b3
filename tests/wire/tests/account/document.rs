//! The blueprint, read with the least that can be told apart in it: what the mock must answer is what stands there.

const BLUEPRINT: &str = include_str!("../../../../specs/scaleway-account.apib");

/// An action of the blueprint.
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) request: Option<Message>,
    pub(crate) responses: Vec<Message>,
}

/// A request or a response.
pub(crate) struct Message {
    /// The status of a response; 0 for a request.
    pub(crate) status: u16,
    pub(crate) media_type: Option<&'static str>,
    lines: Vec<&'static str>,
}

impl Message {
    /// The header fields.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.section("    + Headers")
            .filter_map(|line| line.trim().split_once(": "))
    }

    /// The body without the indentation of the blueprint; empty where there is none.
    pub(crate) fn body(&self) -> String {
        let below = self
            .section("    + Body")
            .filter_map(|line| line.strip_prefix("            "));
        let direct = self.lines.iter().filter_map(|line| line.strip_prefix("        "));
        let lines: Vec<&str> = if self.lines.contains(&"    + Body") {
            below.collect()
        } else if self.media_type.is_some() {
            direct.collect()
        } else {
            Vec::new()
        };
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// The lines below one, up to the next one of its kind.
    fn section(&self, head: &str) -> impl Iterator<Item = &'static str> {
        let below = self.lines.iter().copied().skip_while(move |line| *line != head).skip(1);
        below.take_while(|line| !line.starts_with("    + "))
    }
}

impl Operation {
    /// The path with `7` for each variable.
    pub(crate) fn target(&self) -> String {
        let segments = self
            .path
            .split('/')
            .map(|segment| match segment.starts_with(['{', '<']) {
                true => "7",
                false => segment,
            });
        segments.collect::<Vec<_>>().join("/")
    }

    fn messages(&mut self) -> impl Iterator<Item = &mut Message> {
        self.request.iter_mut().chain(&mut self.responses)
    }
}

/// What stands between brackets.
fn between(line: &'static str, open: char, close: char) -> Option<&'static str> {
    Some(line.split_once(open)?.1.split_once(close)?.0)
}

/// Every action, in the order of the blueprint.
pub(crate) fn operations() -> Vec<Operation> {
    let mut operations: Vec<Operation> = Vec::new();
    let mut path = "";
    let mut is_message = false;
    for line in BLUEPRINT.lines() {
        if line.starts_with("#####") {
            operations.push(Operation {
                method: between(line, '[', ']').unwrap(),
                path,
                request: None,
                responses: Vec::new(),
            });
        } else if line.starts_with("####") {
            path = between(line, '[', ']').unwrap();
        } else if let Some(head) = line.strip_prefix("+ ") {
            let mut words = head.split(' ');
            let kind = words.next();
            let message = Message {
                status: words.next().and_then(|word| word.parse().ok()).unwrap_or_default(),
                media_type: between(head, '(', ')'),
                lines: Vec::new(),
            };
            let operation = operations.last_mut().unwrap();
            is_message = matches!(kind, Some("Request" | "Response"));
            match kind {
                Some("Request") => operation.request = Some(message),
                Some("Response") => operation.responses.push(message),
                _ => {}
            }
        } else if is_message && let Some(message) = operations.last_mut().and_then(|it| it.messages().last()) {
            message.lines.push(line);
        }
    }
    operations
}

//! What the tests need to know of a page: its blocks of code, its code spans, its links and its headings.

/// A block of code.
pub(crate) struct Block {
    pub(crate) language: String,
    /// The path behind the language.
    pub(crate) path: Option<String>,
    pub(crate) text: String,
}

/// A page, taken apart.
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    /// All that stands outside of blocks of code.
    pub(crate) prose: String,
}

impl Page {
    pub(crate) fn of(text: &str) -> Self {
        let mut page = Self {
            blocks: Vec::new(),
            prose: String::new(),
        };
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let fence = line.trim_end_matches(|sign| sign != '`');
            if fence.len() < 3 || !fence.trim_matches('`').is_empty() {
                page.prose.push_str(line);
                page.prose.push('\n');
                continue;
            }
            let info = line.strip_prefix(fence).unwrap_or_default().trim();
            let (language, path) = info.split_once(' ').map_or((info, None), |(it, path)| (it, Some(path)));
            let text = lines.by_ref().take_while(|line| line.trim_end() != fence);
            page.blocks.push(Block {
                language: language.to_owned(),
                path: path.map(str::to_owned),
                text: text.map(|line| format!("{line}\n")).collect(),
            });
        }
        page
    }

    /// The text of the block that is the file `path`.
    pub(crate) fn file(&self, path: &str) -> Option<&str> {
        let block = self.blocks.iter().find(|block| block.path.as_deref() == Some(path));
        block.map(|block| block.text.as_str())
    }

    /// The commands of the page, each with what stands below it.
    pub(crate) fn commands(&self) -> impl Iterator<Item = (&str, &str)> {
        let blocks = self.blocks.iter().filter(|block| block.language == "console");
        let commands = blocks.flat_map(|block| {
            let text = block.text.strip_prefix("$ ").unwrap_or(&block.text);
            text.trim_end().split("\n$ ")
        });
        commands.map(|command| command.split_once('\n').unwrap_or((command, "")))
    }

    /// The code in the prose.
    pub(crate) fn code_spans(&self) -> impl Iterator<Item = &str> {
        // No span goes over the end of a line.
        self.prose.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
    }

    /// The targets of links.
    pub(crate) fn links(&self) -> Vec<String> {
        let lines = self.prose.lines().map(without_code);
        let links = lines.flat_map(|line| {
            let targets = line.split("](").skip(1);
            let targets = targets.filter_map(|rest| rest.split_once(')'));
            targets.map(|(target, _)| target.to_owned()).collect::<Vec<_>>()
        });
        links.collect()
    }

    /// The anchors of the headings, as code forges make them.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let mut anchors: Vec<String> = Vec::new();
        let headings = self.prose.lines().filter(|line| line.starts_with('#'));
        for heading in headings {
            let heading = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = heading
                .chars()
                .filter(|sign| sign.is_alphanumeric() || "-_ ".contains(*sign));
            let anchor: String = kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect();
            let repeated = anchors.iter().filter(|other| **other == anchor).count();
            anchors.push(match repeated {
                0 => anchor,
                count => format!("{anchor}-{count}"),
            });
        }
        anchors
    }
}

/// A line without its code spans.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect()
}

#[test]
fn pages_are_taken_apart() {
    let page = Page::of(
        "# A `b`: c-d\n\n[x](y.md#z) `[no](no)` [u](v)\n\n```console\n$ a b\nc\n$ d\n```\n\n# A `b`: c-d\n\
         ```toml e.toml\nf\n```\n",
    );
    assert_eq!(page.anchors(), ["a-b-c-d", "a-b-c-d-1"]);
    assert_eq!(page.links(), ["y.md#z", "v"]);
    assert_eq!(page.commands().collect::<Vec<_>>(), [("a b", "c"), ("d", "")]);
    assert_eq!(page.file("e.toml"), Some("f\n"));
    assert_eq!(page.code_spans().collect::<Vec<_>>(), ["b", "[no](no)", "b"]);
}

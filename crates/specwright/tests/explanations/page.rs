//! The layout of a page.

/// A page in parts.
pub(crate) struct Page {
    /// What yields the code.
    pub(crate) example: Example,
    /// The same, mended.
    pub(crate) mended: Example,
}

/// The files of a section; the first is the one that is given to the program.
#[derive(Default)]
pub(crate) struct Example {
    /// What is done with them.
    pub(crate) way: Way,
    /// Their paths and texts.
    pub(crate) files: Vec<(String, String)>,
}

/// What is done with the files of an example. The third word behind a fence says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Way {
    /// Crates are generated.
    #[default]
    Generate,
    /// The description is read and planned.
    Check,
    /// The description is written as OpenAPI.
    Convert,
    /// The first file is a configuration, and crates of all its APIs are generated.
    Configuration,
}

impl Page {
    /// Takes a page apart.
    ///
    /// # Errors
    /// Where it differs from the layout that all pages have.
    pub(crate) fn parse(code: &str, text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix(&format!("# {code}\n\n"))
            .ok_or("the page must begin with the code as its heading and an empty line")?;
        let (meaning, rest) = rest
            .split_once("\n## Example\n\n")
            .ok_or("the page has no section `Example`")?;
        let (example, mended) = rest
            .split_once("\n## How to mend it\n\n")
            .ok_or("the page has no section `How to mend it`")?;
        if meaning.trim().is_empty() || meaning.contains("```") || meaning.contains("\n#") {
            return Err("what it means is a few paragraphs without a heading or code".to_owned());
        }
        if mended.trim().is_empty() || mended.trim_start().starts_with("```") {
            return Err("how to mend it begins with a paragraph".to_owned());
        }
        if !text.ends_with('\n') || text.contains("\n\n\n\n") || text.lines().any(|line| line.ends_with(' ')) {
            return Err("the page has blanks at the end of a line, or too many empty lines".to_owned());
        }
        Ok(Self {
            example: Example::parse(example)?,
            mended: Example::parse(mended)?,
        })
    }
}

impl Example {
    fn parse(section: &str) -> Result<Self, String> {
        let mut example = Self::default();
        let mut lines = section.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("## ") {
                return Err(format!("the page has a further section, {line:?}"));
            }
            // A block that holds fences of its own has a longer one.
            let fence: String = line.chars().take_while(|character| *character == '`').collect();
            if fence.len() < 3 {
                continue;
            }
            let words: Vec<&str> = line.trim_start_matches('`').split_whitespace().collect();
            let (path, way) = match words[..] {
                [_, path] => (path, None),
                [_, path, way] => (path, Some(way)),
                _ => return Err(format!("{line:?} must name a language and a file")),
            };
            if example.files.is_empty() {
                example.way = way.map_or(Ok(Way::Generate), Way::named)?;
            } else if way.is_some() {
                return Err(format!("{line:?}: only the first block says what is done"));
            }
            let mut text = String::new();
            loop {
                match lines.next() {
                    Some(line) if line == fence => break,
                    Some(line) => text.extend([line, "\n"]),
                    None => return Err(format!("the block {path} has no end")),
                }
            }
            example.files.push((path.to_owned(), text));
        }
        Ok(example)
    }
}

impl Way {
    fn named(word: &str) -> Result<Self, String> {
        match word {
            "generate" => Ok(Self::Generate),
            "check" => Ok(Self::Check),
            "convert" => Ok(Self::Convert),
            "configuration" => Ok(Self::Configuration),
            _ => Err(format!("{word:?} is nothing that is done with a file")),
        }
    }
}

//! Texts, and how they become smaller: by lines first, by characters then.

use std::fmt;

use proptest::strategy::ValueTree;

use crate::lessening::Lessening;

/// A description: a text that may be damaged, and the files that it refers to.
#[derive(Clone)]
pub(crate) struct Description {
    /// The name of the file whose text is at stake.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The other files, by name; the entry is the first of all.
    pub(crate) others: Vec<(String, String)>,
    /// Whether the text at stake is the entry.
    pub(crate) is_entry: bool,
}

impl Description {
    /// All files, the entry first.
    pub(crate) fn files(&self) -> Vec<(&str, &str)> {
        let own = (self.name.as_str(), self.text.as_str());
        let others = self.others.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        if self.is_entry {
            std::iter::once(own).chain(others).collect()
        } else {
            others.chain(std::iter::once(own)).collect()
        }
    }
}

/// The text as it is, but for characters that do not show.
impl fmt::Debug for Description {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, text) in self.files() {
            writeln!(formatter, "--- {name}")?;
            for line in text.split_inclusive('\n') {
                let (line, end) = line
                    .strip_suffix('\n')
                    .map_or((line, "(no line break)"), |line| (line, ""));
                let shown: String = line.chars().map(shown).collect();
                writeln!(formatter, "{shown}{end}")?;
            }
        }
        Ok(())
    }
}

fn shown(character: char) -> String {
    let is_plain = character == ' ' || character.is_alphanumeric() || character.is_ascii_graphic();
    if is_plain {
        character.to_string()
    } else {
        character.escape_unicode().to_string()
    }
}

/// A description that is made smaller by leaving out lines, and then characters.
pub(crate) struct Reduction {
    description: Description,
    /// What the text consists of: lines, or characters.
    parts: Lessening<String>,
    are_characters: bool,
}

impl Reduction {
    pub(crate) fn new(mut description: Description) -> Self {
        let text = std::mem::take(&mut description.text);
        let lines = text.split_inclusive('\n').map(str::to_owned);
        Self {
            parts: Lessening::new(lines.collect()),
            description,
            are_characters: false,
        }
    }
}

impl ValueTree for Reduction {
    type Value = Description;

    fn current(&self) -> Description {
        Description {
            text: self.parts.parts().concat(),
            ..self.description.clone()
        }
    }

    fn simplify(&mut self) -> bool {
        if self.parts.simplify() {
            return true;
        }
        if self.are_characters {
            return false;
        }
        let text = self.parts.parts().concat();
        self.parts = Lessening::new(text.chars().map(String::from).collect());
        self.are_characters = true;
        self.parts.simplify()
    }

    fn complicate(&mut self) -> bool {
        self.parts.complicate()
    }
}

//! What a template uses, by its text.

use specwright_render::{TagKind, tags};

/// The values that a template prints, in lines, below the loops and conditions in which it does. What stands several
/// times in one of them is named once.
pub(super) fn outline(text: &str) -> String {
    let mut outline = Outline::default();
    for tag in tags(text) {
        match tag.kind {
            TagKind::Print => outline.line(tag.content),
            TagKind::Control => outline.control(tag.content),
            TagKind::Comment => {}
        }
    }
    outline.text
}

#[derive(Default)]
struct Outline<'t> {
    text: String,
    /// What was named in each block that is open, from the outermost one after the whole.
    blocks: Vec<Vec<&'t str>>,
    /// What was named outside of all blocks.
    named: Vec<&'t str>,
}

impl<'t> Outline<'t> {
    fn control(&mut self, content: &'t str) {
        let keyword = content.split_whitespace().next().unwrap_or_default();
        match keyword {
            "for" | "if" | "with" | "macro" | "block" | "filter" | "call" => self.open(content),
            "elif" | "else" => {
                self.blocks.pop();
                self.open(content);
            }
            "endfor" | "endif" | "endwith" | "endmacro" | "endblock" | "endfilter" | "endcall" => {
                self.blocks.pop();
            }
            _ => self.line(content),
        }
    }

    /// A block begins: its line is written again where the same block comes again, since what is in it may differ.
    fn open(&mut self, content: &'t str) {
        self.write(content);
        self.blocks.push(Vec::new());
    }

    fn line(&mut self, content: &'t str) {
        let named = self.blocks.last_mut().unwrap_or(&mut self.named);
        if !named.contains(&content) {
            named.push(content);
            self.write(content);
        }
    }

    fn write(&mut self, content: &str) {
        let indentation = "  ".repeat(self.blocks.len() + 1);
        self.text.push_str(&format!("{indentation}{content}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn values_stand_below_what_they_depend_on() {
        let text = "{{ docs }}\nfn {{ name }}() { {{ name }}() }\n{# {{ no }} #}\n\
                    {% for module in modules %}{% if module.condition %}{{ module.condition }}{% else %}{{ name }}{% endif %}\
                    {% endfor %}{% include \"server/main.rs\" %}{{ last }}";
        insta::assert_snapshot!(outline(text), @r#"
          docs
          name
          for module in modules
            if module.condition
              module.condition
            else
              name
          include "server/main.rs"
          last
        "#);
    }
}

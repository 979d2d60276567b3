//! Several files at once.

use rayon::prelude::*;
use serde::Serialize;
use specwright_render::{Error, Templates};

use crate::{GeneratedFile, Options, header};

/// A Rust file that is still to be rendered.
pub struct Draft<'a> {
    path: String,
    render: Box<dyn FnOnce() -> Result<String, Error> + Send + 'a>,
}

impl<'a> Draft<'a> {
    /// A file at `path` in the crate whose text, without the header, `render` gives.
    pub fn new(path: impl Into<String>, render: impl FnOnce() -> Result<String, Error> + Send + 'a) -> Self {
        Self {
            path: path.into(),
            render: Box::new(render),
        }
    }

    /// A file at `path` in the crate: the template `name`, filled with `context`.
    pub fn template(
        path: impl Into<String>,
        templates: &'a Templates,
        name: &'a str,
        context: impl Serialize + Send + 'a,
    ) -> Self {
        Self::new(path, move || templates.render(name, context))
    }
}

impl std::fmt::Debug for Draft<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Draft")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Renders the files on all processors, and puts the header at the head of each. They come out in the order in which
/// they were given.
///
/// # Errors
/// A mistake in a template: that of the first file that has one.
pub fn render_all(options: &Options, drafts: Vec<Draft<'_>>) -> Result<Vec<GeneratedFile>, Error> {
    let head = header(options, "//");
    let rendered: Vec<Result<GeneratedFile, Error>> = drafts
        .into_par_iter()
        .map(|draft| Ok(GeneratedFile::new(&draft.path, format!("{head}{}", (draft.render)()?))))
        .collect();
    rendered.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use specwright_render::Templates;

    use super::{Draft, render_all};
    use crate::{Options, RuntimeSource};

    fn options() -> Options {
        Options {
            package: "a-client".to_owned(),
            source: "a.yaml".to_owned(),
            command: "renew".to_owned(),
            runtime: RuntimeSource::Version("0.1".to_owned()),
            dependencies: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn files_keep_their_order() {
        let mut templates = Templates::default();
        templates.insert("a.rs", "struct A;");
        let drafts = (0..20).map(|number| Draft::template(format!("src/{number}.rs"), &templates, "a.rs", ()));
        let files = render_all(&options(), drafts.collect()).expect("files");
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let expected: Vec<String> = (0..20).map(|number| format!("src/{number}.rs")).collect();
        assert_eq!(paths, expected);
        assert!(
            files
                .iter()
                .all(|file| file.contents.starts_with("// @generated") && file.contents.ends_with("struct A;\n"))
        );
    }

    #[test]
    fn the_first_mistake_is_told() {
        let templates = Templates::default();
        let drafts = ["b.rs", "a.rs"].map(|name| Draft::template(name, &templates, name, ()));
        let error = render_all(&options(), drafts.into()).expect_err("no templates");
        assert_eq!(error.to_string(), "there is no template `b.rs`");
    }
}

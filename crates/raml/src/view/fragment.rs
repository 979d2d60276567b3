//! What included files say that they are (RAML 1.0, "Typed Fragments").

use specwright_diagnostics::{Diagnostic, Location, Span};

use super::{Layer, View};
use crate::header::{FileKind, Header};
use crate::rules;

impl<'s> View<'s> {
    /// Reports an included file whose first line says that it is anything but `kind`. What only says that it is RAML is
    /// taken as it is: so are the parts of documents written that were RAML 0.8, which knows no fragments.
    pub(crate) fn expect_fragment(&self, kind: FileKind) {
        if self.session.is_old() {
            return;
        }
        for layer in self.all_layers() {
            let Some((include, header)) = self.fragment(layer) else {
                continue;
            };
            if header.kind != kind && header.kind != FileKind::Document {
                self.wrong_fragment(layer, include, header, kind);
            }
        }
    }

    /// Where a layer that is the whole of an included file is included, and the first line of that file.
    fn fragment(&self, layer: &Layer<'s>) -> Option<(Location, Header<'s>)> {
        let node = layer.node()?;
        let tree = self.session.sources.tree(node.location().file)?;
        if tree.root().identity() != node.identity() {
            return None;
        }
        Some((layer.include_location()?, Header::of(tree.text())?))
    }

    fn wrong_fragment(&self, layer: &Layer<'s>, include: Location, header: Header<'s>, kind: FileKind) {
        let message = format!("the included file is no `{}`", kind.name());
        let mut diagnostic = Diagnostic::new(&rules::WRONG_FRAGMENT, include, message);
        let line = Location {
            file: layer.location().file,
            span: Span::new(0, header.line.len()),
        };
        diagnostic = diagnostic.related(line, "this says what the file is");
        self.report(if header.kind == FileKind::Library {
            diagnostic.help("name the library under `uses`, and write its prefix before the names that it declares")
        } else {
            diagnostic
        });
    }
}

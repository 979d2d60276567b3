//! The items of a Rust file, whatever they are called: kinds, attributes and macros, in order, nested as they are.

use syn::visit::{self, Visit};

/// One line for each item, macro call and attribute that is no documentation.
pub(crate) fn outline(text: &str) -> String {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let mut outline = Outline::default();
    outline.visit_file(&file);
    outline.text
}

#[derive(Default)]
struct Outline {
    text: String,
    depth: usize,
}

impl Outline {
    fn line(&mut self, what: &str) {
        self.text.push_str(&format!("{:1$}{what}\n", "", 2 * self.depth + 2));
    }
}

impl<'ast> Visit<'ast> for Outline {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.line(match item {
            syn::Item::Const(_) => "const",
            syn::Item::Enum(_) => "enum",
            syn::Item::Fn(_) => "fn",
            syn::Item::Impl(_) => "impl",
            syn::Item::Macro(_) => "macro item",
            syn::Item::Mod(_) => "mod",
            syn::Item::Static(_) => "static",
            syn::Item::Struct(_) => "struct",
            syn::Item::Trait(_) => "trait",
            syn::Item::Type(_) => "type",
            syn::Item::Use(_) => "use",
            _ => "another item",
        });
        self.depth += 1;
        visit::visit_item(self, item);
        self.depth -= 1;
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        self.line("impl item");
        visit::visit_impl_item(self, item);
    }

    fn visit_trait_item(&mut self, item: &'ast syn::TraitItem) {
        self.line("trait item");
        visit::visit_trait_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.line("field");
        visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.line("variant");
        visit::visit_variant(self, variant);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let path: Vec<String> = call
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.line(&format!("{}!", path.join("::")));
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute
            .path()
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        let path = path.collect::<Vec<_>>().join("::");
        if path != "doc" {
            self.line(&format!("#[{path}]"));
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        self.line("call");
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.line(&format!(".{}()", call.method));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.line("arm");
        visit::visit_arm(self, arm);
    }
}

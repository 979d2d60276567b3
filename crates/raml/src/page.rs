//! Reference pages of RAML documents of which only the text is left: what raml2html renders, copied without its
//! indentation.
//!
//! A page passes through five steps. `token` takes lines apart and keeps together what stands verbatim; `prose`
//! finds out which prose belongs to what; `outline` puts operations together from lines; `nest` puts the properties
//! of nested objects below what holds them; `lower` makes the model.
//!
//! # Structure that looks like prose, and prose that looks like structure
//!
//! - A line is structure when the grammar of lines (`page.pest`) knows all of it. A heading counts only where what
//!   belongs to it follows: `Body` in front of `Media type:`, `Headers` in front of a property. `Items:` counts behind
//!   an array. So a description may say "Body" on a line of its own.
//! - A property has a name, a colon, and parentheses with a type that is one word, or a form of a page's own (`one of`,
//!   `array of`, `union of`, `A | B`). With `required` in front of the parentheses they may hold any one value. A line
//!   of prose that ends like that hides a property, and is cut in two.
//! - An example of JSON ends with its last bracket, one of XML with its closing tag, any other with its line. What stands
//!   behind that on the same line is a line of its own.
//! - What stands both in the list of descriptions in front of a resource and below a method is the description of that
//!   method, lists in it included. Behind it, items of lists are scopes, and prose is the security scheme's.
//! - Prose that is left in front of a resource belongs to what stands above it, up to the heading of a new group: a line
//!   with a path, or the line that reads like the first segment of the paths below.
//!
//! # Where nested objects end
//!
//! The properties of an object follow the property that holds it, with no mark of where they end. In this order:
//!
//! 1. A type that stands alone somewhere, as the items of a body, has the properties that it has there.
//! 2. An object whose lines are those of a whole list elsewhere, descriptions included, is that list.
//! 3. Otherwise it is no longer than what all of its places have in common.
//! 4. Of all readings that are left, those count against which least speaks: examples without a property that is
//!    required, or with one that is not described; names that stand twice in one object; an example that ends nothing.
//! 5. If several are left, the page is ambiguous, which is reported. The one is taken in which prose that names the
//!    holder stands outside of it; what another list shows beside the holder is not inside it; an object beside an
//!    object, and a list of objects beside another, is not inside it; objects are like each other; and objects are as
//!    long as may be.
//!
//! A line that only repeats a property of its object, or of the object that ended in front of it where no example shows
//! it, is left out and reported.
//!
//! # What the page lost
//!
//! Nothing is made up. Items of arrays of built-in types are not printed: they are concluded from examples, and marked
//! as inferred, or left open. An object that has all properties of one named type, and more than one, is that type. No
//! response does not mean that there is none. Each of these is reported.

mod findings;
mod line;
mod lower;
mod nest;
mod outline;
mod prose;
mod syntax;
mod text;
mod token;
mod tree;

#[cfg(test)]
mod tests;

use specwright_diagnostics::Diagnostics;
use specwright_model::Api;
use specwright_source::Sources;

use crate::naming;
use line::Line;

/// Whether a text looks like a reference page that raml2html rendered: a line such as `get /users/{id}`, and one such as
/// `HTTP status code 200`, `Media type: application/json`, `URI Parameters`, or `Secured by oauth_2_0`.
pub fn detect(text: &str) -> bool {
    let mut has_operation = false;
    let mut has_part = false;
    for line in text::lines(text) {
        match Line::read(line) {
            Line::Operation { .. } => has_operation = true,
            Line::Status { .. } | Line::MediaType(_) | Line::Heading(_) | Line::SecuredBy { .. } => has_part = true,
            _ => {}
        }
        if has_operation && has_part {
            return true;
        }
    }
    false
}

/// Reads the entry file of `sources`, a text, into the model.
///
/// There is always a model; it is empty where the page describes no operation, which is reported. What a page leaves
/// open is reported with its lines, and nothing of that is an error.
pub fn read(sources: &Sources) -> (Option<Api>, Diagnostics) {
    let file = sources.entry();
    let mut findings = findings::Findings::new(file);
    let page = outline::page(sources.text(file), &mut findings);
    let mut api = lower::api(sources, &page, &mut findings);
    naming::operation_ids(&mut api);
    (Some(api), findings.finish())
}

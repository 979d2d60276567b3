//! Writing multipart forms (RFC 7578).

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use http::{HeaderName, HeaderValue};

use crate::json::{Encode, Value, to_string, to_value};
use crate::parameter::{Parameter, text_of_leaf, write_header};
use crate::{File, FormParts};

/// A multipart form that is being filled, part by part.
///
/// The first value that cannot be sent is remembered, and the request that the form is given to
/// fails with it before anything is sent.
#[derive(Clone, Default)]
pub struct MultipartForm {
    parts: Vec<Part>,
    /// Whether the part that was asked for last was left out.
    left_out: bool,
    problem: Option<String>,
}

/// One part: its header lines, each with its line end, and its content.
#[derive(Clone)]
struct Part {
    head: String,
    content: Vec<u8>,
}

impl MultipartForm {
    /// A form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. It is of the file's own media type, else of `content_type`, else
    /// `application/octet-stream`; a file without a name has the part's.
    pub fn file(&mut self, name: &str, file: &File, content_type: Option<&'static str>) {
        let file_name = file.name.as_deref().unwrap_or(name);
        let content_type = file.content_type.as_deref().or(content_type);
        let content_type = content_type.unwrap_or("application/octet-stream");
        self.add(name, Some(file_name), Some(content_type), file.bytes.to_vec());
    }

    /// Adds a scalar as plain text, as a parameter has it. Null is left out.
    pub fn text(&mut self, name: &str, value: &dyn Encode) {
        match to_value(value) {
            Value::Null => self.left_out = true,
            value => self.add(name, None, None, text_of_leaf(&value).into_bytes()),
        }
    }

    /// Adds JSON text, of a media type such as `application/json`.
    pub fn json(&mut self, name: &str, value: &dyn Encode, media_type: &str) {
        self.add(name, None, Some(media_type), to_string(value).into_bytes());
    }

    /// Adds a header to the part that was added last.
    pub fn header(&mut self, parameter: &Parameter, value: &dyn Encode) {
        match write_header(parameter, value) {
            Ok(text) if !self.left_out => self.add_header(parameter.name, &text),
            Ok(_) => {}
            Err(refused) => self.refuse(refused.to_string()),
        }
    }

    /// Adds all parts of a form that nobody has described, as they are.
    pub fn parts(&mut self, parts: &FormParts) {
        for (name, part) in parts.iter() {
            let (file_name, content_type) = (part.name.as_deref(), part.content_type.as_deref());
            self.add(name, file_name, content_type, part.bytes.to_vec());
        }
    }

    fn add(&mut self, name: &str, file_name: Option<&str>, content_type: Option<&str>, content: Vec<u8>) {
        self.left_out = false;
        let head = String::new();
        self.parts.push(Part { head, content });
        let mut disposition = format!("form-data; name=\"{}\"", escaped(name));
        if let Some(file_name) = file_name {
            disposition.push_str(&format!("; filename=\"{}\"", escaped(file_name)));
        }
        self.add_header("Content-Disposition", &disposition);
        if let Some(content_type) = content_type {
            self.add_header("Content-Type", content_type);
        }
    }

    fn add_header(&mut self, name: &str, value: &str) {
        if HeaderName::try_from(name).is_err() {
            return self.refuse(format!("`{name}` is no name of a header"));
        }
        if HeaderValue::from_bytes(value.as_bytes()).is_err() {
            return self.refuse(format!(
                "the header `{name}` of a part has a control character, which it must not have"
            ));
        }
        if let Some(part) = self.parts.last_mut() {
            part.head.push_str(&format!("{name}: {value}\r\n"));
        }
    }

    fn refuse(&mut self, reason: String) {
        self.problem.get_or_insert(reason);
    }

    /// The body, which begins with the boundary between its parts.
    ///
    /// # Errors
    /// Why the form cannot be sent.
    pub(super) fn finish(self) -> Result<Vec<u8>, String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = free_boundary(&self.parts, random_boundary);
        let length = |part: &Part| part.head.len() + part.content.len() + boundary.len() + "--\r\n\r\n\r\n".len();
        let lengths: usize = self.parts.iter().map(length).sum();
        let mut body = Vec::with_capacity(lengths + boundary.len() + "----\r\n".len());
        for part in self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head).as_bytes());
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok(body)
    }
}

impl FormParts {
    /// The form that is sent.
    #[must_use]
    pub fn to_form(&self) -> MultipartForm {
        let mut form = MultipartForm::new();
        form.parts(self);
        form
    }
}

impl fmt::Debug for MultipartForm {
    /// Shows how many parts there are, and nothing of them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MultipartForm")
            .field("parts", &self.parts.len())
            .finish_non_exhaustive()
    }
}

/// A name as it stands in quotes: escaped as browsers do (WHATWG HTML, section 4.10.22.8).
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The first of the boundaries that stands in no part.
fn free_boundary(parts: &[Part], mut next: impl FnMut() -> String) -> String {
    loop {
        let boundary = next();
        if !parts.iter().any(|part| contains(&part.content, boundary.as_bytes())) {
            return boundary;
        }
    }
}

/// A boundary of 128 random bits: the standard library seeds its hashers randomly.
fn random_boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("specwright-{:016x}{:016x}", random(), random())
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form as text, with `BOUNDARY` in place of the boundary and without carriage returns.
    fn written(fill: impl FnOnce(&mut MultipartForm)) -> String {
        let mut form = MultipartForm::new();
        fill(&mut form);
        match form.finish() {
            Ok(body) => {
                let body = String::from_utf8(body).unwrap();
                assert_eq!(body.matches('\n').count(), body.matches("\r\n").count());
                let boundary = body.lines().next().unwrap().trim_matches('-').to_owned();
                body.replace(&boundary, "BOUNDARY").replace('\r', "")
            }
            Err(problem) => problem,
        }
    }

    #[test]
    fn parts_have_a_name_a_type_and_headers() {
        let text = written(|form| {
            form.file("photo", &File::new(b"\r\n--x").named("a.png").typed("image/png"), None);
            form.file("scan", &File::new(b""), Some("image/*"));
            form.header(&Parameter::header("X-Pages"), &3);
            form.text("n", &1.5);
            form.text("absent", &None::<i32>);
            form.header(&Parameter::header("X-Of-What-Is-Absent"), &1);
            form.json("meta", &vec![1, 2], "application/json");
        });
        insta::assert_snapshot!(text, @r#"
        --BOUNDARY
        Content-Disposition: form-data; name="photo"; filename="a.png"
        Content-Type: image/png


        --x
        --BOUNDARY
        Content-Disposition: form-data; name="scan"; filename="scan"
        Content-Type: image/*
        X-Pages: 3


        --BOUNDARY
        Content-Disposition: form-data; name="n"

        1.5
        --BOUNDARY
        Content-Disposition: form-data; name="meta"
        Content-Type: application/json

        [1,2]
        --BOUNDARY--
        "#);
    }

    #[test]
    fn an_empty_form_is_one() {
        assert_eq!(written(|_| {}), "--BOUNDARY--\n");
    }

    #[test]
    fn parts_that_nobody_described_are_sent_as_they_are() {
        let parts = FormParts::new()
            .text("n", "1")
            .part("raw", File::new(b"a,b").typed("text/csv"))
            .file("photo", b"x");
        insta::assert_snapshot!(written(|form| form.parts(&parts)), @r#"
        --BOUNDARY
        Content-Disposition: form-data; name="n"

        1
        --BOUNDARY
        Content-Disposition: form-data; name="raw"
        Content-Type: text/csv

        a,b
        --BOUNDARY
        Content-Disposition: form-data; name="photo"; filename="photo"
        Content-Type: application/octet-stream

        x
        --BOUNDARY--
        "#);
    }

    #[test]
    fn names_cannot_leave_their_quotes() {
        let text = written(|form| form.file("a\"; x=\"y", &File::new(b"").named("ü\r\nX-Evil: 1\".txt"), None));
        insta::assert_snapshot!(text, @r#"
        --BOUNDARY
        Content-Disposition: form-data; name="a%22; x=%22y"; filename="ü%0D%0AX-Evil: 1%22.txt"
        Content-Type: application/octet-stream


        --BOUNDARY--
        "#);
    }

    #[test]
    fn what_a_header_cannot_hold_is_refused() {
        let control = "the header `Content-Disposition` of a part has a control character, which it must not have";
        assert_eq!(written(|form| form.text("a\0", &1)), control);
        let control = "the header `Content-Type` of a part has a control character, which it must not have";
        let file = File::new(b"").typed("text/plain\r\nX-Evil: 1");
        assert_eq!(written(|form| form.file("a", &file, None)), control);
        let no_name = "`X Y` is no name of a header";
        let text = written(|form| {
            form.text("a", &1);
            form.header(&Parameter::header("X Y"), &1);
        });
        assert_eq!(text, no_name);
    }

    #[test]
    fn the_boundary_stands_in_no_part() {
        let part = |content: &str| Part {
            head: String::new(),
            content: content.as_bytes().to_vec(),
        };
        let mut candidates = ["aa", "ab", "ac"].map(str::to_owned).into_iter();
        let parts = [part("x--aa"), part("ab"), part("a")];
        assert_eq!(free_boundary(&parts, || candidates.next().unwrap()), "ac");
        assert_ne!(random_boundary(), random_boundary());
    }
}

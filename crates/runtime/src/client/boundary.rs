//! The boundary of multipart bodies that are written already (RFC 2046, section 5.1.1).

use crate::media_type::MediaType;

/// The name of the parameter of a media type.
const BOUNDARY: &str = "boundary";

/// The most characters of a boundary.
const MOST_CHARACTERS: usize = 70;

/// The media type under which a body is sent, where it is another than the one that is given: a multipart type names the
/// boundary that the body begins with.
///
/// A description cannot know the boundary, since whoever writes a body chooses it.
///
/// # Errors
/// Where a multipart body does not begin with a boundary and the media type names none: nobody could read it.
pub(super) fn with_boundary_of(body: &[u8], media_type: &str) -> Result<Option<String>, String> {
    let parsed = MediaType::parse(media_type).filter(MediaType::is_multipart);
    let Some(parsed) = parsed else { return Ok(None) };
    match (first_boundary(body), parsed.parameter(BOUNDARY)) {
        (Some(_), Some(named)) if has_boundary(body, named) => Ok(None),
        (Some(found), _) => Ok(Some(parsed.with_parameter(BOUNDARY, found).to_string())),
        (None, Some(_)) => Ok(None),
        (None, None) => Err(format!(
            "the body is to be `{media_type}`, and does not begin with the boundary between its parts"
        )),
    }
}

/// The boundary in the first line of a body.
fn first_boundary(body: &[u8]) -> Option<&str> {
    let line_end = body.windows(2).position(|bytes| bytes == b"\r\n");
    let line = body.get(..line_end.unwrap_or(body.len()))?;
    let line = std::str::from_utf8(line)
        .ok()?
        .strip_prefix("--")?
        .trim_end_matches([' ', '\t']);
    // Without a line behind it, the boundary is the one after the last part.
    let is_last = line_end.is_none_or(|end| body.len() == end + 2);
    let boundary = if is_last { line.strip_suffix("--")? } else { line };
    let has_length = (1..=MOST_CHARACTERS).contains(&boundary.len());
    (has_length && boundary.chars().all(is_allowed)).then_some(boundary)
}

/// Whether a line of a body begins with that boundary; the first one need not, a text may stand before the parts.
fn has_boundary(body: &[u8], boundary: &str) -> bool {
    let mut lines = body.split(|byte| *byte == b'\n');
    lines.any(|line| {
        line.strip_prefix(b"--")
            .is_some_and(|line| line.starts_with(boundary.as_bytes()))
    })
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || "'()+_,-./:=? ".contains(character)
}

#[cfg(test)]
mod tests {
    use super::with_boundary_of;

    fn check(body: &str, media_type: &str, expected: Result<Option<&str>, &str>) {
        let found = with_boundary_of(body.as_bytes(), media_type);
        assert_eq!(found.as_ref().map(Option::as_deref).map_err(String::as_str), expected);
    }

    #[test]
    fn a_multipart_type_names_the_boundary_of_its_body() {
        let parts = "--a b\r\n\r\nx\r\n--a b--\r\n";
        check(parts, "multipart/mixed", Ok(Some("multipart/mixed; boundary=\"a b\"")));
        check(
            "--a--  \r\n--a----",
            "multipart/mixed",
            Ok(Some("multipart/mixed; boundary=a--")),
        );
        check("--a--", "multipart/mixed", Ok(Some("multipart/mixed; boundary=a")));
        check("--a--\r\n", "multipart/mixed", Ok(Some("multipart/mixed; boundary=a")));
        // The body is what it is, whatever a description shows.
        check(
            "--a\r\n\r\n--a--",
            "Multipart/Related; boundary=B; type=\"text/xml\"",
            Ok(Some("multipart/related; type=\"text/xml\"; boundary=a")),
        );
        check("--a\r\n\r\n--a--", "multipart/mixed; boundary=\"a\"", Ok(None));
    }

    #[test]
    fn a_body_that_nobody_could_take_apart_is_refused() {
        let problem = "the body is to be `multipart/mixed`, and does not begin with the boundary between its parts";
        for body in ["", "text", "--", "----", "--ü\r\n\r\n", "--a\"b\r\n\r\n"] {
            check(body, "multipart/mixed", Err(problem));
        }
        check(
            &format!("--{}\r\n\r\n", "a".repeat(71)),
            "multipart/mixed",
            Err(problem),
        );
        // A text may stand before the first part.
        check(
            "--note\r\n--real\r\n\r\n--real--",
            "multipart/mixed; boundary=real",
            Ok(None),
        );
        check("text\r\n--a\r\n", "multipart/mixed; boundary=a", Ok(None));
    }

    #[test]
    fn all_other_bodies_are_sent_as_they_are() {
        check("--a\r\n\r\n", "application/octet-stream", Ok(None));
        check("--a\r\n\r\n", "no media type", Ok(None));
    }
}

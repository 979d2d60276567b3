//! Which bodies are forms, and with which parts.

use super::*;

/// Takes a body apart, where `~` stands for a line end, and writes the parts down.
fn check(body: &str, expected: &str) {
    let bytes = Bytes::from(body.replace('~', "\r\n"));
    assert_eq!(shown(parse(&bytes, "b")), expected, "{body}");
}

/// `name=content` of each part, or the problem.
fn shown(parts: Result<Vec<Part>, String>) -> String {
    let parts = match parts {
        Ok(parts) => parts,
        Err(problem) => return problem,
    };
    let parts = parts.into_iter().map(|part| {
        let file_name = part.file_name.map(|name| format!("({name})")).unwrap_or_default();
        let content = String::from_utf8_lossy(&part.content).replace("\r\n", "~");
        format!("{}{file_name}={content}", part.name)
    });
    parts.collect::<Vec<_>>().join(" | ")
}

const NAMED: &str = "Content-Disposition: form-data; name=a";

#[test]
fn parts_stand_between_boundaries() {
    check(&format!("--b~{NAMED}~~x~--b--~"), "a=x");
    check(
        &format!("--b~{NAMED}~~x~--b~{NAMED}~~~--b~{NAMED}~~~~~--b--"),
        "a=x | a= | a=~~",
    );
    check(&format!("preamble~--b \t~{NAMED}~~x~--b-- ~epilogue~--b~"), "a=x");
    check("--b--", "");
    check("~--b--~", "");
}

#[test]
fn names_may_hold_control_characters_and_other_fields_may_not() {
    let disposition = "Content-Disposition: form-data; name=\"a\u{1c}b\"";
    check(&format!("--b~{disposition}~~x~--b--"), "a\u{1c}b=x");
    check(
        &format!("--b~{NAMED}~Content-Type: text/\u{1c}~~x~--b--"),
        "the head of a part is malformed",
    );
}

#[test]
fn content_may_look_like_a_boundary() {
    check(
        &format!("--b~{NAMED}~~--b--x~--bb~--b x~x--b~-- b~--b-~--b-x~--b--"),
        "a=--b--x~--bb~--b x~x--b~-- b~--b-~--b-x",
    );
    check(&format!("--b~{NAMED}~~\r\r~\r~--b--"), "a=\r\r~\r");
    check(&format!("--b~{NAMED}~~\n--b--\n~--b--"), "a=\n--b--\n");
}

#[test]
fn broken_framing_is_refused() {
    let last = "the last boundary is missing";
    let none = "the body does not have its boundary";
    check("", none);
    check("x", none);
    check("--b", none);
    check("--c~~--c--", none);
    check("x--b--", none);
    check("--b~", last);
    check(&format!("--b~{NAMED}"), last);
    check(&format!("--b~{NAMED}~~x"), last);
    check(&format!("--b~{NAMED}~~x~--b"), last);
    check(&format!("--b~{NAMED}~~x~--b-"), last);
    check(&format!("--b~{NAMED}~~x~--b~"), last);
    check(&format!("--b~{NAMED}~~x~--b~~--b"), last);
}

#[test]
fn heads_are_read_strictly() {
    let malformed = "the head of a part is malformed";
    let nameless = "a part has no name";
    check(&format!("--b~{NAMED}~x-y:~X-Z: \u{e4} ~~x~--b--"), "a=x");
    check(&format!("--b~{NAMED}~--b--"), "a=");
    check(&format!("--b~{NAMED}~~--b--"), "a=");
    check("--b~--b--", nameless);
    check("--b~~--b--", nameless);
    check("--b~~x~--b--", nameless);
    check("--b~X-Y: z~~x~--b--", nameless);
    check(&format!("--b~{NAMED}~no colon~~x~--b--"), malformed);
    check(&format!("--b~{NAMED}~ folded: x~~x~--b--"), malformed);
    check(&format!("--b~{NAMED}~x y: z~~x~--b--"), malformed);
    check(&format!("--b~{NAMED}~x: \0~~x~--b--"), malformed);
    check(&format!("--b~{NAMED}~: x~~x~--b--"), malformed);
}

#[test]
fn parts_have_no_transfer_encoding() {
    let encoded = |encoding: &str| format!("--b~{NAMED}~Content-Transfer-Encoding: {encoding}~~x~--b--");
    check(&encoded("Binary"), "a=x");
    check(
        &encoded("base64"),
        "a part has a transfer encoding, which forms do not have",
    );
}

#[test]
fn names_are_quoted_in_several_ways() {
    let check = |parameters: &str, expected: &str| {
        check(
            &format!("--b~content-disposition: form-data{parameters}~~x~--b--"),
            expected,
        );
    };
    check("; name=\"a b\"; filename=\"c;d=e.txt\"", "a b(c;d=e.txt)=x");
    check(";NAME = a ; filename=", "a()=x");
    check("; filename=\"\"; name=\"\"", "()=x");
    check("; name=\"a%22b%0D%0Ac%41\"", "a\"b\r\nc%41=x");
    check("; name=\"a\\\"b\\\\c\"; x=y", "a\"b\\c=x");
    check("; name=a; filename=\"C:\\dir\\x.txt\"", "a(C:\\dir\\x.txt)=x");
    check("; name=\"\u{e4}\u{1F980}\"", "\u{e4}\u{1F980}=x");
    check("; name=a; name=b", "a=x");
    check("; x-name=a", "a part has no name");
    check("; name=\"a", "a part has no name");
    check("; name", "a part has no name");
    check("", "a part has no name");
}

#[test]
fn a_name_that_is_no_text_is_none() {
    let body = Bytes::from_static(b"--b\r\nContent-Disposition: form-data; name=\"\xFF\"\r\n\r\n\r\n--b--");
    assert_eq!(shown(parse(&body, "b")), "a part has no name");
}

#[test]
fn sizes_are_limited() {
    let part = format!("--b~{NAMED}~~~");
    let parts = |count: usize| format!("{}--b--", part.repeat(count));
    let bytes = |body: &str| Bytes::from(body.replace('~', "\r\n"));
    assert_eq!(parse(&bytes(&parts(1000)), "b").map(|parts| parts.len()), Ok(1000));
    check(&parts(1001), "the body has more than 1000 parts");

    let filler = |length: usize| format!("--b~{NAMED}~X: {}~~x~--b--", "y".repeat(length));
    let most = 8 * 1024 - NAMED.len() - "\r\nX: ".len();
    check(&filler(most), "a=x");
    check(&filler(most + 1), "the head of a part has more than 8192 bytes");

    for boundary in ["", &"b".repeat(71)] {
        let problem = parse(&bytes("x"), boundary).map(|parts| parts.len());
        assert_eq!(problem, Err("the boundary does not have 1 to 70 characters".to_owned()));
    }
}

#[test]
fn every_arrangement_of_its_pieces_is_taken_apart_or_refused() {
    let pieces = ["--b", "\r\n", "-", " ", ":", "x", NAMED];
    let mut bodies = vec![String::new()];
    let mut forms = 0;
    for _ in 0..6 {
        bodies = bodies
            .iter()
            .flat_map(|body| pieces.map(|piece| format!("{body}{piece}")))
            .collect();
        // What is framed whole is a form or not; what is not must not bring the parser down.
        for body in &bodies {
            let framed = format!("--b\r\n{NAMED}\r\n\r\n{body}\r\n--b--");
            forms += usize::from(parse(&Bytes::from(framed), "b").is_ok());
            let _ = parse(&Bytes::from(body.clone()), "b");
        }
        bodies.truncate(5000);
    }
    assert!(forms > 10_000, "{forms}");
}

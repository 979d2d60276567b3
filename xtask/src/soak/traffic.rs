//! The kinds of requests that a server is under, all at once.

use std::io::{self, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::message::Message;
use super::recording::Exchange;
use super::tally::Tally;

/// How long a server may take to answer, or to close a connection that makes no sense.
const PATIENCE: Duration = Duration::from_secs(60);

/// More than a server takes for a body.
const OVERSIZED_BODY: usize = 3 << 20;

/// More than it takes for a head.
const OVERSIZED_HEAD: usize = 1 << 20;

/// How many bytes a slow client sends at once, and how long it then waits.
const SLOW: (usize, Duration) = (16, Duration::from_millis(100));

/// What a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What the description asks for, over connections that are kept.
    Valid,
    /// Valid requests, with bytes that are exchanged, left out or added.
    Damaged,
    /// Heads and bodies beyond the limits.
    Oversized,
    /// A few bytes at a time, and not always all.
    Slow,
    /// No HTTP, and requests that are cut off.
    Broken,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [Self::Valid, Self::Damaged, Self::Oversized, Self::Slow, Self::Broken];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Damaged => "damaged",
            Self::Oversized => "oversized",
            Self::Slow => "slow",
            Self::Broken => "broken",
        }
    }
}

/// One client.
pub(super) struct Client<'e> {
    pub(super) address: SocketAddr,
    pub(super) exchanges: &'e [Exchange],
    pub(super) chance: Chance,
    pub(super) end: Instant,
}

impl Client<'_> {
    /// Sends requests of that kind until the end.
    pub(super) fn run(mut self, kind: Kind) -> Tally {
        let mut tally = Tally::default();
        while Instant::now() < self.end {
            match kind {
                Kind::Valid => self.valid(&mut tally),
                Kind::Damaged => self.damaged(&mut tally),
                Kind::Oversized => self.oversized(&mut tally),
                Kind::Slow => self.slow(&mut tally),
                Kind::Broken => self.broken(&mut tally),
            }
        }
        tally
    }

    fn connect(&self, tally: &mut Tally) -> Option<TcpStream> {
        let stream = TcpStream::connect(self.address).and_then(|stream| {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            stream.set_nodelay(true)?;
            Ok(stream)
        });
        stream.map_err(|error| tally.refused(&error)).ok()
    }

    fn exchange(&mut self) -> Option<Exchange> {
        self.chance.one_of(self.exchanges).cloned()
    }

    /// Requests over one connection, whose responses must be those that were recorded.
    fn valid(&mut self, tally: &mut Tally) {
        let Some(stream) = self.connect(tally) else { return };
        let mut responses = BufReader::new(&stream);
        for _ in 0..100 {
            let Some(exchange) = self.exchange().filter(|_| Instant::now() < self.end) else {
                return;
            };
            let begin = Instant::now();
            let answer = (&stream)
                .write_all(&exchange.request.bytes())
                .and_then(|()| Message::read_response(&mut responses, exchange.request.method()));
            match answer {
                Ok(Some(response)) => {
                    tally.answered(response.status(), begin.elapsed());
                    if !is_same(&response, &exchange.response) {
                        tally.wrong(&exchange.request.bytes(), &response);
                    }
                    if response
                        .field("connection")
                        .is_some_and(|it| it.eq_ignore_ascii_case("close"))
                    {
                        return;
                    }
                }
                outcome => return tally.lost(&exchange.request, &outcome),
            }
        }
    }

    fn damaged(&mut self, tally: &mut Tally) {
        let Some(exchange) = self.exchange() else { return };
        // Without it, a mock answers with no error that it is asked for.
        let request = exchange.request.without("prefer");
        let mut bytes = request.bytes();
        for _ in 0..=self.chance.below(4) {
            let at = self.chance.below(bytes.len());
            match self.chance.below(3) {
                0 => bytes.insert(at, self.chance.byte()),
                1 => drop(bytes.remove(at)),
                _ => bytes
                    .get_mut(at)
                    .into_iter()
                    .for_each(|byte| *byte = self.chance.byte()),
            }
        }
        self.send_and_look(&bytes, tally);
    }

    fn oversized(&mut self, tally: &mut Tally) {
        let Some(exchange) = self.exchange() else { return };
        let head = String::from_utf8_lossy(&exchange.request.head);
        let mut lines: Vec<&str> = head.trim_end().split("\r\n").collect();
        lines.retain(|line| {
            let line = line.to_ascii_lowercase();
            !line.starts_with("content-length") && !line.starts_with("transfer-encoding") && !line.starts_with("prefer")
        });
        let filler = "a".repeat(OVERSIZED_HEAD);
        let bytes = match self.chance.below(4) {
            // A length that is told, and one that is not.
            0 => {
                let body = "a".repeat(OVERSIZED_BODY);
                format!(
                    "{}\r\nContent-Length: {OVERSIZED_BODY}\r\n\r\n{body}",
                    lines.join("\r\n")
                )
            }
            1 => {
                let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000)).repeat(OVERSIZED_BODY >> 16);
                format!(
                    "{}\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n",
                    lines.join("\r\n")
                )
            }
            2 => format!("{}\r\nX-Filler: {filler}\r\n\r\n", lines.join("\r\n")),
            _ => format!("GET /{filler} HTTP/1.1\r\nHost: a\r\n\r\n"),
        };
        self.send_and_look(bytes.as_bytes(), tally);
    }

    fn slow(&mut self, tally: &mut Tally) {
        let (Some(mut stream), Some(exchange)) = (self.connect(tally), self.exchange()) else {
            return;
        };
        let bytes = exchange.request.without("prefer").bytes();
        // Every other one stops somewhere, and waits for the server to lose its patience.
        let end = match self.chance.below(2) {
            0 => bytes.len(),
            _ => self.chance.below(bytes.len()),
        };
        for part in bytes.get(..end).unwrap_or_default().chunks(SLOW.0) {
            if Instant::now() >= self.end || stream.write_all(part).is_err() {
                return tally.closed();
            }
            sleep(SLOW.1);
        }
        self.look(&stream, exchange.request.method(), tally);
    }

    fn broken(&mut self, tally: &mut Tally) {
        let (Some(mut stream), Some(exchange)) = (self.connect(tally), self.exchange()) else {
            return;
        };
        let request = exchange.request.without("prefer");
        match self.chance.below(3) {
            0 => {
                let garbage: Vec<u8> = (0..self.chance.below(4096)).map(|_| self.chance.byte()).collect();
                self.send_and_look(&garbage, tally);
            }
            // A request that is cut off, by a client that waits for nothing.
            1 => {
                let bytes = request.bytes();
                let cut = self.chance.below(bytes.len());
                let _ = stream.write_all(bytes.get(..cut).unwrap_or_default());
                tally.closed();
            }
            // A request in another one.
            _ => {
                let _ = stream.write_all(&smuggling(&request.bytes()));
                look_at_both(&stream, &request, tally);
            }
        }
    }

    /// Sends bytes over a connection of their own, and counts what comes back.
    fn send_and_look(&self, bytes: &[u8], tally: &mut Tally) {
        let Some(mut stream) = self.connect(tally) else { return };
        // A server may close before it has read all.
        let _ = stream.write_all(bytes);
        // Where the damage makes the request longer than what is sent, its end tells the server.
        let _ = stream.shutdown(std::net::Shutdown::Write);
        self.look(&stream, "", tally);
    }

    fn look(&self, stream: &TcpStream, method: &str, tally: &mut Tally) {
        let begin = Instant::now();
        match Message::read_response(&mut BufReader::new(stream), method) {
            Ok(Some(response)) => tally.answered(response.status(), begin.elapsed()),
            Err(error) if is_timeout(&error) => tally.unanswered(),
            Ok(None) | Err(_) => tally.closed(),
        }
    }
}

/// A request that ends with its chunks to one reader and by its length to another, in which another one is hidden
/// (RFC 9112, section 6.1).
fn smuggling(hidden: &[u8]) -> Vec<u8> {
    const CHUNKS: &str = "0\r\n\r\n";
    let length = CHUNKS.len() + hidden.len();
    let head = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n");
    [head.as_bytes(), CHUNKS.as_bytes(), hidden].concat()
}

/// Counts what comes back for a request that smuggles another one, and for that one, which must not be carried out.
fn look_at_both(stream: impl Read, hidden: &Message, tally: &mut Tally) {
    let mut responses = BufReader::new(stream);
    for (method, is_hidden) in [("POST", false), (hidden.method(), true)] {
        let begin = Instant::now();
        match Message::read_response(&mut responses, method) {
            Ok(Some(response)) => {
                tally.answered(response.status(), begin.elapsed());
                if is_hidden && response.status() < 400 {
                    tally.wrong(&smuggling(&hidden.bytes()), &response);
                }
            }
            Err(error) if is_timeout(&error) => return tally.unanswered(),
            Ok(None) | Err(_) => return tally.closed(),
        }
    }
}

/// Whether a response is the one that was recorded, but for its date.
fn is_same(response: &Message, recorded: &Message) -> bool {
    response.status() == recorded.status()
        && response.field("content-type") == recorded.field("content-type")
        && response.body == recorded.body
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// Whether a request, over a connection of its own, gets the response again that was recorded.
pub(super) fn is_repeated(exchange: &Exchange, address: SocketAddr) -> bool {
    let answer = TcpStream::connect(address).and_then(|stream| {
        stream.set_read_timeout(Some(PATIENCE))?;
        (&stream).write_all(&exchange.request.bytes())?;
        Message::read_response(&mut BufReader::new(&stream), exchange.request.method())
    });
    matches!(answer, Ok(Some(response)) if is_same(&response, &exchange.response))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server answers to a pair, and how many responses are counted by their classes, as wrong, and as closed.
    fn check(answers: &str, classes: [u64; 6], wrong: u64, closed: u64) {
        let hidden = Message {
            head: b"GET /a HTTP/1.1\r\n\r\n".to_vec(),
            body: Vec::new(),
        };
        let mut tally = Tally::default();
        look_at_both(answers.as_bytes(), &hidden, &mut tally);
        assert_eq!((tally.answers, tally.wrong, tally.closed), (classes, wrong, closed));
    }

    #[test]
    fn what_is_smuggled_must_not_be_carried_out() {
        let [taken, refused] =
            ["200 OK", "400 Bad Request"].map(|status| format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nab"));
        check(&format!("{taken}{refused}"), [0, 0, 1, 0, 1, 0], 0, 0);
        check(&format!("{refused}{taken}"), [0, 0, 1, 0, 1, 0], 1, 0);
        check(&taken, [0, 0, 1, 0, 0, 0], 0, 1);
        check("", [0; 6], 0, 1);
    }

    #[test]
    fn what_is_smuggled_is_within_the_length() {
        let text = String::from_utf8(smuggling(b"GET /a")).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{head}");
        assert_eq!(body, "0\r\n\r\nGET /a");
    }
}

//! Collecting what comes of a stream, for a model that is given one text.

use std::time::Duration;

use rmcp::model::{CallToolResult, ContentBlock};
use tokio::time::{Instant, timeout_at};

use crate::gateway::answer::StreamedAnswer;
use crate::gateway::engine::Engine;

/// What was collected, and why there is no more of it.
struct Collected {
    bytes: Vec<u8>,
    end: End,
}

/// Why nothing more is collected.
#[derive(Clone, Copy)]
enum End {
    /// The stream ended.
    Complete,
    /// There is no room for more.
    Full,
    /// The time is up.
    Late,
    /// The connection broke.
    Broken,
}

/// The result of a tool whose answer is a stream: what comes of it within the limits of size and
/// time. Where the stream goes on, it is cut behind a line, and a second text says so.
pub(super) async fn collected(answer: StreamedAnswer, engine: &Engine) -> CallToolResult {
    let (limit, time) = (engine.limits.tool_result_bytes, engine.limits.call_time);
    let Collected { mut bytes, end } = collect(answer, limit, time, engine).await;
    if !matches!(end, End::Complete) {
        // What stands behind the last line may be half of an event or of a JSON text.
        let lines = bytes.iter().rposition(|byte| *byte == b'\n');
        bytes.truncate(lines.map_or(0, |line| line + 1));
    }
    let mut content = Vec::new();
    if !bytes.is_empty() {
        content.push(ContentBlock::text(String::from_utf8_lossy(&bytes)));
    }
    let why = match end {
        End::Complete if content.is_empty() => Some("Nothing came of the stream before it ended.".to_owned()),
        End::Complete => None,
        End::Full => Some(format!(
            "The stream was cut here: a tool gives no more than {limit} bytes."
        )),
        End::Late => Some(format!(
            "The stream was cut here: it went on after {} seconds.",
            time.as_secs_f32()
        )),
        End::Broken => Some("The stream broke off here.".to_owned()),
    };
    content.extend(why.map(ContentBlock::text));
    CallToolResult::success(content)
}

async fn collect(answer: StreamedAnswer, limit: usize, time: Duration, engine: &Engine) -> Collected {
    // The turn is given back when everything was collected.
    let StreamedAnswer {
        mut body, turn: _turn, ..
    } = answer;
    // A time beyond what the clock can tell is none.
    let deadline = Instant::now().checked_add(time);
    let mut bytes = Vec::new();
    let end = loop {
        let piece = match deadline {
            Some(deadline) => timeout_at(deadline, body.next()).await,
            None => Ok(body.next().await),
        };
        match piece {
            Err(_) => break End::Late,
            Ok(None) => break End::Complete,
            Ok(Some(Err(error))) => {
                engine.tell(&error);
                break End::Broken;
            }
            Ok(Some(Ok(piece))) => {
                let room = limit.saturating_sub(bytes.len());
                bytes.extend(piece.iter().take(room));
                if piece.len() > room {
                    break End::Full;
                }
            }
        }
    };
    Collected { bytes, end }
}

//! Mutation by line: what is nested by indentation is taken out, doubled, moved and exchanged as a whole, so that more of
//! what comes of it is a document than of mutation by byte.

use libfuzzer_sys::fuzzer_mutate;

/// What takes the place of a scalar.
const SCALARS: [&str; 24] = [
    "",
    "null",
    "true",
    "0",
    "-1",
    "1e400",
    "18446744073709551616",
    "[]",
    "{}",
    "''",
    "'a\"#/*{{x}}{%'",
    "\"\\u2028\\u202e\\0\"",
    "|",
    "&a",
    "*a",
    "!x",
    "../../etc/passwd",
    "'#/components/schemas/A'",
    "<<resourcePathName | !singularize>>",
    "$.a[0].b",
    "{{a.b}}",
    "string | integer[]",
    "r#type",
    "object",
];

/// Changes an input of `size` bytes into one of at most `most`, and gives its size: every third time by byte, else by
/// line.
pub fn mutate(input: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed) | 1 << 32);
    let text = std::str::from_utf8(&input[..size]).ok();
    let changed = text.filter(|text| !text.is_empty() && random.below(3) > 0);
    match changed.map(|text| by_line(text, &mut random)) {
        Some(text) if text.len() <= most && text.len() <= input.len() => {
            input[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(input, size, most),
    }
}

fn by_line(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for _ in 0..=random.below(3) {
        change(&mut lines, random);
    }
    lines.concat()
}

fn change(lines: &mut Vec<String>, random: &mut Random) {
    if lines.is_empty() {
        return;
    }
    let (from, other) = (random.below(lines.len()), random.below(lines.len()));
    let block = from..end_of_block(lines, from);
    match random.below(7) {
        0 => drop(lines.drain(block)),
        1 => {
            let copy = moved(&lines[block], indentation(&lines[other]));
            lines.splice(other..other, copy);
        }
        2 => {
            let copy = moved(&lines[block], indentation(&lines[other]) + 2);
            lines.splice(other + 1..other + 1, copy);
        }
        3 => {
            let taken: Vec<String> = lines.drain(block).collect();
            let to = other.min(lines.len());
            let depth = lines.get(to).map_or(0, |line| indentation(line));
            lines.splice(to..to, moved(&taken, depth));
        }
        4 => lines.swap(from, other),
        5 => {
            if let Some((key, _)) = lines[from].split_once(": ") {
                lines[from] = format!("{key}: {}\n", SCALARS[random.below(SCALARS.len())]);
            }
        }
        _ => {
            let (one, another) = (lines[from].split_once(": "), lines[other].split_once(": "));
            if let (Some((key, _)), Some((_, value))) = (one, another) {
                lines[from] = format!("{key}: {value}");
            }
        }
    }
}

/// The end of what is nested below a line.
fn end_of_block(lines: &[String], start: usize) -> usize {
    let depth = indentation(&lines[start]);
    let inside = |line: &&String| line.trim().is_empty() || indentation(line) > depth;
    start + 1 + lines[start + 1..].iter().take_while(inside).count()
}

/// Lines with as many spaces before the first as `depth` says, and the same change for all others.
fn moved(lines: &[String], depth: usize) -> Vec<String> {
    let own = lines.first().map_or(0, |line| indentation(line));
    let line = |line: &String| {
        let spaces = (indentation(line) + depth).saturating_sub(own);
        format!("{}{}", " ".repeat(spaces), line.trim_start_matches(' '))
    };
    lines.iter().map(line).collect()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Numbers that a seed determines (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit.max(1)
    }
}

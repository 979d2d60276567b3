//! The templates of generated crates: their texts by their names, which are the paths below this folder.
//!
//! They are a crate of their own so that they are a part of what is published; the folders beside this file hold them.

macro_rules! texts {
    ($($name:literal,)+) => {
        const TEXTS: &[(&str, &str)] = &[$(($name, include_str!($name))),+];
    };
}

texts! {
    "client/group.rs",
    "client/groups.rs",
    "client/lib.rs",
    "client/operation.rs",
    "client/operations.rs",
    "gateway/calls.rs",
    "gateway/lib.rs",
    "gateway/main.rs",
    "gateway/routes.rs",
    "gateway/tools.rs",
    "server/group.rs",
    "server/groups.rs",
    "server/lib.rs",
    "server/main.rs",
    "server/mock.rs",
    "server/mock_group.rs",
    "server/mock_groups.rs",
    "server/operations.rs",
    "server/parts/answers.rs",
    "server/parts/imports.rs",
    "server/parts/message.rs",
    "server/parts/mock.rs",
    "server/parts/operation.rs",
    "server/parts/routes.rs",
    "server/parts/service.rs",
    "server/parts/trait.rs",
    "server/parts/transactions.rs",
    "server/schemes.rs",
    "server/webhooks.rs",
    "shared/types.rs",
}

/// The text of the template `name`, such as `client/lib.rs`.
///
/// # Panics
/// Where there is no such template: at compile time, in a constant.
#[must_use]
#[expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "constants have no `get`, and what is wrong in them does not compile"
)]
pub const fn text(name: &str) -> &'static str {
    let mut index = 0;
    while index < TEXTS.len() {
        let (known, text) = TEXTS[index];
        if is_same(known.as_bytes(), name.as_bytes()) {
            return text;
        }
        index += 1;
    }
    panic!("there is no template of this name");
}

/// The names of all templates, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(name, _)| *name)
}

/// What `==` does, in constants.
#[expect(clippy::indexing_slicing, reason = "constants have no `get`")]
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_file_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).expect("a folder") {
                let path = entry.expect("a file").path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push(path),
                }
            }
        }
        let names = files.iter().filter(|path| path.parent() != Some(folder));
        let names = names.map(|path| path.strip_prefix(folder).expect("a path below").display().to_string());
        let mut names: Vec<String> = names.map(|name| name.replace('\\', "/")).collect();
        names.sort();
        assert_eq!(super::names().collect::<Vec<_>>(), names);
    }
}

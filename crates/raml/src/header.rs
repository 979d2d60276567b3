//! The first line of a RAML file, which says what the file is.

/// The version of RAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// RAML 0.8.
    V0_8,
    /// RAML 1.0.
    V1_0,
}

/// What a file is (RAML 1.0, "Typed Fragments", and the sections about libraries, overlays and extensions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Document,
    Library,
    Overlay,
    Extension,
    DocumentationItem,
    DataType,
    NamedExample,
    ResourceType,
    Trait,
    AnnotationTypeDeclaration,
    SecurityScheme,
    /// A name that RAML does not know.
    Unknown,
}

/// The kinds by the names that stand behind the version.
const NAMES: [(&str, FileKind); 10] = [
    ("Library", FileKind::Library),
    ("Overlay", FileKind::Overlay),
    ("Extension", FileKind::Extension),
    ("DocumentationItem", FileKind::DocumentationItem),
    ("DataType", FileKind::DataType),
    ("NamedExample", FileKind::NamedExample),
    ("ResourceType", FileKind::ResourceType),
    ("Trait", FileKind::Trait),
    ("AnnotationTypeDeclaration", FileKind::AnnotationTypeDeclaration),
    ("SecurityScheme", FileKind::SecurityScheme),
];

/// The first line, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header<'t> {
    /// None where the version is neither 0.8 nor 1.0.
    pub(crate) version: Option<Version>,
    pub(crate) kind: FileKind,
    /// The line, without spaces behind it.
    pub(crate) line: &'t str,
}

impl<'t> Header<'t> {
    /// Reads the first line of a text; none where it is not `#%RAML` and more.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let line = text.split(['\n', '\r']).next()?.trim_end();
        let mut words = line.strip_prefix("#%RAML")?.split_whitespace();
        let version = match words.next() {
            Some("0.8") => Some(Version::V0_8),
            Some("1.0") => Some(Version::V1_0),
            _ => None,
        };
        let kind = match (words.next(), words.next()) {
            (None, _) => FileKind::Document,
            (Some(name), None) => {
                let known = NAMES.iter().find(|(known, _)| *known == name);
                known.map_or(FileKind::Unknown, |(_, kind)| *kind)
            }
            (Some(_), Some(_)) => FileKind::Unknown,
        };
        Some(Self { version, kind, line })
    }
}

impl FileKind {
    /// The kind as first lines name it.
    pub(crate) fn name(self) -> &'static str {
        let named = NAMES.iter().find(|(_, kind)| *kind == self);
        named.map_or("API", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Option<Version>, FileKind)>) {
        let header = Header::of(text).map(|header| (header.version, header.kind));
        assert_eq!(header, expected, "{text:?}");
    }

    #[test]
    fn the_first_line_says_version_and_kind() {
        check("#%RAML 1.0\ntitle: a", Some((Some(Version::V1_0), FileKind::Document)));
        check("#%RAML 0.8  \r\n", Some((Some(Version::V0_8), FileKind::Document)));
        check("#%RAML 1.0 Library\n", Some((Some(Version::V1_0), FileKind::Library)));
        check("#%RAML 1.0 Schema\n", Some((Some(Version::V1_0), FileKind::Unknown)));
        check("#%RAML 2.0\n", Some((None, FileKind::Document)));
        check("# RAML 1.0\n", None);
        check("title: a\n", None);
    }
}

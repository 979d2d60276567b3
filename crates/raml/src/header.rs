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
        let name = words.next();
        let kind = match name {
            None => FileKind::Document,
            Some("Library") => FileKind::Library,
            Some("Overlay") => FileKind::Overlay,
            Some("Extension") => FileKind::Extension,
            Some("DocumentationItem") => FileKind::DocumentationItem,
            Some("DataType") => FileKind::DataType,
            Some("NamedExample") => FileKind::NamedExample,
            Some("ResourceType") => FileKind::ResourceType,
            Some("Trait") => FileKind::Trait,
            Some("AnnotationTypeDeclaration") => FileKind::AnnotationTypeDeclaration,
            Some("SecurityScheme") => FileKind::SecurityScheme,
            Some(_) => FileKind::Unknown,
        };
        let kind = if words.next().is_some() {
            FileKind::Unknown
        } else {
            kind
        };
        Some(Self { version, kind, line })
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

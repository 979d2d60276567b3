//! Reading the properties of one object.

use std::borrow::Cow;

use super::{Decode, Decoder, Map, Strictness, Value};

type Properties = serde_json::Map<String, Value>;

/// Reads the properties of one object, each once.
#[derive(Debug)]
pub struct ObjectDecoder<'value, 'decoder> {
    properties: Source<'value>,
    decoder: &'decoder mut Decoder,
}

#[derive(Debug)]
enum Source<'value> {
    /// An object of the document, and the names asked for that it has.
    Borrowed(&'value Properties, Vec<&'value str>),
    /// An object parsed from the text of a form field; what is asked for is taken out.
    Owned(Properties),
}

impl<'value> Source<'value> {
    fn take(&mut self, name: &str) -> Option<Cow<'value, Value>> {
        match self {
            Self::Borrowed(properties, asked) => {
                let (name, value) = properties.get_key_value(name)?;
                asked.push(name);
                Some(Cow::Borrowed(value))
            }
            Self::Owned(properties) => properties.remove(name).map(Cow::Owned),
        }
    }

    /// What was not asked for, sorted by name.
    fn rest(&self) -> Vec<(&str, &Value)> {
        let mut rest: Vec<(&str, &Value)> = match self {
            Self::Borrowed(properties, asked) => properties
                .iter()
                .map(|(name, value)| (name.as_str(), value))
                .filter(|(name, _)| !asked.contains(name))
                .collect(),
            Self::Owned(properties) => properties.iter().map(|(name, value)| (name.as_str(), value)).collect(),
        };
        rest.sort_unstable_by_key(|(name, _)| *name);
        rest
    }
}

impl<'value, 'decoder> ObjectDecoder<'value, 'decoder> {
    pub(super) fn borrowed(properties: &'value Properties, decoder: &'decoder mut Decoder) -> Self {
        Self {
            properties: Source::Borrowed(properties, Vec::new()),
            decoder,
        }
    }

    pub(super) fn owned(properties: Properties, decoder: &'decoder mut Decoder) -> Self {
        Self {
            properties: Source::Owned(properties),
            decoder,
        }
    }

    /// The decoder, at the place of the object, to record a problem of the object as a whole.
    pub fn decoder(&mut self) -> &mut Decoder {
        self.decoder
    }

    /// Reads a property that must be there. Its absence is a problem of the object.
    pub fn required<T: Decode>(&mut self, name: &str) -> Option<T> {
        let Some(value) = self.properties.take(name) else {
            self.decoder.problem(format!("missing required property `{name}`"));
            return None;
        };
        self.read(name, &value)
    }

    /// Reads a property that may be absent (`Some(None)`).
    ///
    /// A null that `T` does not accept is a problem strictly, and taken for absence leniently.
    pub fn optional<T: Decode>(&mut self, name: &str) -> Option<Option<T>> {
        let Some(value) = self.properties.take(name) else {
            return Some(None);
        };
        if value.is_null() && self.decoder.strictness() == Strictness::Lenient {
            return Some(self.decoder.attempt(&value));
        }
        self.read(name, &value).map(Some)
    }

    /// Reads a property that may be absent (`Some(None)`) or null (`Some(Some(None))`), which are
    /// different.
    pub fn optional_nullable<T: Decode>(&mut self, name: &str) -> Option<Option<Option<T>>> {
        match self.properties.take(name) {
            None => Some(None),
            Some(value) => self.read::<Option<T>>(name, &value).map(Some),
        }
    }

    /// Reads a property whose absence means the default of its type; so does, leniently, null.
    pub fn defaulted<T: Decode + Default>(&mut self, name: &str) -> Option<T> {
        self.optional(name).map(Option::unwrap_or_default)
    }

    /// Reads every property that was not asked for before, all as `T`.
    pub fn additional<T: Decode>(&mut self) -> Option<Map<T>> {
        let mut decoded = Map::new();
        let mut complete = true;
        for (name, value) in self.properties.rest() {
            let mark = self.decoder.enter_property(name);
            match T::decode(value, self.decoder) {
                Some(value) => {
                    decoded.insert(name.to_owned(), value);
                }
                None => complete = false,
            }
            self.decoder.leave(mark);
        }
        complete.then_some(decoded)
    }

    /// Makes every property that was not asked for before a problem, if the decoder is strict.
    ///
    /// Gives `None` if there was one.
    pub fn deny_additional(&mut self) -> Option<()> {
        if self.decoder.strictness() == Strictness::Lenient {
            return Some(());
        }
        let rest = self.properties.rest();
        for (name, _) in &rest {
            let mark = self.decoder.enter_property(name);
            self.decoder.problem("unknown property");
            self.decoder.leave(mark);
        }
        rest.is_empty().then_some(())
    }

    fn read<T: Decode>(&mut self, name: &str, value: &Value) -> Option<T> {
        let mark = self.decoder.enter_property(name);
        let decoded = T::decode(value, self.decoder);
        self.decoder.leave(mark);
        decoded
    }
}

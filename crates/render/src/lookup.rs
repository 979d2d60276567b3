//! Which value a template asked for and was not given.
//!
//! minijinja tells where an undefined value is used. What it was looked for among is found by rendering once more, with
//! a context that keeps a record of what it was asked for in vain.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr, Value, ValueKind};

/// A name that was looked up in vain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Miss {
    pub(crate) name: String,
    /// The names that there are.
    pub(crate) known: Vec<String>,
    /// Whether it was looked for among the values of the template itself, and not in one of them.
    pub(crate) is_outermost: bool,
}

/// The last miss.
#[derive(Clone, Default)]
pub(crate) struct Misses(Arc<Mutex<Option<Miss>>>);

impl Misses {
    /// `context`, which records here what is looked up in it in vain.
    pub(crate) fn of(&self, context: &Value) -> Value {
        self.recording(context.clone(), true)
    }

    pub(crate) fn last(&self) -> Option<Miss> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn recording(&self, value: Value, is_outermost: bool) -> Value {
        let is_container = matches!(value.kind(), ValueKind::Map | ValueKind::Seq);
        match value.as_object() {
            Some(object) if is_container => Value::from_object(Recording {
                object: object.clone(),
                misses: self.clone(),
                is_outermost,
            }),
            _ => value,
        }
    }
}

/// A map or a sequence that records what is looked up in it in vain.
struct Recording {
    object: DynObject,
    misses: Misses,
    is_outermost: bool,
}

impl Recording {
    fn names(&self) -> Vec<Value> {
        let names = self.object.try_iter();
        names.map(Iterator::collect).unwrap_or_default()
    }
}

impl Object for Recording {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        self.object.repr()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = self.object.get_value(key);
        if let (None, Some(name)) = (&value, key.as_str()) {
            let known = self.names();
            let miss = Miss {
                name: name.to_owned(),
                known: known.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                is_outermost: self.is_outermost,
            };
            let mut last = self.misses.0.lock().unwrap_or_else(PoisonError::into_inner);
            *last = Some(miss);
        }
        value.map(|value| self.misses.recording(value, false))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.object.repr() {
            ObjectRepr::Seq => Enumerator::Seq(self.object.enumerator_len().unwrap_or_default()),
            _ => Enumerator::Values(self.names()),
        }
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.object, formatter)
    }
}

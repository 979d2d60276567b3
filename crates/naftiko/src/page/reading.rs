//! Readings of a flattened capability, side by side.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::frame::{Frame, FrameKind};

/// How many readings are kept.
const MOST_READINGS: usize = 32;

/// How much more than against the best may speak against a reading that is kept.
const MOST_AGAINST: u32 = 20;

/// A reading of the units so far.
#[derive(Clone)]
pub(super) struct Reading {
    /// What is open, the innermost.
    pub(super) top: Rc<Frame>,
    /// What speaks against it.
    pub(super) cost: u32,
    /// The column of the last unit; none for one that is left out.
    column: Option<usize>,
    /// Where the unit in front of the last one was put, among [`Readings::places`].
    before: Option<usize>,
    /// The last of [`Readings::ambiguities`] that it has.
    ambiguous: Option<usize>,
}

impl Reading {
    /// The reading with a further unit in it: `top` is open behind that, and `cost` speaks against it in addition.
    pub(super) fn with(&self, column: Option<usize>, top: Rc<Frame>, cost: u32) -> Self {
        Self {
            top,
            cost: self.cost.saturating_add(cost),
            column,
            ..self.clone()
        }
    }
}

/// Where a unit was put in a reading.
struct Place {
    column: Option<usize>,
    before: Option<usize>,
}

/// A unit that could as well belong elsewhere.
struct Ambiguity {
    unit: usize,
    before: Option<usize>,
}

/// The best readings of the units so far.
pub(super) struct Readings {
    /// The best first.
    list: Vec<Reading>,
    /// How many units there were.
    units: usize,
    places: Vec<Place>,
    ambiguities: Vec<Ambiguity>,
}

impl Readings {
    /// The one reading of nothing.
    pub(super) fn new(root: Frame) -> Self {
        let reading = Reading {
            top: Rc::new(root),
            cost: 0,
            column: None,
            before: None,
            ambiguous: None,
        };
        Self {
            list: vec![reading],
            units: 0,
            places: Vec::new(),
            ambiguities: Vec::new(),
        }
    }

    /// The readings, the best first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Reading> {
        self.list.iter()
    }

    /// How much may speak against a reading at most.
    pub(super) fn limit(&self) -> u32 {
        let best = self.list.first().map_or(0, |best| best.cost);
        best.saturating_add(MOST_AGAINST)
    }

    /// Goes on with readings that have a further unit: the best of them, those in which the same is open being one.
    pub(super) fn replace(&mut self, next: Vec<Reading>) {
        self.units += 1;
        let mut kept = self.merged(next);
        for reading in &mut kept {
            self.places.push(Place {
                column: reading.column,
                before: reading.before,
            });
            reading.before = Some(self.places.len() - 1);
        }
        self.list = kept;
    }

    fn merged(&mut self, mut readings: Vec<Reading>) -> Vec<Reading> {
        readings.sort_by_key(|reading| reading.cost);
        let limit = readings
            .first()
            .map_or(0, |best| best.cost.saturating_add(MOST_AGAINST));
        let mut by_frames: BTreeMap<u64, usize> = BTreeMap::new();
        let mut kept: Vec<Reading> = Vec::new();
        for reading in readings.into_iter().take_while(|reading| reading.cost <= limit) {
            if let Some(index) = by_frames.get(&reading.top.hash) {
                if let Some(known) = kept.get_mut(*index).filter(|known| known.cost == reading.cost) {
                    self.note_difference(known, &reading);
                }
            } else if kept.len() < MOST_READINGS {
                by_frames.insert(reading.top.hash, kept.len());
                kept.push(reading);
            }
        }
        kept
    }

    /// Notes the first unit that two readings with as much against them have in different places.
    fn note_difference(&mut self, known: &mut Reading, other: &Reading) {
        let last = self.units.saturating_sub(1);
        let mut first = (known.column != other.column).then_some(last);
        let (mut own, mut others) = (known.before, other.before);
        let mut unit = last;
        while own != others {
            unit = unit.saturating_sub(1);
            let place = |index: Option<usize>| self.places.get(index?);
            let (Some(a), Some(b)) = (place(own), place(others)) else {
                break;
            };
            if a.column != b.column {
                first = Some(unit);
            }
            (own, others) = (a.before, b.before);
        }
        let Some(unit) = first else { return };
        let is_known = known
            .ambiguous
            .and_then(|index| self.ambiguities.get(index))
            .is_some_and(|it| it.unit == unit);
        if !is_known {
            self.ambiguities.push(Ambiguity {
                unit,
                before: known.ambiguous,
            });
            known.ambiguous = Some(self.ambiguities.len() - 1);
        }
    }

    /// Ends with the best reading, `closing` saying what speaks against the end of something open: the column of each
    /// unit, and the units that could as well belong elsewhere.
    pub(super) fn finish(mut self, closing: fn(&Frame) -> u32) -> (Vec<Option<usize>>, Vec<usize>) {
        let end = Rc::new(Frame::new(FrameKind::Any, 0, None));
        let closed = std::mem::take(&mut self.list).into_iter().map(|reading| {
            let mut cost = 0_u32;
            let mut frame = Some(&reading.top);
            while let Some(open) = frame {
                cost = cost.saturating_add(closing(open));
                frame = open.parent.as_ref();
            }
            reading.with(None, Rc::clone(&end), cost)
        });
        self.units += 1;
        let closed = self.merged(closed.collect());
        let best = closed.first();
        let mut columns = Vec::new();
        let mut place = best.and_then(|best| best.before);
        while let Some(known) = place.and_then(|index| self.places.get(index)) {
            columns.push(known.column);
            place = known.before;
        }
        columns.reverse();
        let mut units = Vec::new();
        let mut ambiguity = best.and_then(|best| best.ambiguous);
        while let Some(known) = ambiguity.and_then(|index| self.ambiguities.get(index)) {
            units.push(known.unit);
            ambiguity = known.before;
        }
        units.sort_unstable();
        units.dedup();
        (columns, units)
    }
}

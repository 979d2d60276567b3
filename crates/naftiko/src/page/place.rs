//! Puts a unit of lines wherever it fits in what is open.

use std::rc::Rc;

use super::cost;
use super::frame::{Frame, FrameKind};
use super::hints::{Hints, REFERRING, is_unlike_any_key};
use super::line::{Line, Unit, UnitValue, balance};
use super::reading::Reading;
use crate::objects::{self, Key, ObjectType, Shape, Standing};

/// Puts a unit wherever it fits.
/// Readings against which more than `limit` speaks are not followed.
pub(super) fn put(
    reading: &Reading,
    limit: u32,
    unit: &Unit<'_>,
    lines: &[Line<'_>],
    hints: &Hints<'_>,
    next: &mut Vec<Reading>,
) {
    let mut frame = Some(Rc::clone(&reading.top));
    let mut closed = 0;
    while let Some(open) = frame.filter(|_| reading.cost.saturating_add(closed) <= limit) {
        let add = |column: usize, top: Rc<Frame>, cost: u32| reading.with(Some(column), top, closed + cost);
        if matches!(open.kind, FrameKind::Block) {
            next.push(in_block(&open, unit, lines, &add));
        } else if unit.is_item {
            as_item(&open, unit, hints, &add, next);
        } else if let Some(key) = unit.key {
            as_key(&open, key, unit.value, hints, &add, next);
        }
        closed += closing(&open);
        if unit.key.is_some_and(|key| takes_key(&open, key)) && !unit.is_item {
            closed += cost::INNER_FITS;
        }
        frame = open.parent.clone();
    }
    next.push(reading.with(None, Rc::clone(&reading.top), cost::MISPLACED));
}

/// What speaks against the end of something open.
pub(super) fn closing(frame: &Frame) -> u32 {
    match frame.kind {
        FrameKind::Object(object) => {
            let missing = object.keys.iter().enumerate().filter(|(index, key)| {
                let is_named = frame.is_named && key.name == "name";
                key.standing == Standing::Required && !is_named && !frame.has(*index)
            });
            let missing = u32::try_from(missing.count()).unwrap_or(u32::MAX);
            let empty = if frame.is_empty { cost::EMPTY } else { 0 };
            missing.saturating_mul(cost::MISSING_KEY) + empty
        }
        // A body in brackets ends with the last of them.
        FrameKind::Block if frame.keys != 0 => cost::WRONG_VALUE,
        _ if frame.is_empty => cost::EMPTY,
        _ => 0,
    }
}

type Add<'a> = dyn Fn(usize, Rc<Frame>, u32) -> Reading + 'a;

fn in_block(frame: &Rc<Frame>, unit: &Unit<'_>, lines: &[Line<'_>], add: &Add<'_>) -> Reading {
    let open = i64::try_from(frame.keys).unwrap_or(0);
    let unit_lines = lines.get(unit.first..unit.first + unit.count).unwrap_or_default();
    let change: i64 = unit_lines.iter().map(|line| i64::from(balance(line.text))).sum();
    let top = frame.with(|frame| frame.keys = u64::try_from(open + change).unwrap_or(0));
    let is_structure = (unit.is_item || unit.key.is_some()) && open == 0 && change == 0;
    let cost = if is_structure { cost::STRUCTURE_IN_BLOCK } else { 0 };
    add(frame.indentation, top, cost)
}

/// Puts an item into a list.
fn as_item(frame: &Rc<Frame>, unit: &Unit<'_>, hints: &Hints<'_>, add: &Add<'_>, next: &mut Vec<Reading>) {
    let one: [&'static ObjectType; 1];
    let types: &[&'static ObjectType] = match frame.kind {
        FrameKind::List(types) => types,
        FrameKind::Named(object) if frame.is_empty => {
            one = [object];
            &one
        }
        FrameKind::NamedList(object) => {
            one = [object];
            &one
        }
        FrameKind::Scalars if unit.key.is_none() => {
            next.push(add(frame.indentation, frame.with(|_| ()), 0));
            return;
        }
        FrameKind::Any => {
            next.push(add(frame.indentation, frame.with(|_| ()), cost::ANYTHING));
            return;
        }
        _ => return,
    };
    let list = frame.with(|frame| {
        if let FrameKind::Named(object) = frame.kind {
            frame.kind = FrameKind::NamedList(object);
        }
    });
    let column = frame.indentation;
    for object in types {
        let item = Frame::within(&list, FrameKind::Object(object), column + 2);
        match unit.key {
            Some(key) => {
                // The first key stands behind the dash, at the column of the item's other keys.
                let add_key = |_: usize, top: Rc<Frame>, cost: u32| add(column, top, cost);
                as_key(&item, key, unit.value, hints, &add_key, next);
            }
            None if unit.value == UnitValue::None => next.push(add(column, item, 0)),
            None => next.push(add(column, Rc::clone(&list), cost::WRONG_VALUE)),
        }
    }
}

/// Puts a key into an object or a mapping.
fn as_key(
    frame: &Rc<Frame>,
    key: &str,
    value: UnitValue<'_>,
    hints: &Hints<'_>,
    add: &Add<'_>,
    next: &mut Vec<Reading>,
) {
    let column = frame.indentation;
    let is_open = value == UnitValue::None;
    match frame.kind {
        FrameKind::Object(object) => match object.keys.iter().position(|known| known.name == key) {
            Some(index) if frame.has(index) => {}
            Some(index) => {
                let Some(known) = object.keys.get(index) else { return };
                let own = frame.with(|frame| frame.mark(index));
                let beside = beside_capability(frame, object, key);
                let add = |column: usize, top: Rc<Frame>, cost: u32| add(column, top, cost + beside);
                known_key(&own, known, value, hints, &add, next);
            }
            None => {
                let own = frame.with(|_| ());
                let top = if is_open {
                    Frame::within(&own, FrameKind::Any, column + 2)
                } else {
                    own
                };
                next.push(add(column, opened(top, value), cost::UNKNOWN_KEY));
            }
        },
        FrameKind::Named(object) if frame.is_empty => by_name(frame, object, value, add, next),
        FrameKind::ByName(object) => by_name(frame, object, value, add, next),
        FrameKind::ScalarsByName if !is_open => {
            let cost = match value {
                UnitValue::Scalar(text) if hints.is_reference(text) || is_unlike_any_key(key) => 0,
                _ => cost::NO_REFERENCE,
            };
            next.push(add(column, opened(frame.with(|_| ()), value), cost));
        }
        FrameKind::Any => {
            let own = frame.with(|_| ());
            let top = if is_open {
                Frame::within(&own, FrameKind::Any, column + 2)
            } else {
                own
            };
            next.push(add(column, opened(top, value), cost::ANYTHING));
        }
        _ => {}
    }
}

/// Whether something open is an object that may have a key and does not have it yet.
fn takes_key(frame: &Frame, key: &str) -> bool {
    match frame.kind {
        FrameKind::Object(object) => {
            let index = object.keys.iter().position(|known| known.name == key);
            index.is_some_and(|index| !frame.has(index))
        }
        _ => false,
    }
}

/// What speaks against a section of the document when it has a capability, which may hold the section as well.
fn beside_capability(frame: &Frame, object: &'static ObjectType, key: &str) -> u32 {
    let capability = object.keys.iter().position(|known| known.name == "capability");
    let has_capability = capability.is_some_and(|index| frame.has(index));
    if has_capability && objects::CAPABILITY.key(key).is_some() {
        cost::BESIDE_CAPABILITY
    } else {
        0
    }
}

/// Opens an object of a mapping by name.
fn by_name(
    frame: &Rc<Frame>,
    object: &'static ObjectType,
    value: UnitValue<'_>,
    add: &Add<'_>,
    next: &mut Vec<Reading>,
) {
    if value != UnitValue::None {
        return;
    }
    let map = frame.with(|frame| frame.kind = FrameKind::ByName(object));
    next.push(add(frame.indentation, Frame::entry(&map, object), 0));
}

/// Puts a key that its object may have; `own` is the object with it.
fn known_key(
    own: &Rc<Frame>,
    key: &'static Key,
    value: UnitValue<'_>,
    hints: &Hints<'_>,
    add: &Add<'_>,
    next: &mut Vec<Reading>,
) {
    let column = own.indentation;
    let open = |kind: FrameKind| Frame::within(own, kind, column + 2);
    match value {
        UnitValue::Block => {
            let cost = if takes_scalar(key.shape) { 0 } else { cost::WRONG_VALUE };
            next.push(add(column, opened(Rc::clone(own), value), cost));
        }
        UnitValue::Scalar(text) => {
            let is_flow = text.starts_with('[') || (text.starts_with('{') && !text.starts_with("{{"));
            let mut cost = if takes_scalar(key.shape) || is_flow {
                0
            } else {
                cost::WRONG_VALUE
            };
            let plain = text.trim_matches(['"', '\'']);
            let is_known = key.values.is_empty() || key.values.iter().any(|known| known.eq_ignore_ascii_case(plain));
            if !is_known {
                cost += cost::WRONG_VALUE;
            }
            if hints.is_reference(text) && !REFERRING.contains(&key.name) {
                cost += cost::REFERENCE;
            }
            next.push(add(column, Rc::clone(own), cost));
        }
        UnitValue::None => match key.shape {
            Shape::Scalar => next.push(add(column, Rc::clone(own), cost::WRONG_VALUE)),
            Shape::Scalars => next.push(add(column, open(FrameKind::Scalars), 0)),
            Shape::ScalarsByName => next.push(add(column, open(FrameKind::ScalarsByName), 0)),
            Shape::Object(object) | Shape::ScalarOrObject(object) => {
                next.push(add(column, open(FrameKind::Object(object)), 0));
            }
            Shape::List(types) => next.push(add(column, open(FrameKind::List(types)), 0)),
            Shape::Named(object) => next.push(add(column, open(FrameKind::Named(object)), 0)),
            Shape::OneOrNamed(object) => {
                next.push(add(column, open(FrameKind::Object(object)), 0));
                next.push(add(column, open(FrameKind::Named(object)), 0));
            }
            Shape::ByName(object) => next.push(add(column, open(FrameKind::ByName(object)), 0)),
            Shape::Any => next.push(add(column, open(FrameKind::Any), 0)),
        },
    }
}

/// What is open behind a value: the text of a block, or what was open before.
fn opened(top: Rc<Frame>, value: UnitValue<'_>) -> Rc<Frame> {
    if value == UnitValue::Block {
        let column = top.indentation + 2;
        Frame::within(&top, FrameKind::Block, column)
    } else {
        top
    }
}

fn takes_scalar(shape: Shape) -> bool {
    matches!(shape, Shape::Scalar | Shape::ScalarOrObject(_) | Shape::Any)
}

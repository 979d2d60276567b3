//! What speaks against a reading, and how much.

/// An object lacks a key that all of its type have.
pub(super) const MISSING_KEY: u32 = 4;
/// Something is open to which nothing belongs.
pub(super) const EMPTY: u32 = 2;
/// A value is none that its key may have, or of another shape.
pub(super) const WRONG_VALUE: u32 = 6;
/// A key means nothing where it stands.
pub(super) const UNKNOWN_KEY: u32 = 8;
/// A line belongs nowhere.
pub(super) const MISPLACED: u32 = 12;
/// A line that could be structure is text of a block.
pub(super) const STRUCTURE_IN_BLOCK: u32 = 1;
/// A reference to an input is the value of a key that has no such values.
pub(super) const REFERENCE: u32 = 3;
/// A value below `with` is no reference to an input.
pub(super) const NO_REFERENCE: u32 = 2;
/// Something is in a part that may hold anything.
pub(super) const ANYTHING: u32 = 1;
/// A key belongs to an object although one inside of it may have it.
pub(super) const INNER_FITS: u32 = 1;
/// A section stands beside the capability that may hold it.
pub(super) const BESIDE_CAPABILITY: u32 = 3;

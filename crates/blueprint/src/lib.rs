//! Reads API Blueprint (format 1A9, with MSON) into the model.

mod block;
mod findings;
mod mson;
mod rules;
mod text;

pub use rules::RULES;

//! The command as people run it: the real program in a folder of its own.

mod check;
mod configured;
mod generate;
mod inspect;
mod support;
mod vendored;

//! The bookshop: the generated client against the generated server.

mod bodies;
mod books;
mod constraints;
mod headers;
mod mock;
mod paths;
mod queries;
mod refusals;
mod responses;
mod security;
mod support;
mod unions;
mod values;

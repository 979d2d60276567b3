//! The itsyou.online API, of which the text of a rendered RAML page is left: the generated client against the generated
//! server.

#![expect(clippy::unwrap_used, reason = "in a test, helpers too may fail")]

mod mock;
mod organizations;
mod page;
mod registrar_organizations;
mod registrar_users;
mod scopes;
mod support;
mod users;
mod validation;

//! An authorizer that tells what it was asked.

use std::sync::{Arc, Mutex};

use specwright_runtime::server::{Attempt, Authorizer, Credential, Denied, Identity};

/// Writes down what it is asked, and lets those in who present a credential of these schemes.
#[derive(Clone)]
pub(crate) struct Porter {
    lets_in: &'static [&'static str],
    book: Arc<Mutex<Vec<String>>>,
}

impl Porter {
    pub(crate) fn new(lets_in: &'static [&'static str]) -> Self {
        Self {
            lets_in,
            book: Arc::default(),
        }
    }

    pub(crate) fn entries(&self) -> Vec<String> {
        std::mem::take(&mut *self.book.lock().unwrap())
    }
}

impl Authorizer for Porter {
    async fn authorize(&self, attempt: Attempt) -> Result<Identity, Denied> {
        let mut entry = attempt.operation.to_owned();
        for presented in &attempt.credentials {
            let secret = match &presented.credential {
                Credential::ApiKey { key } => key.expose().to_owned(),
                Credential::Basic { username, password } => format!("{username}/{}", password.expose()),
                Credential::Bearer { token } => token.expose().to_owned(),
                other => panic!("{other:?}"),
            };
            entry.push_str(&format!(" {}={secret}{:?}", presented.scheme.name, presented.scopes));
        }
        self.book.lock().unwrap().push(entry);
        let welcome = attempt
            .credentials
            .iter()
            .all(|it| self.lets_in.contains(&it.scheme.name));
        if welcome {
            Ok(Identity::new(attempt.credentials.len()))
        } else {
            Err(Denied::unauthenticated())
        }
    }
}

//! What the configuration says about limits.

use specwright_diagnostics::Diagnostic;
use toml_edit::{Item, TableLike};

use super::Reader;
use crate::{Limit, Limits, rules};

impl Reader<'_> {
    /// The limits of the table `limits` in `owner`; those that it does not name are as they were.
    pub(super) fn limits(&mut self, owner: &dyn TableLike, mut limits: Limits) -> Limits {
        let Some(table) = owner.get("limits").and_then(|item| self.table(item, "limits")) else {
            return limits;
        };
        self.only_keys(table, &Limit::ALL.map(Limit::name));
        for limit in Limit::ALL {
            if let Some(item) = table.get(limit.name()) {
                self.limit(item, limit, &mut limits);
            }
        }
        limits
    }

    fn limit(&mut self, item: &Item, limit: Limit, limits: &mut Limits) {
        let Some(number) = item.as_integer() else {
            self.report(self.wrong_type(item, limit.name(), "an integer"));
            return;
        };
        // No number that is too large for an address is below the greatest either.
        let value = usize::try_from(number).unwrap_or(0);
        if let Err(refused) = limits.set(limit, value) {
            let location = self.location(item.span());
            self.report(Diagnostic::new(&rules::SETTING_VALUE, location, refused.to_string()));
        }
    }
}

//! How much of a text is translated.

use serde::Serialize;

use super::LocalizedUnit;
use crate::identity::state::State;

/// Units by state. The four add up to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// All units.
    pub total: usize,
    /// Translated, reviewed and up to date.
    pub current: usize,
    /// Translated, not reviewed.
    pub draft: usize,
    /// Translated from an older source text.
    pub outdated: usize,
    /// Not translated.
    pub missing: usize,
}

impl Coverage {
    /// Counts units.
    pub fn of<'u>(units: impl IntoIterator<Item = &'u LocalizedUnit>) -> Self {
        let mut coverage = Self::default();
        for unit in units {
            coverage.total += 1;
            *match unit.state {
                State::Current => &mut coverage.current,
                State::Draft => &mut coverage.draft,
                State::Outdated => &mut coverage.outdated,
                State::Missing => &mut coverage.missing,
            } += 1;
        }
        coverage
    }

    /// Whether every unit is translated and up to date.
    pub fn is_complete(&self) -> bool {
        self.outdated == 0 && self.missing == 0
    }

    /// The share of units with a translation, from 0 to 1.
    pub fn translated_share(&self) -> f64 {
        if self.total == 0 {
            return 1.0;
        }
        (self.total - self.missing) as f64 / self.total as f64
    }
}

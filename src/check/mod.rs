//! Checks of translations.

pub mod language;

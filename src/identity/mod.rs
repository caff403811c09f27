//! Which unit is which, and which translations still hold.
//!
//! 1. [`ledger`] reads the generated catalog of the source language: ids and the source texts
//!    last written down, in order;
//! 2. [`align`] pairs the units of today's content with it: an id is a birth name, kept through
//!    edits and moves;
//! 3. [`names`] gives ids to units that are new;
//! 4. [`state`] knows from which source text each translation was made;
//! 5. [`sync`] says what would have to be written down.
//!
//! Everything here is pure. Every command aligns in memory, so that a build is right even
//! before `sync` has run.

pub mod align;
mod conflict;
pub mod fingerprint;
pub mod former;
pub mod ledger;
pub mod names;
mod plain;
pub mod state;
pub mod sync;

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The id of a unit and of the messages that translate it: `article-3-p7`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct UnitId(Arc<str>);

impl UnitId {
    /// An id that is known to be a legal Fluent identifier.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Maps with ids as keys can be asked with texts: an id is compared and hashed as its text.
impl Borrow<str> for UnitId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! What `sync` keeps and what it writes down: the table of changes that users rely on, and the
//! promises that hold for any sequence of changes.

#[path = "sync/changes.rs"]
mod changes;
mod common;
#[path = "sync/histories.rs"]
mod histories;
#[path = "sync/kills.rs"]
mod kills;

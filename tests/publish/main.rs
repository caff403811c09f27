//! Publishing an output to disk, as `docs/reliability.md` promises it.
//!
//! `CONCORD_LONG=1` runs the loops at the length of the promises: 500 kills, 100,000 reads,
//! 50 pairs of builds.

#![allow(
    clippy::print_stderr,
    reason = "a test that cannot run here says so, a child process talks to its parent"
)]

mod changes;
mod faults;
mod kills;
mod readers;
mod refusals;
mod support;

//! The server of the preview on real sockets, with bytes as they are sent.
//!
//! `client` has a site to be served and a client that sends what it is told to; the other modules
//! are about what their names say. Servers listen at loopback, at any free port, and are stopped
//! when a test ends in whatever way.

mod client;
mod edits;
mod events;
mod files;
mod limits;
mod process;
mod refusals;

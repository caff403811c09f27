//! What one client may cost. A preview is for one person: limits are far above what a browser
//! needs, and low enough that a broken or hostile client cannot keep the page from answering.

use std::time::Duration;

/// Limits of a server; tests use smaller ones. What HTTP itself limits is left to `hyper`: a
/// request has at most 100 header fields (431).
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at a time; later ones wait until one ends, which the times below see to.
    /// A browser opens six for a host.
    pub connections: usize,
    /// Event streams at a time (503 beyond), not counted among the connections: each is an open
    /// page that waits, and must not keep others from loading.
    pub streams: usize,
    /// Bytes of the first line and header of a request (431 beyond), at least 8192. Cookies that
    /// other programs on the same host name have set are the bulk of it: browsers send the
    /// cookies of all ports.
    pub header_bytes: usize,
    /// From the start of a connection, or from the answer before, until the header of a request
    /// is complete. It therefore ends idle connections too. Browsers open a connection or two in
    /// advance, and open another without a word when one was closed.
    pub header_time: Duration,
    /// Bytes of the body of a request (413 beyond). A body is an edit of one paragraph.
    pub body_bytes: usize,
    /// Until the body of a request is complete (408 beyond).
    pub body_time: Duration,
    /// How long a client may leave an answer unread, without taking a single byte. A laptop that
    /// was closed does.
    pub write_time: Duration,
    /// Between two signs of life in an event stream, by which each side notices that the other
    /// is gone.
    pub heartbeat: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            streams: 256,
            header_bytes: 16 * 1024,
            header_time: Duration::from_secs(10),
            body_bytes: 1024 * 1024,
            body_time: Duration::from_secs(10),
            write_time: Duration::from_secs(30),
            heartbeat: Duration::from_secs(15),
        }
    }
}

//! The web server of a preview. It knows HTTP, and nothing of sites, documents or languages: what
//! is at a path is asked of a [`Site`].
//!
//! 1. [`Server::bind`] takes a port (`address`), so that addresses can be printed and pages can
//!    know the [`Token`] before there are any.
//! 2. [`Server::serve`] answers until it is stopped (`connection`, `stop`).
//! 3. Each request is judged before anything is done for it (`request`, `host`, `path`), and
//!    answered (`answer`, with `etag`, `range`, `media`).
//! 4. Open pages are told of changes (`events`).
//!
//! Invariants:
//! - A file is never opened here, whatever a path says.
//! - A page of a foreign host can neither read nor write: the host of each request is known, no
//!   CORS header is ever sent, and edits need the token.
//! - Nothing that a client does or leaves undone lasts longer, or takes more, than [`Limits`] say.

mod address;
mod answer;
mod connection;
mod etag;
mod events;
mod host;
mod limits;
mod media;
mod path;
mod range;
mod request;
mod stop;
mod token;

use std::io;
use std::pin::pin;
use std::sync::Arc;

use futures_util::future::select;
use tokio::sync::Semaphore;

use address::Bound;
pub use address::{BindError, Binding, USUAL_PORT};
pub use events::{Events, Message};
pub use limits::Limits;
use request::Shared;
pub use stop::{Signals, Stop};
pub use token::Token;

/// What is served.
pub trait Site: Send + Sync + 'static {
    /// What is at a path. It may compute for some milliseconds, but not wait: there are few
    /// threads for this. A panic becomes an answer with status 500.
    ///
    /// The path is decoded and without its first slash: `fr/declaration/`. No segment is empty,
    /// `.` or `..`; there are no backslashes and no control characters. It need not be in
    /// Unicode's normal form. The query is not given; it is for scripts.
    fn get(&self, path: &str) -> Found;

    /// Does what a page asked for at a path below [`Paths::edits`], by a request that was allowed
    /// to.
    fn post(&self, path: &str, body: &[u8]) -> Answer {
        let _ = (path, body);
        Answer::Missing
    }
}

/// What is at a path.
#[derive(Debug, Clone)]
pub enum Found {
    /// A file. Its type follows from the path; a path that ends in a slash is a page.
    File(Arc<[u8]>),
    /// It is at another path, as a rule the same with a slash.
    Moved(String),
    /// Nothing, as a page may say in its language.
    Missing(Option<Arc<[u8]>>),
    /// There is no site yet, as this page explains.
    Failed(Arc<[u8]>),
}

/// What became of an edit, with what to say of it in JSON.
#[derive(Debug, Clone)]
pub enum Answer {
    /// It is done (200).
    Done(Vec<u8>),
    /// It is not understood or not allowed (422).
    Invalid(Vec<u8>),
    /// It was made from something that has changed since (409).
    Conflict(Vec<u8>),
    /// It could not be done (500).
    Failed(Vec<u8>),
    /// There is no such endpoint (404).
    Missing,
}

/// Paths that are not files. What is not named does not exist.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paths {
    /// The path of the event stream.
    pub events: Option<&'static str>,
    /// What paths begin with that can be posted to.
    pub edits: Option<&'static str>,
}

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    bound: Bound,
    paths: Paths,
    limits: Limits,
    token: Token,
    events: Events,
    stop: Stop,
}

impl Server {
    /// Takes a port. From now on browsers can connect; they are answered by [`Self::serve`].
    ///
    /// # Errors
    ///
    /// The port is in use or may not be used, the interface is not one of this machine, or the
    /// system gives no random bits.
    pub fn bind(binding: &Binding, paths: Paths, limits: Limits) -> Result<Self, BindError> {
        Ok(Self {
            token: Token::random().map_err(|error| BindError::new(binding, error))?,
            bound: address::bind(binding)?,
            paths,
            limits,
            events: Events::new(),
            stop: Stop::new(),
        })
    }

    /// The addresses at which browsers find it, the best first, each with a slash at the end.
    pub fn addresses(&self) -> Vec<String> {
        self.bound.addresses()
    }

    /// Whether other machines may reach it. All who can load its pages can then read the token.
    pub fn is_open(&self) -> bool {
        self.bound.is_open()
    }

    /// What pages must show to write.
    pub fn token(&self) -> &Token {
        &self.token
    }

    /// Speaks to the pages that are open.
    pub fn events(&self) -> Events {
        self.events.clone()
    }

    /// Stops it, from any thread.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Answers until it is stopped by [`Stop`] or, if some are given, by signals. Then all
    /// connections are closed at once; edits that were begun are finished, for which it waits two
    /// seconds at most.
    ///
    /// # Errors
    ///
    /// The system gives no event queue, or no signals.
    pub fn serve(self, site: impl Site, signals: Signals) -> io::Result<()> {
        let runtime = connection::runtime()?;
        let shared = Arc::new(Shared {
            site,
            hosts: self.bound.hosts,
            streams: Arc::new(Semaphore::new(self.limits.streams)),
            limits: self.limits,
            paths: self.paths,
            token: self.token,
            events: self.events,
        });
        let served = runtime.block_on(async {
            let interrupted = stop::Interrupted::catch(signals)?;
            connection::start(self.bound.listeners, &shared)?;
            select(pin!(self.stop.stopped()), pin!(interrupted.wait())).await;
            Ok(())
        });
        connection::end(runtime);
        served
    }
}

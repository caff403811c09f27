//! The end of a server: asked for by the program or by a signal.

use std::future::pending;
use std::io;
#[cfg(unix)]
use std::pin::pin;
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::AtomicBool;

#[cfg(unix)]
use futures_util::future::select;
#[cfg(unix)]
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Stops a server from anywhere. Clones stop the same one.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Stops the server, also one that has not begun. Returns at once.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Waits until somebody has stopped the server.
    pub(super) async fn stopped(&self) {
        // Fails if there is no sender, but one is held here.
        let _ = self.0.subscribe().wait_for(|stopped| *stopped).await;
    }
}

/// Whether signals stop a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signals {
    /// Ctrl-C does, and SIGTERM where there are signals. Only the first: the second ends the
    /// process as if nobody had caught any, so that what hangs at the end can be ended too. For
    /// the one server of a process.
    Caught,
    /// They do what they would do without.
    Left,
}

/// The first signal, once it comes.
pub(super) struct Interrupted(Option<Caught>);

impl Interrupted {
    pub(super) fn catch(signals: Signals) -> io::Result<Self> {
        Ok(Self(match signals {
            Signals::Caught => Some(Caught::new()?),
            Signals::Left => None,
        }))
    }

    /// Waits for it.
    pub(super) async fn wait(self) {
        match self.0 {
            Some(caught) => caught.wait().await,
            None => pending().await,
        }
    }
}

#[cfg(unix)]
struct Caught {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Caught {
    fn new() -> io::Result<Self> {
        let caught = Arc::new(AtomicBool::new(false));
        for number in [SIGINT, SIGTERM] {
            // In this order, as the first must not see what the second has set.
            flag::register_conditional_default(number, Arc::clone(&caught))?;
            flag::register(number, Arc::clone(&caught))?;
        }
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn wait(mut self) {
        select(pin!(self.interrupt.recv()), pin!(self.terminate.recv())).await;
    }
}

#[cfg(not(unix))]
struct Caught;

#[cfg(not(unix))]
impl Caught {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn wait(self) {
        // Without a console there is no Ctrl-C.
        if tokio::signal::ctrl_c().await.is_err() {
            pending().await
        }
    }
}

//! Changes that pages ask for, on their way to the thread that makes them.

use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::json_of;
use crate::desk::{Base, Key, Meaning};
use crate::pipeline::Blueprint;
use crate::server::Answer;
use crate::watch::Waker;

/// How long an answer is waited for. A change of a few files takes some milliseconds; a slow disk
/// may take long. What is not answered may still be done.
const PATIENCE: Duration = Duration::from_secs(60);

/// Names a unit in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::preview) struct UnitName {
    pub(super) locale: String,
    pub(super) document: String,
    pub(super) id: String,
}

impl UnitName {
    pub(super) fn key(&self) -> Key<'_> {
        Key {
            locale: &self.locale,
            document: &self.document,
            id: &self.id,
        }
    }

    /// Whether it is a text that others are translated from.
    pub(super) fn is_source(&self, blueprint: &Blueprint) -> bool {
        let locales = &blueprint.model().locales;
        locales.all[locales.source].config.tag.as_str() == self.locale
    }
}

/// A change of the project.
#[derive(Debug)]
pub(in crate::preview) enum Order {
    /// A translation gets a text.
    Save {
        unit: UnitName,
        text: String,
        base: Base,
    },
    /// A translation holds as it is.
    Accept { unit: UnitName, base: Base },
    /// A text of the source becomes another.
    Source {
        unit: UnitName,
        text: String,
        meaning: Meaning,
        base: Base,
    },
    /// A change is taken back.
    Undo { number: u64 },
}

/// An order, and where its answer goes.
#[derive(Debug)]
pub(in crate::preview) struct Job {
    pub(in crate::preview) order: Order,
    answer: SyncSender<Answer>,
}

impl Job {
    /// Gives the answer. Whoever asked may have gone.
    pub(in crate::preview) fn answer(self, answer: Answer) {
        let _ = self.answer.try_send(answer);
    }
}

/// Where orders are given.
#[derive(Debug)]
pub(in crate::preview) struct Queue {
    jobs: Sender<Job>,
    waker: Waker,
}

impl Queue {
    /// A queue, and where its orders arrive. The waker ends the wait of who carries them out.
    pub(in crate::preview) fn new(waker: Waker) -> (Self, Receiver<Job>) {
        let (jobs, orders) = mpsc::channel();
        (Self { jobs, waker }, orders)
    }

    /// Has an order carried out, and waits for it.
    pub(super) fn carry_out(&self, order: Order) -> Answer {
        let (answer, answered) = mpsc::sync_channel(1);
        let given = self.jobs.send(Job { order, answer });
        self.waker.wake();
        let ended = || Answer::Failed(json_of(&"the preview has stopped"));
        match given {
            Ok(()) => answered.recv_timeout(PATIENCE).unwrap_or_else(|_| ended()),
            Err(_) => ended(),
        }
    }
}

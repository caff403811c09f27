//! Carrying out what pages ask for. There is one writer, on the thread that follows the project.
//!
//! 1. the change is planned from the project as it was read last ([`crate::desk`]);
//! 2. it is written, unless one of its files is no longer what was read: then the project is read
//!    again, and the change planned once more;
//! 3. what was written is read and shown, and the page answered.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::Serialize;

use super::orders::{Order, UnitName};
use super::{json_of, refused, unsound};
use crate::desk::{self, Base, Meaning, Refused};
use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::pipeline::Blueprint;
use crate::preview::problems;
use crate::preview::shown::Shown;
use crate::server::Answer;
use crate::source::Sources;
use crate::source::write::{self, Change};

/// How many changes can be taken back.
const MOST: usize = 200;

/// The changes that can be taken back.
#[derive(Debug, Default)]
pub(in crate::preview) struct Done {
    changes: VecDeque<(u64, Undoable)>,
    count: u64,
}

#[derive(Debug, Clone)]
enum Undoable {
    Translation(desk::Undo),
    Source {
        unit: UnitName,
        former: String,
        meaning: Meaning,
        base: Base,
    },
}

/// A change that is planned.
struct Plan {
    changes: Vec<Change>,
    /// What takes it back; nothing for what takes another back.
    undo: Option<Undoable>,
    outdated: Vec<String>,
}

/// A change that was tried.
#[derive(Debug)]
pub(in crate::preview) enum Tried {
    /// It was written.
    Written {
        /// What was changed.
        changes: Vec<Change>,
        /// What to say of it.
        written: Written,
    },
    /// One of the files is not what was read.
    Stale(Box<Diagnostic>),
    /// It is not done, and this is why. Some of its files may have been written.
    Not(Answer),
}

/// What a page hears of a change that was made.
#[derive(Debug, Serialize)]
pub(in crate::preview) struct Written {
    /// The number by which it is taken back.
    undo: Option<u64>,
    /// The languages whose translations became outdated.
    outdated: Vec<String>,
}

impl Written {
    /// The answer, when the site is shown with it.
    pub(in crate::preview) fn answer(self, version: u64) -> Answer {
        #[derive(Serialize)]
        struct Said {
            version: u64,
            #[serde(flatten)]
            written: Written,
        }
        let written = self;
        Answer::Done(json_of(&Said { version, written }))
    }
}

/// Plans a change from what is shown, and writes it.
pub(in crate::preview) fn change(
    order: &Order,
    shown: &Shown,
    memo: &Memo,
    root: &Path,
    done: &mut Done,
) -> Tried {
    let (Some(blueprint), None) = (shown.blueprint.as_deref(), unsound(shown)) else {
        return Tried::Not(match unsound(shown) {
            Some(why) => refused(&why, shown.sources()),
            None => Answer::Missing,
        });
    };
    let planned = catch_unwind(AssertUnwindSafe(|| plan(order, blueprint, memo, done)));
    let plan = match planned {
        Ok(Ok(plan)) => plan,
        Ok(Err(why)) => return Tried::Not(refused(&why, shown.sources())),
        Err(_) => return Tried::Not(failed(&internal())),
    };
    match write::files(root, &plan.changes, blueprint.sources()) {
        Ok(()) => Tried::Written {
            written: Written {
                undo: done.note(order, plan.undo),
                outdated: plan.outdated,
            },
            changes: plan.changes,
        },
        Err(diagnostic) if diagnostic.code == write::CHANGED_MEANWHILE => Tried::Stale(diagnostic),
        Err(diagnostic) => Tried::Not(failed(&diagnostic)),
    }
}

fn plan(order: &Order, blueprint: &Blueprint, memo: &Memo, done: &Done) -> Result<Plan, Refused> {
    let (model, sources) = (blueprint.model(), blueprint.sources());
    match order {
        Order::Save { unit, text, base } => {
            Ok(desk::save(model, sources, unit.key(), text, base)?.into())
        }
        Order::Accept { unit, base } => Ok(desk::accept(model, sources, unit.key(), base)?.into()),
        Order::Source {
            unit,
            text,
            meaning,
            base,
        } => of_source(sources, memo, unit, (text, *meaning), base),
        Order::Undo { number } => match done.find(*number) {
            Some(Undoable::Translation(undo)) => Ok(Plan {
                changes: desk::undo(sources, undo)?,
                undo: None,
                outdated: Vec::new(),
            }),
            Some(Undoable::Source {
                unit,
                former,
                meaning,
                base,
            }) => {
                let plan = of_source(sources, memo, unit, (former, *meaning), base)?;
                Ok(Plan { undo: None, ..plan })
            }
            None => {
                let message = "this change cannot be taken back any more";
                Err(Diagnostic::error("undo-unknown", message).into())
            }
        },
    }
}

fn of_source(
    sources: &Sources,
    memo: &Memo,
    unit: &UnitName,
    (text, meaning): (&str, Meaning),
    base: &Base,
) -> Result<Plan, Refused> {
    let edited = desk::edit_source(sources, memo, unit.key(), (text, meaning), base)?;
    Ok(Plan {
        changes: edited.changes,
        undo: Some(Undoable::Source {
            unit: unit.clone(),
            former: edited.former,
            meaning,
            base: edited.base,
        }),
        outdated: edited.outdated,
    })
}

impl From<desk::Saved> for Plan {
    fn from(saved: desk::Saved) -> Self {
        Self {
            changes: saved.changes,
            undo: Some(Undoable::Translation(saved.undo)),
            outdated: Vec::new(),
        }
    }
}

impl Done {
    fn find(&self, number: u64) -> Option<&Undoable> {
        let mut changes = self.changes.iter();
        changes
            .find(|(of, _)| *of == number)
            .map(|(_, change)| change)
    }

    /// Remembers a change that was made, and forgets one that was taken back.
    fn note(&mut self, order: &Order, undo: Option<Undoable>) -> Option<u64> {
        if let Order::Undo { number } = order {
            self.changes.retain(|(of, _)| of != number);
        }
        let undo = undo?;
        self.count += 1;
        if self.changes.len() == MOST {
            self.changes.pop_front();
        }
        self.changes.push_back((self.count, undo));
        Some(self.count)
    }
}

/// Says what could not be written.
pub(in crate::preview) fn failed(diagnostic: &Diagnostic) -> Answer {
    #[derive(Serialize)]
    struct Said {
        problem: problems::Problem,
    }
    let problem = problems::problem(diagnostic, &Sources::default());
    Answer::Failed(json_of(&Said { problem }))
}

fn internal() -> Diagnostic {
    let message = "saving stopped at a mistake of Concord's own";
    Diagnostic::error("internal", message).hint("the text is still in the page; please report it")
}

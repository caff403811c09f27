//! Measuring what translators and editors run, beside a build.
//!
//! One round runs each command once, on a project of which everything has been written down.
//! The edit is taken back after it, and `sync` leaves the files as they were, so that all rounds
//! find the same.

use std::io;
use std::path::Path;

use serde::Serialize;

use crate::corpus::{Corpus, concord};
use crate::measure::process::{self, Run};
use crate::site::{Build, concord_command};

/// A command, with what its runs took.
#[derive(Debug, Serialize)]
pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) runs: Build,
}

/// What is measured, in the order of a round.
const COMMANDS: [(&str, &[&str]); 4] = [
    ("check", &["check"]),
    ("status", &["status"]),
    ("sync, nothing to do", &["sync"]),
    ("export po", &["export", "po"]),
];

/// The command that is run after an edit.
const AFTER_EDIT: &str = "sync, one paragraph changed";

/// The runs so far.
#[derive(Debug, Default)]
pub(crate) struct Rounds(Vec<(&'static str, Vec<Run>)>);

impl Rounds {
    /// Runs every command once.
    ///
    /// # Errors
    ///
    /// If one fails, or the edited file cannot be written.
    pub(crate) fn round(&mut self, corpus: &Corpus, project: &Path) -> io::Result<()> {
        for (name, arguments) in COMMANDS {
            let mut command = concord_command(arguments[0], project);
            command.args(&arguments[1..]);
            if arguments[0] == "export" {
                // A site of one language has nobody to export for.
                let Some(language) = corpus.languages.get(1) else {
                    continue;
                };
                command.args(["--lang", language.tag]);
            }
            self.add(name, process::run(&mut command)?);
        }
        let before = concord::edit(project)?;
        self.add(AFTER_EDIT, sync(project)?);
        concord::take_back(project, &before)?;
        sync(project)?;
        Ok(())
    }

    fn add(&mut self, name: &'static str, run: Run) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, runs)) => runs.push(run),
            None => self.0.push((name, vec![run])),
        }
    }

    /// What they took.
    pub(crate) fn commands(self) -> Vec<Command> {
        self.0
            .into_iter()
            .filter_map(|(name, runs)| {
                let runs = Build::of(&runs)?;
                Some(Command { name, runs })
            })
            .collect()
    }
}

fn sync(project: &Path) -> io::Result<Run> {
    process::run(&mut concord_command("sync", project))
}

//! Printing.

use std::env;
use std::io::{self, IsTerminal, Write};

use super::{Format, Outcome};
use crate::diagnostic::human::{self, Colour};
use crate::diagnostic::{Diagnostics, github, json};
use crate::source::Sources;

/// What there is to say, and how much the project allows.
pub(super) struct Findings<'a> {
    pub(super) diagnostics: &'a Diagnostics,
    pub(super) suppressed: usize,
}

/// Prints what there is to say. Nothing is printed for people if there is nothing.
pub(super) fn diagnostics(diagnostics: &Diagnostics, sources: &Sources, format: Format) {
    let all = Findings {
        diagnostics,
        suppressed: 0,
    };
    findings(&all, sources, format);
}

/// Prints what checks have found, with the number of what is not printed.
pub(super) fn findings(findings: &Findings<'_>, sources: &Sources, format: Format) {
    let diagnostics = findings.diagnostics;
    match format {
        Format::Json => print(
            &mut io::stdout().lock(),
            &json::render(diagnostics, sources),
        ),
        Format::Github => print(
            &mut io::stdout().lock(),
            &github::render(diagnostics, sources),
        ),
        Format::Human if diagnostics.is_empty() && findings.suppressed == 0 => {}
        Format::Human => {
            let mut text = human::render(diagnostics, sources, colour(&io::stderr()));
            let summary = human::summary(diagnostics);
            text.push_str(&summary);
            if findings.suppressed > 0 {
                let comma = if summary.is_empty() { "" } else { ", " };
                text.push_str(&format!("{comma}{} suppressed", findings.suppressed));
            }
            text.push('\n');
            print(&mut io::stderr().lock(), &text);
        }
    }
}

/// A line about what was done, for whoever watches.
pub(super) fn done(line: &str) {
    if io::stderr().is_terminal() {
        print(&mut io::stderr().lock(), &format!("{line}\n"));
    }
}

/// A line that must be read beside the answer, whoever reads it.
pub(super) fn remark(line: &str) {
    print(&mut io::stderr().lock(), &format!("{line}\n"));
}

/// What a command was asked to print. Nothing is done before it is printed, unless its reader
/// went away.
#[must_use]
pub(super) fn answer(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            remark(&format!("standard output cannot be written: {error}"));
            Outcome::Errors
        }
        _ => Outcome::Done,
    }
}

/// A reader that went away (`concord check | head`) is no error of ours.
fn print(out: &mut dyn Write, text: &str) {
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Colour is for terminals, and for people who want it (<https://no-color.org>).
pub(super) fn colour(stream: &impl IsTerminal) -> Colour {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !unwanted {
        Colour::Ansi
    } else {
        Colour::Plain
    }
}

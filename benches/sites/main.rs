//! How long Concord takes for whole sites, how much memory, and where the time goes.
//!
//! `cargo bench --bench sites` measures the three sizes; `benches/README.md` says what is
//! measured and how to read it.
//!
//! 1. a project is written from the text model ([`corpus`]), and `concord sync` writes down its
//!    ids and states, as in a project that people work on;
//! 2. the program that cargo built is run several times ([`site`]): into no folder, into the
//!    folder it has just written, and into memory;
//! 3. so are the commands of translators ([`commands`]), in the same rounds;
//! 4. the same files are merely written, which is the limit on this machine;
//! 5. tables are printed ([`report`]), and on demand the same as JSON.

mod arguments;
mod commands;
#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../measure/mod.rs"]
mod measure;
mod report;
mod site;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use arguments::Arguments;
use corpus::Corpus;
use measure::machine::Machine;
use report::Report;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell if this fails.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let sizes = arguments.sizes();
    if let Some(folder) = &arguments.generate {
        for size in sizes {
            let folder = folder.join(size.to_string());
            let corpus = Corpus::new(size.languages, size.articles, arguments.seed);
            site::generate(&corpus, &folder)?;
        }
        return Ok(());
    }
    let mut report = Report {
        machine: Machine::here(),
        seed: arguments.seed,
        runs: arguments.runs(),
        sites: Vec::new(),
    };
    let work = match &arguments.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?,
    };
    for size in sizes {
        writeln!(io::stderr(), "measuring {size} …")?;
        let corpus = Corpus::new(size.languages, size.articles, arguments.seed);
        let folder = work.path().join(size.to_string());
        report
            .sites
            .push(site::measure(&corpus, &folder, report.runs)?);
        measure::files::remove(&folder)?;
    }
    io::stdout().write_all(report.tables().as_bytes())?;
    match &arguments.json {
        Some(file) => write_json(&report, file),
        None => Ok(()),
    }
}

fn write_json(report: &Report, file: &Path) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    fs::write(file, text)
}

//! The command line: the only part that speaks to a terminal.
//!
//! Exit status: 0 done, 1 the project has errors, 2 the command line was wrong.

mod accept;
mod build;
mod check;
mod export;
mod import;
mod init;
mod project;
mod report;
mod serve;
mod status;
mod sync;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// One canonical text in many languages, as a static site.
///
/// Concord joins Markdown articles (content/) with Fluent translations (locales/) through
/// templates (themes/) and writes a cross-linked site per language.
#[derive(Debug, Parser)]
#[command(name = "concord", version, propagate_version = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  concord init my-treaty      make a small project in two languages
  concord build               write the site of the project around this folder
  concord build -o /srv/www   … to another folder
  concord serve --open        look at it in a browser while you write
  concord check --strict      look for errors without writing anything
  concord sync                write down the ids of new and changed paragraphs";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small project that builds at once.
    Init(InitArgs),
    /// Write the site.
    Build(BuildArgs),
    /// Show the site in a browser while it is being written.
    ///
    /// Every change of the project is in the pages at once; problems are shown over the pages and
    /// in the terminal. "Translate" in the corner of a page turns on the translator's view: the state
    /// of each paragraph, and an editor for it. Only what is saved there is written to the project;
    /// the output folder is never touched.
    Serve(serve::ServeArgs),
    /// Look for mistakes: everything that `build` finds, and checks of the translations.
    Check(CheckArgs),
    /// Write down the ids of units, what translations were made from, and notes for translators.
    ///
    /// Writes the ledger `locales/<source>/<document>.ftl` and the states below `.l10n/`. Files
    /// of translators are edited in place: messages get the order of the text, what is out of
    /// date or missing is noted in comments that begin with `# @`, and translations of removed
    /// texts move to the archive. Everything else keeps its bytes. Running it twice changes
    /// nothing.
    Sync(sync::SyncArgs),
    /// Say how much is translated, and what there is to do.
    Status(status::StatusArgs),
    /// Say that translations still hold, or that they have been reviewed.
    Accept(accept::AcceptArgs),
    /// Take translations from other tools and from other forms of the text.
    Import(import::ImportArgs),
    /// Write translations for other tools.
    Export(export::ExportArgs),
}

/// Where the project is.
#[derive(Debug, Clone, Args)]
struct ProjectArgs {
    /// The folder of the project [default: the nearest with a concord.toml, from here upwards]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The configuration [default: concord.toml in the project's folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How diagnostics are printed: for people on standard error; as JSON, or as annotations of
    /// GitHub, on standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// What a site is built with.
#[derive(Debug, Clone, Args)]
struct SiteArgs {
    /// Where the site will be published, for canonical links, alternates and the sitemap.
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
    /// Only this language beside the source; can be repeated.
    #[arg(short = 'l', long = "lang", value_name = "TAG")]
    languages: Vec<String>,
    /// Take drafts into the site.
    #[arg(long)]
    drafts: bool,
    /// Problems of translations are errors.
    #[arg(long)]
    strict: bool,
    /// Add two languages made from the source, to see how pages cope: en-XA, accented and longer,
    /// and ar-XB, from right to left.
    ///
    /// Such a site is for looking at, not for publishing: it has no canonical addresses and no
    /// sitemap, and tells search engines to stay away. `build` wants a folder of its own for it (-o).
    #[arg(long, conflicts_with = "base_url")]
    pseudo: bool,
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    site: SiteArgs,
    /// The folder to write to [default: `output` of the configuration, or site]
    #[arg(
        short = 'o',
        long,
        value_name = "DIR",
        required_if_eq("pseudo", "true")
    )]
    output_dir: Option<PathBuf>,
    /// Name `index.html` in links, for a site that is read from disk without a server.
    #[arg(long)]
    for_disk: bool,
    /// Leave the search out, whatever the configuration says.
    #[arg(long)]
    no_search: bool,
    /// Replace files one by one in the output folder, for a folder that is mounted or watched.
    #[arg(long)]
    in_place: bool,
    /// Say how long each stage took.
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Debug, Args)]
struct InitArgs {
    /// The folder to make; it must not exist, or be empty.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Github,
}

/// Whether a command did what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Errors,
}

impl Outcome {
    /// That of two things of which both must be done.
    fn and(self, other: Self) -> Self {
        match self {
            Self::Done => other,
            Self::Errors => Self::Errors,
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Init(args) => init::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Sync(args) => sync::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Accept(args) => accept::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
    };
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Errors => ExitCode::from(1),
    }
}

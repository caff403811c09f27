//! Concord publishes one canonical text in many languages.
//!
//! It joins Markdown articles with Fluent translations through Tera templates and writes a
//! cross-linked static site per language. The modules below are in the order in which a site is
//! made; each imports only from those above it (the few that meet in one idea are named in
//! `ARCHITECTURE.md`).
//!
//! ```
//! use concord::memo::Memo;
//! use concord::pipeline::{self, Options};
//! use concord::source::Sources;
//!
//! let options = Options::default();
//! let mut sources = options.originals.clone();
//! let project: Sources = [
//!     ("concord.toml", &b"title = 'Guide'\nsource = 'en'\n[locales.en]\n[locales.ar]\n"[..]),
//!     ("content/guide/_index.md", b"# Guide\n\nWelcome.\n"),
//!     ("locales/ar/guide.ftl", "guide-p1 = مرحبا.\n".as_bytes()),
//! ]
//! .into_iter()
//! .collect();
//! for file in project.iter() {
//!     sources.insert(file.clone());
//! }
//! let built = pipeline::build(&sources, &options, &Memo::none());
//! let output = built.output.expect("no errors");
//! let page = output.get("ar/guide/index.html").expect("the guide in Arabic");
//! assert!(String::from_utf8_lossy(page).contains("مرحبا."));
//! ```
#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod source;

pub mod config;
pub mod locale;

pub mod content;
pub mod fluent;

pub mod catalog;
pub mod identity;

pub mod site;

pub mod localize;

pub mod interface;
pub mod theme;

pub mod page;

pub mod output;

pub mod memo;
pub mod pipeline;

pub mod check;
pub mod exchange;
pub mod status;

pub mod cli;

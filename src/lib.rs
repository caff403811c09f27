//! Concord publishes one canonical text in many languages.
//!
//! It joins Markdown articles with Fluent translations through Tera templates and writes a
//! cross-linked static site per language. The modules below are in the order in which a site is
//! made; each imports only from those above it (`ARCHITECTURE.md` names the exception, and
//! `tests/architecture.rs` sees that there is no other).
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

pub mod locale;

pub mod config;

pub mod fluent;

pub mod content;

pub mod identity;

pub mod catalog;

pub mod site;

pub mod localize;

pub mod theme;

pub mod picture;

pub mod interface;

pub mod page;

pub mod search;

pub mod forms;

pub mod output;

pub mod memo;

pub mod pipeline;

pub mod check;

pub mod status;

pub mod exchange;

pub mod desk;

pub mod watch;

pub mod server;

pub mod preview;

pub mod cli;

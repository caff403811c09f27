//! What people say in TOML: `concord.toml`, and the front matter of content files.
//!
//! [`toml`] reads tables with spans and reports every key that is unknown, missing or of the
//! wrong type; [`site`] knows the keys of `concord.toml`, [`forms`] one of them. The keys of front matter are known
//! where content is ([`crate::content::front_matter`]).

pub mod forms;
pub mod site;
pub mod toml;

pub use forms::Form;
pub use site::{LocaleConfig, Outdated, Root, SiteConfig};

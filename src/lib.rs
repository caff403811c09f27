//! Concord publishes one canonical text in many languages.
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
pub mod output;
pub mod page;

//! Concord publishes one canonical text in many languages.
#![forbid(unsafe_code)]

pub mod catalog;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod fluent;
pub mod identity;
pub mod interface;
pub mod locale;
pub mod localize;
pub mod memo;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod site;
pub mod source;
pub mod theme;

//! Concord publishes one canonical text in many languages.
#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod source;
pub mod locale;
pub mod config;
pub mod fluent;
pub mod content;
pub mod identity;

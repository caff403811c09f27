//! Concord publishes one canonical text in many languages.
#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod source;

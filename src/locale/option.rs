//! What can be wrong with the options of `NUMBER()` and `DATETIME()`.

use std::fmt;

/// Why options of a Fluent function cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionError {
    /// There is no such option, or it is not supported.
    Unknown {
        /// What was written.
        name: String,
        /// The options that the function has.
        known: &'static [&'static str],
    },
    /// The value of an option is not one of those it can have.
    Value {
        /// The option.
        name: String,
        /// What was written.
        value: String,
        /// The values that it can have.
        expected: &'static str,
    },
    /// Options contradict one another, or ask for a form that no locale has.
    Combination {
        /// What is wrong with them together.
        message: &'static str,
    },
}

impl OptionError {
    pub(super) fn unknown(name: &str, known: &'static [&'static str]) -> Self {
        Self::Unknown {
            name: name.to_owned(),
            known,
        }
    }

    pub(super) fn value(name: &str, value: &str, expected: &'static str) -> Self {
        Self::Value {
            name: name.to_owned(),
            value: value.to_owned(),
            expected,
        }
    }

    /// What to do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unknown { known, .. } => Some(format!("supported are {}", quoted(known))),
            Self::Value { name, expected, .. } => Some(format!("`{name}` can be {expected}")),
            Self::Combination { .. } => None,
        }
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, .. } => write!(f, "option `{name}` is not supported"),
            Self::Value { name, value, .. } => {
                write!(f, "option `{name}` cannot be `{value}`")
            }
            Self::Combination { message } => f.write_str(message),
        }
    }
}

impl std::error::Error for OptionError {}

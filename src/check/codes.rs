//! The codes of everything that is said of translations.
//!
//! Each has a case in `tests/checks/` and a section in `docs/checks.md`. Codes are stable:
//! `checks.toml` and tools name them.

use super::language;
use crate::diagnostic::Severity;

/// A code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code itself.
    pub name: &'static str,
    /// How much it weighs in `concord check`.
    pub severity: Severity,
    /// Whether `checks.toml` can allow it. What makes a translation unusable cannot be allowed:
    /// no page would show the text.
    pub allowable: bool,
}

const fn unusable(name: &'static str) -> Code {
    Code {
        name,
        severity: Severity::Error,
        allowable: false,
    }
}

const fn error(name: &'static str) -> Code {
    Code {
        name,
        severity: Severity::Error,
        allowable: true,
    }
}

const fn warning(name: &'static str) -> Code {
    Code {
        name,
        severity: Severity::Warning,
        allowable: true,
    }
}

const CODES: [Code; 40] = [
    // What the build says of a file or of a text that it cannot show.
    unusable("fluent-syntax"),
    unusable("byte-order-mark"),
    unusable("tab-indentation"),
    unusable("carriage-return"),
    unusable("conflict-marker"),
    unusable("duplicate-id"),
    unusable("fluent-reference"),
    unusable("raw-html"),
    unusable("link-unsafe"),
    unusable("link-broken"),
    unusable("image-foreign"),
    unusable("bidi-override"),
    unusable("bidi-unbalanced"),
    unusable("control-character"),
    unusable("translation-empty"),
    error("unknown-id"),
    // What the checks of this room say.
    error("note-missing"),
    error("note-extra"),
    error("destination-differs"),
    error("mark-unbalanced"),
    error("block-differs"),
    error("variable-missing"),
    error("variable-extra"),
    error("reference-missing"),
    error("reference-extra"),
    error("attribute-missing"),
    error("attribute-extra"),
    error("plural-missing"),
    error("plural-impossible"),
    error("interface-unknown"),
    warning("commented-translation"),
    warning("interface-missing"),
    warning("copied"),
    warning("term-missing"),
    warning("term-unused"),
    warning("inconsistent"),
    warning("authority-unknown"),
    Code {
        name: "allow-unknown",
        severity: Severity::Error,
        allowable: false,
    },
    Code {
        name: "allow-locale",
        severity: Severity::Error,
        allowable: false,
    },
    Code {
        name: "allow-unused",
        severity: Severity::Warning,
        allowable: false,
    },
];

/// All codes, those of the build first.
pub fn all() -> impl Iterator<Item = Code> {
    CODES
        .into_iter()
        .chain(language::CODES.iter().map(|code| warning(code)))
}

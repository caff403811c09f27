//! Units and languages by the names that other tools keep for us.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::identity::UnitId;
use crate::locale::LocaleTag;
use crate::source::SourcePath;

/// The document and the unit of `id` or `document:id`. `None` if it is no id that Fluent allows.
pub(super) fn unit(name: &str) -> Option<(Option<&str>, UnitId)> {
    let (document, id) = match name.rsplit_once(':') {
        Some((document, id)) => (Some(document), id),
        None => (None, name),
    };
    let legal = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    legal.then(|| (document, UnitId::new(id)))
}

/// The document that a path below `content/` belongs to.
pub(super) fn document(path: &str) -> Option<&str> {
    let (document, _) = path.strip_prefix("content/")?.split_once('/')?;
    Some(document)
}

/// Says that a name is no id.
pub(super) fn no_id(name: &str, path: &SourcePath, span: Range<usize>) -> Diagnostic {
    // Other programs take whole sentences for names.
    let name: String = name.chars().take(60).collect();
    Diagnostic::warning(
        "import-id",
        format!("`{}` is no id of a unit", name.escape_debug()),
    )
    .at(path, span)
    .hint("ids begin with a letter and have letters, digits, `-` and `_`; see `concord export`")
}

/// Says that a file holds translations into another language: they must not get among ours.
///
/// Regions and scripts are not compared, as tools write them in many ways. What is no language
/// code is passed over.
pub(super) fn other_language(
    written: &str,
    target: &LocaleTag,
    path: &SourcePath,
    span: Range<usize>,
) -> Option<Diagnostic> {
    let written = written.trim();
    let language = written.split(['_', '-', '@', '.']).next()?;
    let is_code = matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !language.eq_ignore_ascii_case("und");
    if !is_code || language.eq_ignore_ascii_case(target.language()) {
        return None;
    }
    Some(
        Diagnostic::error(
            "import-language",
            format!("the file is in `{written}`, but `{target}` was asked for"),
        )
        .at(path, span)
        .hint("name its language with `-l`, or mend what the file says of itself"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_units_are_understood() {
        let check = |name: &str, expected: Option<(Option<&str>, &str)>| {
            let expected = expected.map(|(document, id)| (document, UnitId::new(id)));
            assert_eq!(unit(name), expected, "{name}");
        };
        check("guide-p1", Some((None, "guide-p1")));
        check("guide:fn-1", Some((Some("guide"), "fn-1")));
        check("a:b:fn_1", Some((Some("a:b"), "fn_1")));
        for wrong in ["", "1", "-term", "a b", "a.b", "guide:", "é"] {
            check(wrong, None);
        }
        assert_eq!(document("content/guide/part/a.md"), Some("guide"));
        assert_eq!(document("src/guide.md"), None);
    }

    #[test]
    fn another_language_is_noticed() {
        let check = |written: &str, expected: bool| {
            let target = LocaleTag::parse("pt-BR").unwrap();
            let found = other_language(written, &target, &"a.po".into(), 0..0);
            assert_eq!(found.is_some(), expected, "{written}");
        };
        for same in ["pt", "pt_BR", "PT-pt", " pt ", "", "Portuguese", "und"] {
            check(same, false);
        }
        for other in ["fr", "es_MX", "fil"] {
            check(other, true);
        }
    }
}

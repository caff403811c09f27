//! Units to PO.

use std::fmt::Write as _;

use super::DRAFT;
use crate::exchange::{Export, Exported, gather};
use crate::identity::state::State;
use crate::locale::LocaleTag;

/// Writes a PO file. Its header has no date, so that the same project gives the same file.
pub fn write(export: &Export) -> String {
    let mut out = header(export);
    let shared = gather::shared_ids(export);
    for unit in &export.units {
        let context = if shared.contains(&unit.id) {
            format!("{}:{}", unit.document, unit.id)
        } else {
            unit.id.to_string()
        };
        write_entry(unit, &context, &mut out);
    }
    out
}

fn header(export: &Export) -> String {
    let fields = [
        (
            "Project-Id-Version",
            export.title.replace(char::is_control, " "),
        ),
        // gettext warns where these are missing, and a date would make each export another file.
        ("PO-Revision-Date", String::new()),
        ("Last-Translator", String::new()),
        ("Language-Team", String::new()),
        ("Language", gettext_name(&export.target)),
        ("MIME-Version", "1.0".to_owned()),
        ("Content-Type", "text/plain; charset=UTF-8".to_owned()),
        ("Content-Transfer-Encoding", "8bit".to_owned()),
        ("X-Generator", "Concord".to_owned()),
        ("X-Source-Language", gettext_name(&export.source)),
    ];
    let mut out = "msgid \"\"\nmsgstr \"\"\n".to_owned();
    for (name, value) in fields {
        // Writing to a string does not fail.
        let _ = writeln!(out, "\"{name}: {}\\n\"", escape(&value));
    }
    out
}

/// The name of a language as gettext writes it (`pt_BR`, `sr@latin`), where it has one.
fn gettext_name(tag: &LocaleTag) -> String {
    let mut parts = tag.as_str().split('-');
    let mut name = parts.next().unwrap_or_default().to_owned();
    let mut script = None;
    for part in parts {
        match part.len() {
            4 if script.is_none() => script = Some(part),
            2 | 3 => {
                name.push('_');
                name.push_str(part);
                break;
            }
            _ => break,
        }
    }
    let modifier = match script {
        Some("Latn") => "@latin",
        Some("Cyrl") => "@cyrillic",
        // Tools know traditional and simplified Chinese by region, or by script behind `_`.
        Some(_) => return tag.as_str().replace('-', "_"),
        None => "",
    };
    name + modifier
}

fn write_entry(unit: &Exported, context: &str, out: &mut String) {
    out.push('\n');
    for line in &unit.comments {
        out.push_str(if line.is_empty() { "#" } else { "# " });
        out.push_str(line);
        out.push('\n');
    }
    let _ = writeln!(out, "#. {}", unit.kind);
    if unit.state == State::Draft {
        let _ = writeln!(out, "#. {DRAFT} nobody has reviewed this translation");
    }
    let _ = writeln!(out, "#: {}:{}", reference(unit.article.as_str()), unit.line);
    if unit.state == State::Outdated {
        out.push_str("#, fuzzy\n");
        if let Some(former) = &unit.former {
            write_string("#| ", "msgctxt", context, out);
            write_string("#| ", "msgid", former, out);
        }
    }
    write_string("", "msgctxt", context, out);
    write_string("", "msgid", &unit.source, out);
    let translation = unit.translation.as_deref().unwrap_or("");
    write_string("", "msgstr", translation, out);
}

/// A file name with spaces stands between isolates, as gettext 0.22 and later have it.
fn reference(path: &str) -> String {
    if path.contains(' ') {
        format!("\u{2068}{path}\u{2069}")
    } else {
        path.to_owned()
    }
}

/// A keyword with its string: each line of the text on a line of its own.
fn write_string(lead: &str, keyword: &str, text: &str, out: &mut String) {
    let _ = write!(out, "{lead}{keyword} ");
    if !text.contains('\n') {
        let _ = writeln!(out, "\"{}\"", escape(text));
        return;
    }
    out.push_str("\"\"\n");
    for line in text.split_inclusive('\n') {
        let _ = writeln!(out, "{lead}\"{}\"", escape(line));
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_names_of_gettext() {
        let check = |tag: &str, expected: &str| {
            let tag = LocaleTag::parse(tag).expect(tag);
            assert_eq!(gettext_name(&tag), expected);
        };
        check("fr", "fr");
        check("pt-BR", "pt_BR");
        check("es-419", "es_419");
        check("sr-Latn-RS", "sr_RS@latin");
        check("zh-Hant", "zh_Hant");
        check("fa-u-ca-persian", "fa");
    }
}

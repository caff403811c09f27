//! TMX 1.4b, a memory of translations for other texts.
//!
//! Only current translations are in it: a memory is trusted. Inline Markdown is protected as in
//! XLIFF: `<bpt>` and `<ept>` for pairs, `<ph>` for what stands alone. There is no date in it, so
//! that the same project gives the same file.

use std::fmt::Write as _;

use super::inline::{self, Kind, Piece, Role};
use super::xml::{escape, escape_attribute};
use super::{Export, Exported};
use crate::identity::state::State;

/// Writes a memory.
pub fn write(export: &Export) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <tmx version=\"1.4\">\n\
         <header creationtool=\"Concord\" creationtoolversion=\"{}\" segtype=\"paragraph\" \
         o-tmf=\"Concord\" adminlang=\"en\" srclang=\"{}\" datatype=\"x-markdown\"/>\n<body>",
        env!("CARGO_PKG_VERSION"),
        export.source
    );
    for unit in &export.units {
        if let Some(translation) = &unit.translation
            && unit.state == State::Current
        {
            write_unit(unit, translation, export, &mut out);
        }
    }
    out.push_str("</body>\n</tmx>\n");
    out
}

fn write_unit(unit: &Exported, translation: &str, export: &Export, out: &mut String) {
    let source = inline::pieces(&unit.source);
    let target = inline::matched(translation, &source);
    // Ids are unique in a document only, but they need be in the whole file.
    let _ = writeln!(
        out,
        "<tu tuid=\"{}:{}\">",
        escape_attribute(&unit.document),
        unit.id
    );
    for line in unit.comments.iter().filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "<note>{}</note>", escape(line));
    }
    let _ = writeln!(
        out,
        "<prop type=\"x-article\">{}</prop>",
        escape(unit.article.as_str())
    );
    for (language, pieces) in [(&export.source, &source), (&export.target, &target)] {
        let _ = writeln!(
            out,
            "<tuv xml:lang=\"{language}\"><seg>{}</seg></tuv>",
            segment(pieces)
        );
    }
    out.push_str("</tu>\n");
}

fn segment(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let code = match piece {
            Piece::Words(words) => {
                out.push_str(&escape(words));
                continue;
            }
            Piece::Code(code) => code,
        };
        let (id, kind, text) = (code.id, kind(code.kind), escape(code.text));
        // `i` pairs codes within a segment, `x` across languages.
        let _ = match code.role {
            Role::Open => write!(
                out,
                "<bpt i=\"{id}\" x=\"{id}\" type=\"{kind}\">{text}</bpt>"
            ),
            Role::Close => write!(out, "<ept i=\"{id}\">{text}</ept>"),
            Role::Alone => write!(out, "<ph x=\"{id}\" type=\"{kind}\">{text}</ph>"),
        };
    }
    out
}

/// The kinds that the specification recommends (section 5.8, `type`), and our own.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Emphasis => "italic",
        Kind::Strong => "bold",
        Kind::Deleted => "strike",
        Kind::Link | Kind::Address => "link",
        Kind::Image => "image",
        Kind::Code => "x-code",
        Kind::Math => "x-formula",
        Kind::Note => "fnote",
        Kind::Break => "lb",
        Kind::Html => "x-html",
        Kind::Placeable => "x-placeable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::exchange::testing::{self, exported};
    use crate::exchange::xml;
    use crate::source::SourceFile;

    #[test]
    fn only_current_translations_are_remembered() {
        let current = exported("guide-p1", "See *a*[^1]", Some("Voir[^1] *a*"));
        let mut draft = exported("guide-p2", "b", Some("c"));
        draft.state = State::Draft;
        let missing = exported("guide-p3", "d", None);
        let written = write(&testing::export(vec![current, draft, missing]));
        let start = written.find("<body>").unwrap();
        assert_eq!(
            &written[start..],
            r#"<body>
<tu tuid="guide:guide-p1">
<prop type="x-article">content/guide/a.md</prop>
<tuv xml:lang="en"><seg>See <bpt i="1" x="1" type="italic">*</bpt>a<ept i="1">*</ept><ph x="2" type="fnote">[^1]</ph></seg></tuv>
<tuv xml:lang="fr"><seg>Voir<ph x="2" type="fnote">[^1]</ph> <bpt i="1" x="1" type="italic">*</bpt>a<ept i="1">*</ept></seg></tuv>
</tu>
</body>
</tmx>
"#
        );
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new("a.tmx".into(), written.as_bytes());
        assert!(
            xml::parse(&file, &mut diagnostics).is_some(),
            "{diagnostics:?}"
        );
    }
}

//! `concord.js`: the scripts of a theme in one file.
//!
//! Each script is a function of its own, so that its names stay its own, and what it throws is
//! reported without stopping the next. They are classic scripts: `import` and `export` cannot
//! be used. Nothing is rewritten; a script reaches the reader as its author tried it, but for lines
//! of comment: they tell people what it is, and were a sixth of the bytes.

/// Joins scripts, given by their names and texts.
pub(super) fn join<'t>(scripts: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let mut joined = String::from("\"use strict\";\n");
    for (name, text) in scripts {
        // The line breaks end a comment in the name's line and one in the script's last.
        let name = name.replace("*/", "* /");
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end();
        let text = without_comments(text);
        joined.push_str(&format!(
            "/* {name} */\ntry {{ (() => {{\n{text}\n}})(); }} catch (error) {{ console.error(error); }}\n"
        ));
    }
    joined
}

/// A script without its lines of comment. A line that begins with `//` is one, unless a text in
/// backquotes or a continued string reaches over it: a script with such texts keeps all but the
/// comment that it begins with.
fn without_comments(text: &str) -> String {
    let rest = &text[heading(text)..];
    let certain = rest
        .lines()
        .all(|line| line.matches('`').count() % 2 == 0 && !line.ends_with('\\'));
    let kept = |line: &&str| !(certain && line.trim_start().starts_with("//"));
    rest.split_inclusive('\n').filter(kept).collect()
}

/// How many bytes the comment has that a script begins with.
fn heading(text: &str) -> usize {
    let of_heading = |line: &&str| line.starts_with("//") || line.trim_end().is_empty();
    let lines = text.split_inclusive('\n').take_while(of_heading);
    lines.map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_lines_of_comment() {
        let check = |text, expected| assert_eq!(without_comments(text), expected);
        check(
            "// What it is.\r\n// More.\n\nlet a; // one\n// two",
            "let a; // one\n",
        );
        check("a;\n  // Why.\r\nb; // Kept.\n", "a;\nb; // Kept.\n");
        check(
            "a = `x`;\n// Why.\nb = `${`y`}`;",
            "a = `x`;\nb = `${`y`}`;",
        );
        let text = "a = `\n// Kept: it is text.\n`;\n// Kept.";
        check(text, text);
        check("// Why.\na = `\n// Kept: it is text.\n`;\n// Kept.", text);
        let text = "a = 'x\\\n// Kept: it is text.';";
        check(text, text);
        check("// Only that", "");
        check("\n\n", "");
        check("", "");
    }

    #[test]
    fn keeps_scripts_apart() {
        assert_eq!(
            join([("a.js", "const x = 1; // one"), ("b.js", "const x = 2;\n")]),
            "\"use strict\";\n\
             /* a.js */\ntry { (() => {\nconst x = 1; // one\n})(); } \
             catch (error) { console.error(error); }\n\
             /* b.js */\ntry { (() => {\nconst x = 2;\n})(); } \
             catch (error) { console.error(error); }\n"
        );
    }
}

//! `concord.js`: the scripts of a theme in one file.
//!
//! Each script is a function of its own, so that its names stay its own, and what it throws is
//! reported without stopping the next. They are classic scripts: `import` and `export` cannot
//! be used. Nothing is rewritten; a script reaches the reader as its author tried it, but for the
//! line comments that it begins with: they tell people what it is, and were an eighth of the bytes.

/// Joins scripts, given by their names and texts.
pub(super) fn join<'t>(scripts: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let mut joined = String::from("\"use strict\";\n");
    for (name, text) in scripts {
        // The line breaks end a comment in the name's line and one in the script's last.
        let name = name.replace("*/", "* /");
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end();
        let text = without_heading(text);
        joined.push_str(&format!(
            "/* {name} */\ntry {{ (() => {{\n{text}\n}})(); }} catch (error) {{ console.error(error); }}\n"
        ));
    }
    joined
}

/// A script without the line comments before its first line of code. Only there is `//` at the
/// start of a line certain to be a comment: further on it may stand in a text.
fn without_heading(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with("//") || rest.starts_with('\n') || rest.starts_with("\r\n") {
        rest = rest.split_once('\n').map_or("", |(_, below)| below);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_what_a_script_is_headed_with() {
        let check = |text, expected| assert_eq!(without_heading(text), expected);
        check(
            "// What it is.\r\n// More.\n\nlet a; // one\n// two",
            "let a; // one\n// two",
        );
        check("/* Kept. */\n// Kept.", "/* Kept. */\n// Kept.");
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

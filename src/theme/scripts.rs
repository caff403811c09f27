//! `concord.js`: the scripts of a theme in one file.
//!
//! Each script is a function of its own, so that its names stay its own, and what it throws is
//! reported without stopping the next. They are classic scripts: `import` and `export` cannot
//! be used. Nothing is rewritten; a script reaches the reader as its author tried it.

/// Joins scripts, given by their names and texts.
pub(super) fn join<'t>(scripts: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let mut joined = String::from("\"use strict\";\n");
    for (name, text) in scripts {
        // The line breaks end a comment in the name's line and one in the script's last.
        let name = name.replace("*/", "* /");
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end();
        joined.push_str(&format!(
            "/* {name} */\ntry {{ (() => {{\n{text}\n}})(); }} catch (error) {{ console.error(error); }}\n"
        ));
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

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

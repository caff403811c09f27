//! The rooms of the crate import only from those above them in `src/lib.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Rooms that meet in one idea, as `ARCHITECTURE.md` explains: the first may import from the
/// second, which is below it.
const EXCEPTIONS: [(&str, &str); 1] = [("diagnostic", "source")];

#[test]
fn rooms_import_only_from_those_above_them() {
    let order = rooms(&read(Path::new("src/lib.rs")));
    assert!(order.len() > 10, "{order:?}");
    let mut wrong = Vec::new();
    let mut excused = BTreeSet::new();
    for file in walkdir::WalkDir::new("src").sort_by_file_name() {
        let file = file.expect("a file of the sources");
        let inside = file.path().strip_prefix("src").expect("it is below `src`");
        let Some(module) = module(inside) else {
            continue;
        };
        let position = order.iter().position(|room| *room == module[0]);
        let position = position.unwrap_or_else(|| panic!("`{}` is not in `src/lib.rs`", module[0]));
        for (line, import) in imports(&read(file.path()), module.len()) {
            if let Import::Room(name) = &import {
                let pair = (module[0].as_str(), name.as_str());
                if let Some(exception) = EXCEPTIONS.iter().find(|known| **known == pair) {
                    excused.insert(*exception);
                    continue;
                }
                if !order[position + 1..].contains(name) {
                    continue;
                }
            }
            let path = file.path().display();
            wrong.push(format!("{path}:{line}: `{}` imports {import:?}", module[0]));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert_eq!(excused, BTreeSet::from(EXCEPTIONS), "needless exceptions");
}

#[test]
fn imports_are_seen() {
    let check = |text: &str, depth: usize, expected: &[Import]| {
        let seen: Vec<Import> = imports(text, depth).into_iter().map(|(_, i)| i).collect();
        assert_eq!(seen, expected, "{text}");
    };
    let room = |name: &str| Import::Room(name.to_owned());
    check("use crate::page::Page;", 1, &[room("page")]);
    check(
        "    let a = crate::page::b(crate::memo::c);",
        1,
        &[room("page"), room("memo")],
    );
    check("use crate::{\n    page, memo,\n};", 2, &[Import::Root]);
    check(
        "use crate::page as p;\npub use crate::memo;",
        2,
        &[room("page"), room("memo")],
    );
    check(
        "//! see [`crate::page`]\n    /// and [`crate::memo`]",
        2,
        &[],
    );
    check("use super::page;", 1, &[Import::Root]);
    check("use super::page;", 2, &[]);
    check("use super::super::page;", 2, &[Import::Root]);
    check("mod tests {\n    use super::page;\n}", 1, &[]);
}

/// What a line of code imports.
#[derive(Debug, PartialEq, Eq)]
enum Import {
    /// Something of a room, by the path from the root of the crate.
    Room(String),
    /// Something that is reached otherwise, which this test does not follow and refuses.
    Root,
}

/// The rooms, in their order.
fn rooms(lib: &str) -> Vec<String> {
    let lines = lib.lines();
    lines
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The path of the module in a file, without that of the crate. `None` for the crate's own files
/// and for folders.
fn module(inside: &Path) -> Option<Vec<String>> {
    inside.extension().filter(|extension| *extension == "rs")?;
    let without = inside.with_extension("");
    let mut names: Vec<String> = without
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    if names.len() == 1 && (names[0] == "lib" || names[0] == "main") {
        return None;
    }
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    Some(names)
}

/// The imports of a module from the root of the crate, with their lines. `depth` is how far below
/// the root the module is.
fn imports(text: &str, depth: usize) -> Vec<(usize, Import)> {
    let mut imports = Vec::new();
    let code = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim_start().starts_with("//"));
    for (line, number) in code {
        for (at, found) in line.match_indices("crate::") {
            let name: String = line[at + found.len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            imports.push((
                number,
                if name.is_empty() {
                    Import::Root
                } else {
                    Import::Room(name)
                },
            ));
        }
        // Indented, it may stand in a module within the file.
        let path = line
            .split_once("use super::")
            .filter(|(before, _)| before.is_empty() || before.starts_with("pub"));
        if let Some((_, path)) = path {
            let further = path.split("::").take_while(|name| *name == "super");
            if further.count() + 1 >= depth {
                imports.push((number, Import::Root));
            }
        }
    }
    imports
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file of the sources")
}

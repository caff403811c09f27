//! A generated book with everything that mdBook's Markdown has, and its translations.
//!
//! Nothing of it is copied from a book: sentences are drawn from a few words, by numbers that
//! are the same everywhere.

use std::collections::HashSet;

/// SplitMix64 (Steele, Lea, Flood: *Fast Splittable Pseudorandom Number Generators*, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn sentence(&mut self) -> String {
        let count = 5 + self.below(10);
        let words: Vec<&str> = (0..count).map(|_| self.word()).collect();
        format!("The {} .", words.join(" ")).replace(" .", ".")
    }

    /// A sentence with something of inline Markdown behind it.
    fn marked(&mut self) -> String {
        let (sentence, a, b) = (self.sentence(), self.word(), self.word());
        let tail = match self.below(16) {
            0 => format!("The *{a}* and the **{b}**."),
            1 => format!("Call `{a}({{{b}}})` first."),
            2 => format!("See [the {a}](https://example.org/{b}?q=1&r=2)."),
            3 => format!("Use {{{a}}} and $5."),
            4 => format!("A _{a}_ line\nthat goes on\nhere."),
            5 => format!("Press <kbd>{a}</kbd>."),
            6 => format!("Water is H<sub>2</sub>O<br>and {b}."),
            7 => format!("It is ~~{a}~~ {b}."),
            8 => format!("Look at <https://example.org/{a}>."),
            9 => format!("AT&T &amp; \\*{a}\\* &copy; 1 < 2."),
            10 => format!("[Reference][{a}] text."),
            11 => format!("In snake_case_{a} and 2*3*4."),
            12 => format!("“Quoted” *{a} `{b}`* — done…"),
            13 => format!("Hard\\\nbreak {a}."),
            14 => format!("Trailing  \nspaces {b}."),
            _ => "Plain.".to_owned(),
        };
        format!("{sentence} {tail}")
    }
}

const WORDS: [&str; 32] = [
    "valve", "pump", "handle", "water", "pressure", "seal", "joint", "pipe", "wheel", "lever",
    "spring", "screw", "board", "frame", "panel", "cable", "holds", "turns", "opens", "closes",
    "carries", "moves", "lifts", "cools", "heats", "guides", "with", "under", "and", "of", "to",
    "from",
];

/// A chapter: its file below `src/`, its words.
type Chapter = (String, String);

/// The files of a book with so many chapters.
pub(crate) fn book(chapters: usize) -> Vec<(String, Vec<u8>)> {
    let mut random = Random(7);
    let (summary, chapters) = summary(&mut random, chapters);
    let mut files = vec![
        ("book.toml".to_owned(), BOOK.to_owned()),
        ("src/SUMMARY.md".to_owned(), summary),
        (
            "src/img/pump.svg".to_owned(),
            "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned(),
        ),
        ("listings/main.rs".to_owned(), LISTING.to_owned()),
    ];
    for index in 0..chapters.len() {
        let text = chapter(&mut random, index, &chapters);
        files.push((format!("src/{}", chapters[index].0), text));
    }
    files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

const BOOK: &str =
    "[book]\ntitle = \"The Pump Book\"\nlanguage = \"en\"\ndescription = \"All about {pumps}\"\n";
const LISTING: &str = "// ANCHOR: here\nfn main() {\n    println!(\"hello {}\", 1); // greet\n}\n// ANCHOR_END: here\n";

fn summary(random: &mut Random, count: usize) -> (String, Vec<Chapter>) {
    let mut out = "# Summary\n\n[Introduction](README.md)\n\n".to_owned();
    let mut chapters = vec![("README.md".to_owned(), "Introduction".to_owned())];
    let mut part = 0;
    while chapters.len() + 1 < count {
        let n = chapters.len();
        if n % 30 == 1 {
            part += 1;
            out.push_str(&format!("# Part {part}: {} & more\n\n", random.word()));
        }
        let folder = format!("ch{n:03}");
        let (file, title, indent) = match n % 5 {
            1 if n % 2 == 0 => (
                format!("{folder}.md"),
                format!("The `{}` {n}", random.word()),
                "",
            ),
            1 => (
                format!("{folder}/README.md"),
                format!("The `{}` {n}", random.word()),
                "",
            ),
            k => {
                let parent = format!("ch{:03}", n - (k + 4) % 5);
                let title = match k {
                    2 => format!("{} *and* {} {n}", random.word(), random.word()),
                    _ => format!("{n}. {}", random.word()),
                };
                (format!("{parent}/{}_{n:03}.md", random.word()), title, "  ")
            }
        };
        out.push_str(&format!("{indent}- [{title}]({file})\n"));
        chapters.push((file, title));
        if n % 30 == 0 {
            out.push_str("- [Later]()\n\n---\n\n");
        }
    }
    out.push_str("\n[Appendix](appendix.md)\n");
    chapters.push(("appendix.md".to_owned(), "Appendix".to_owned()));
    (out, chapters)
}

/// The address of a file below `src/` from another.
fn relative(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

fn chapter(random: &mut Random, index: usize, chapters: &[Chapter]) -> String {
    let (file, title) = &chapters[index];
    let mut out = String::new();
    if index % 17 == 5 {
        out.push_str("<!-- a remark -->\n\n");
    }
    out.push_str(&format!("# {title}\n\n"));
    for section in 0..3 + random.below(5) {
        let heading = format!("{} {}", random.word(), random.word());
        out.push_str(&format!("## {heading}\n\n"));
        for _ in 0..2 + random.below(4) {
            out.push_str(&format!("{}\n\n", random.marked()));
        }
        let (other, words) = &chapters[random.below(chapters.len())];
        let link = relative(file, other);
        let special = special(
            random,
            index * 3 + section * 5,
            file,
            (&link, words),
            &heading,
        );
        out.push_str(&special);
    }
    if index % 20 == 3 {
        out.push_str(&format!("# Another *first*\n\n{}\n\n", random.sentence()));
    }
    let definitions: HashSet<&str> = WORDS.into_iter().collect();
    let mut definitions: Vec<&str> = definitions.into_iter().collect();
    definitions.sort_unstable();
    for word in definitions {
        let (other, _) = &chapters[(index + word.len()) % chapters.len()];
        out.push_str(&format!(
            "[{word}]: {} \"{word} page\"\n",
            relative(file, other)
        ));
    }
    out
}

/// Something of what mdBook has beside paragraphs.
fn special(
    random: &mut Random,
    which: usize,
    file: &str,
    (link, words): (&str, &str),
    heading: &str,
) -> String {
    let (a, b) = (random.sentence(), random.sentence());
    let (word, n) = (random.word(), which);
    let image = relative(file, "img/pump.svg");
    let listing = format!(
        "{}listings/main.rs",
        "../".repeat(1 + file.matches('/').count())
    );
    match which % 17 {
        0 => {
            format!("- {a}\n- {b}\n  1. one {word}\n  2. two\n\n- [ ] task {word}\n- [x] done\n\n")
        }
        1 => format!(
            "| Part | {word} |\n|---|:-:|\n| `x` | {a} |\n| **{word}** | see [it]({link}) |\n\n"
        ),
        2 => format!("> {a}\n>\n> {b}\n\n> [!NOTE]\n> {word} {a}\n> {b}\n\n"),
        3 => format!(
            "```rust,editable,ignore\n{{{{#include {listing}:here}}}}\n```\n\n```rust\n# fn hidden() {{}}\nlet s = \"text in code\"; // remark\n```\n\n"
        ),
        4 => format!(
            "See [{words}]({link}) and [the page]({}).\n\n",
            link.replace(".md", ".html")
        ),
        5 => format!("![A {word} in `use`]({image})\n\nText with ![a pump]({image}) in it.\n\n"),
        6 => format!("A note[^n{n}] here.\n\n[^n{n}]: {a}\n\n"),
        7 => format!(
            "<div class=\"warning\">\n\n{a}\n\n</div>\n\n<img src=\"{image}\" class=\"center\" />\n\n<span class=\"caption\">Figure {n}: {b}</span>\n\n"
        ),
        8 => format!(
            "<!-- i18n:skip -->\n\nNot translated {word}.\n\n<!-- i18n:comment: say it well {n} -->\n\n{a}\n\n"
        ),
        9 => format!("```admonish tip \"Hint\"\n{a}\n```\n\n"),
        10 => format!("<details>\n<summary>More</summary>\n\n{a}\n\n</details>\n\n"),
        11 => format!(
            "Go [there](#{}) or [back]({link}#nowhere).\n\n",
            heading.replace(' ', "-")
        ),
        12 => "```\nplain \"text\" block\n```\n\n".to_owned(),
        13 => format!("Term {word}\n: {a}\n\n"),
        14 => format!("{{{{#title Something}}}}\n{a}\n\n"),
        15 => format!("<a id=\"here-{n}\"></a>\n\nAn anchor at [here](#here-{n}).\n\n"),
        _ => format!("### Closed {word} ##\n\n{a}\n\n"),
    }
}

/// A PO file for a template: words are turned round and marked, what is no word stays. One entry
/// of 20 has no translation, one of 25 is fuzzy.
pub(crate) fn translation(pot: &str, language: &str) -> String {
    let mut random = Random(language.bytes().map(u64::from).sum());
    let mut out = String::new();
    for (index, entry) in pot.split("\n\n").enumerate() {
        let Some((head, _)) = entry.split_once("msgstr \"") else {
            continue;
        };
        let Some((comments, id)) = head.split_once("msgid ") else {
            continue;
        };
        if index == 0 {
            out.push_str(&format!(
                "msgid \"\"\nmsgstr \"Language: {language}\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
            ));
            continue;
        }
        let text: String = id
            .lines()
            .map(|line| {
                let line = line.trim();
                let line = line.strip_prefix('"').unwrap_or(line);
                line.strip_suffix('"').unwrap_or(line)
            })
            .collect();
        let turned = turned(&text, language);
        match random.below(100) {
            0..5 => out.push_str(&format!("{comments}msgid {id}msgstr \"\"\n\n")),
            5..9 => out.push_str(&format!(
                "{comments}#, fuzzy\n#| msgid \"Older text\"\nmsgid {id}msgstr \"{turned}\"\n\n"
            )),
            _ => out.push_str(&format!("{comments}msgid {id}msgstr \"{turned}\"\n\n")),
        }
    }
    out.push_str("#~ msgid \"Gone\"\n#~ msgstr \"Away\"\n");
    out
}

/// Words of three letters and more turned round, but for those in code, addresses, tags, escapes
/// and references; `text` is as it stands between quotes in a PO file.
fn turned(text: &str, language: &str) -> String {
    let mark = match language {
        "ja" | "zh-CN" | "ko" => "語",
        "ar" | "fa" | "he" => "ع",
        "ru" | "uk" => "ж",
        _ => "é",
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kept = match first {
            '`' => rest[1..].find('`').map(|end| end + 2),
            '<' => rest.find('>').map(|end| end + 1),
            '&' => rest.find(';').map(|end| end + 1).filter(|end| *end < 8),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            '[' if rest.starts_with("[^") || rest.starts_with("[!") => {
                rest.find(']').map(|end| end + 1)
            }
            '\\' => rest
                .char_indices()
                .nth(2)
                .map(|(end, _)| end)
                .or(Some(rest.len())),
            _ => None,
        };
        let word = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let is_word = word > 2 && !rest.starts_with("admonish") && !rest.starts_with("https");
        if let Some(end) = kept {
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if is_word {
            out.extend(rest[..word].chars().rev());
            out.push_str(mark);
            rest = &rest[word..];
        } else {
            let end = word.max(first.len_utf8());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out
}

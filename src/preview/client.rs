//! The files that browsers need for the preview itself. They are part of the program, and of no
//! site that is built.

/// The script that each page loads.
pub(super) const SCRIPT: &str = "preview.js";

const FILES: [(&str, &str); 15] = [
    (SCRIPT, include_str!("client/preview.js")),
    ("element.js", include_str!("client/element.js")),
    ("page.js", include_str!("client/page.js")),
    ("morph.js", include_str!("client/morph.js")),
    ("panel.js", include_str!("client/panel.js")),
    ("preview.css", include_str!("client/preview.css")),
    ("desk.css", include_str!("client/desk/desk.css")),
    ("desk/api.js", include_str!("client/desk/api.js")),
    ("desk/bar.js", include_str!("client/desk/bar.js")),
    ("desk/desk.js", include_str!("client/desk/desk.js")),
    ("desk/editor.js", include_str!("client/desk/editor.js")),
    ("desk/help.js", include_str!("client/desk/help.js")),
    ("desk/marks.js", include_str!("client/desk/marks.js")),
    ("desk/states.js", include_str!("client/desk/states.js")),
    ("desk/store.js", include_str!("client/desk/store.js")),
];

/// A file by its name.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    let mut files = FILES.iter();
    let (_, text) = files.find(|(of, _)| *of == name)?;
    Some(text.as_bytes())
}

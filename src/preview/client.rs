//! The files that browsers need for the preview itself. They are part of the program, and of no
//! site that is built.

/// The script that each page loads.
pub(super) const SCRIPT: &str = "preview.js";

const FILES: [(&str, &str); 5] = [
    (SCRIPT, include_str!("client/preview.js")),
    ("page.js", include_str!("client/page.js")),
    ("morph.js", include_str!("client/morph.js")),
    ("panel.js", include_str!("client/panel.js")),
    ("preview.css", include_str!("client/preview.css")),
];

/// A file by its name.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    let mut files = FILES.iter();
    let (_, text) = files.find(|(of, _)| *of == name)?;
    Some(text.as_bytes())
}

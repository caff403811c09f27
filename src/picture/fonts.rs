//! The fonts that pictures are written with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{Fallback, FontSystem, SwashCache};
use ttf_parser::Face;
use unicode_script::Script;

use crate::source::Digest;

/// Fonts, in the order of preference.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    files: Vec<Arc<Font>>,
    digest: Digest,
}

/// A font.
#[derive(Debug)]
struct Font {
    bytes: Arc<[u8]>,
    family: String,
}

impl Fonts {
    /// Takes in fonts by their names and files. Those that are no fonts come back by their names.
    pub fn new<N>(files: impl IntoIterator<Item = (N, Arc<[u8]>)>) -> (Self, Vec<(N, String)>) {
        let mut fonts = Self::default();
        let mut broken = Vec::new();
        let mut digests = Vec::new();
        for (name, bytes) in files {
            match family(&bytes) {
                Ok(family) => {
                    digests.push(Digest::of(&bytes));
                    fonts.files.push(Arc::new(Font { bytes, family }));
                }
                Err(error) => broken.push((name, error)),
            }
        }
        fonts.digest = Digest::of_all(digests.iter().map(Digest::as_bytes));
        (fonts, broken)
    }

    /// Changes with the fonts.
    pub(super) fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether there is a glyph for every character of a text, in one font or another.
    pub fn can_write(&self, text: &str) -> bool {
        let faces: Vec<Face<'_>> = self.faces().map(|(_, face)| face).collect();
        text.chars()
            .filter(|character| !is_unseen(*character))
            .all(|character| {
                faces
                    .iter()
                    .any(|face| face.glyph_index(character).is_some())
            })
    }

    /// The family that writes most of a text.
    pub(super) fn family(&self, text: &str) -> &str {
        let written = |face: &Face<'_>| {
            let known = |character: &char| face.glyph_index(*character).is_some();
            text.chars().filter(known).count()
        };
        let mut best = ("", 0);
        for (font, face) in self.faces() {
            let count = written(&face);
            if count > best.1 {
                best = (font.family.as_str(), count);
            }
        }
        best.0
    }

    fn faces(&self) -> impl Iterator<Item = (&Font, Face<'_>)> {
        // They were parsed when they were taken in.
        self.files
            .iter()
            .filter_map(|font| Some((&**font, Face::parse(&font.bytes, 0).ok()?)))
    }

    /// Does something with the writing tools of this thread. They know the shapes of the glyphs
    /// that were drawn already.
    pub(super) fn with_tools<T>(
        &self,
        work: impl FnOnce(&mut FontSystem, &mut SwashCache) -> T,
    ) -> T {
        thread_local! {
            static TOOLS: RefCell<HashMap<Digest, (FontSystem, SwashCache)>> = RefCell::default();
        }
        TOOLS.with_borrow_mut(|tools| {
            // Fonts change when a theme is being made: those before are not wanted again.
            if !tools.contains_key(&self.digest) {
                tools.clear();
            }
            let (system, cache) = tools
                .entry(self.digest)
                .or_insert_with(|| (self.system(), SwashCache::new()));
            work(system, cache)
        })
    }

    fn system(&self) -> FontSystem {
        let mut database = Database::new();
        for font in &self.files {
            let bytes = Bytes(Arc::clone(&font.bytes));
            database.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        FontSystem::new_with_locale_and_db_and_fallback("und".to_owned(), database, OwnFonts)
    }
}

/// Bytes as the database of fonts wants them.
struct Bytes(Arc<[u8]>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// No font of the system is ever asked for: every machine draws the same.
struct OwnFonts;

impl Fallback for OwnFonts {
    fn common_fallback(&self) -> &[&'static str] {
        &[]
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        &[]
    }

    fn script_fallback(&self, _: Script, _: &str) -> &[&'static str] {
        &[]
    }
}

/// Spaces and characters that only arrange others need no glyph.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        )
}

/// The name of a font's family, or why it is no font.
fn family(bytes: &[u8]) -> Result<String, String> {
    let face = Face::parse(bytes, 0).map_err(|error| error.to_string())?;
    face.names()
        .into_iter()
        .filter(|name| name.name_id == ttf_parser::name_id::FAMILY)
        .find_map(|name| name.to_string())
        .ok_or_else(|| "it has no name".to_owned())
}

//! Pictures for sharing: what services show beside a link to a page.
//!
//! 1. [`Text`] is what a picture says: the title of a page and what it belongs to;
//! 2. [`Fonts`] are those of the theme; texts that they cannot write are not drawn;
//! 3. `layout` sets the text, shaped and in its own direction, on 1200 × 630 pixels;
//! 4. `raster` paints it and makes a PNG of few colours.
//!
//! Invariants: a picture is a function of its text, its colours and its fonts, and its name is
//! the digest of these, so that a service which has seen it asks again only when it has changed.

mod fonts;
mod layout;
mod raster;

pub use fonts::Fonts;

use crate::source::Digest;

/// The width of a picture in pixels. With [`HEIGHT`], the proportion that Open Graph's readers
/// show without cutting.
pub const WIDTH: usize = 1200;
/// The height of a picture in pixels.
pub const HEIGHT: usize = 630;

/// How the output paths of pictures begin.
pub const PREFIX: &str = "assets/share-";

/// A colour of the standard RGB space.
pub type Rgb = [u8; 3];

/// The colours of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The ground.
    pub paper: Rgb,
    /// The title.
    pub ink: Rgb,
    /// What the page belongs to.
    pub muted: Rgb,
    /// The label above the title, and the bar at the side.
    pub accent: Rgb,
}

/// Those of the default theme.
impl Default for Colours {
    fn default() -> Self {
        Self {
            paper: [0xfd, 0xfc, 0xf9],
            ink: [0x1f, 0x1d, 0x1a],
            muted: [0x55, 0x51, 0x4a],
            accent: [0x0d, 0x4a, 0x82],
        }
    }
}

/// What a picture says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// What the page is part of: the document, or nothing.
    pub above: Option<String>,
    /// `Article 3`
    pub label: Option<String>,
    /// The title of the page.
    pub title: String,
    /// The site and the language.
    pub below: String,
    /// Whether it runs from right to left.
    pub rtl: bool,
}

impl Text {
    fn parts(&self) -> [&str; 4] {
        [
            self.above.as_deref().unwrap_or(""),
            self.label.as_deref().unwrap_or(""),
            &self.title,
            &self.below,
        ]
    }
}

/// A picture that can be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it says: nothing, if the fonts lack a letter of it.
    pub text: Option<Text>,
    /// Its path in the output.
    pub path: String,
}

/// How all pictures of a site are drawn.
#[derive(Debug, Clone, Default)]
pub struct Studio {
    fonts: Fonts,
    colours: Colours,
}

impl Studio {
    /// With these fonts and colours.
    pub fn new(fonts: Fonts, colours: Colours) -> Self {
        Self { fonts, colours }
    }

    /// The picture that says a text. If the fonts cannot write it, it is the one that says
    /// nothing: half a text would be worse.
    pub fn picture(&self, text: Text) -> Picture {
        let text = Some(text).filter(|text| {
            let mut parts = text.parts().into_iter();
            parts.all(|part| self.fonts.can_write(part))
        });
        let fonts = self.fonts.digest();
        let mut parts: Vec<&[u8]> = vec![fonts.as_bytes()];
        let colours = self.colours;
        let colours = [colours.paper, colours.ink, colours.muted, colours.accent];
        parts.extend(colours.iter().map(|colour| &colour[..]));
        if let Some(text) = &text {
            parts.extend(text.parts().map(str::as_bytes));
            parts.push(if text.rtl { b"rtl" } else { b"ltr" });
        }
        let digest = Digest::of_all(parts).short(16);
        Picture {
            text,
            path: format!("{PREFIX}{digest}.png"),
        }
    }

    /// Draws a picture: a PNG of [`WIDTH`] × [`HEIGHT`] pixels.
    pub fn draw(&self, picture: &Picture) -> Vec<u8> {
        let mut canvas = raster::Canvas::new();
        let rtl = picture.text.as_ref().is_some_and(|text| text.rtl);
        layout::bar(&mut canvas, rtl);
        if let Some(text) = &picture.text {
            layout::text(&mut canvas, text, &self.fonts);
        }
        canvas.png(&self.colours)
    }
}

#[cfg(test)]
mod tests;

//! Where the text of a picture stands.
//!
//! What the page belongs to is at the top, the site and the language at the bottom, and the label
//! and the title between them, as large as they fit. All of it is mirrored where the text runs
//! from right to left.

use cosmic_text::{
    Align, Attrs, Buffer, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Metrics, Shaping,
    SwashCache, Wrap,
};

use super::fonts::Fonts;
use super::raster::{Canvas, Paint};
use super::{HEIGHT, Text, WIDTH};

/// From the edges to the text, in pixels.
const MARGIN: f32 = 84.0;
/// The width of the bar at the side where the text begins, in pixels.
const BAR: usize = 20;
/// The sizes of the title, in pixels per em, and how many lines it may have in each.
const TITLE: [(f32, usize); 4] = [(76.0, 3), (64.0, 3), (54.0, 4), (44.0, 5)];
/// The sizes of the other texts, in pixels per em.
const LABEL: f32 = 38.0;
const SMALL: f32 = 33.0;
/// What is left free above and below label and title, in pixels.
const AIR: f32 = 28.0;
/// What is longer is cut before it is set, in characters: it could not be read anyway.
const LONGEST: usize = 400;

/// Draws the bar at the side.
pub(super) fn bar(canvas: &mut Canvas, rtl: bool) {
    let start = if rtl { WIDTH - BAR } else { 0 };
    for y in 0..HEIGHT {
        for x in start..start + BAR {
            canvas.paint(x, y, Paint::Accent, u8::MAX);
        }
    }
}

/// Draws all texts.
pub(super) fn text(canvas: &mut Canvas, text: &Text, fonts: &Fonts) {
    fonts.with_tools(|system, cache| {
        let mut page = Page {
            canvas,
            fonts,
            rtl: text.rtl,
            system,
            cache,
        };
        let height = HEIGHT as f32;
        let mut top = MARGIN - 16.0;
        if let Some(above) = &text.above {
            let mut lines = page.set(above, SMALL, 2);
            page.draw(&mut lines, top, Paint::Muted);
            top += lines.height;
        }
        let mut below = page.set(&text.below, SMALL, 1);
        let bottom = height - MARGIN + 16.0 - below.height;
        page.draw(&mut below, bottom, Paint::Muted);

        let mut label = text.label.as_ref().map(|label| page.set(label, LABEL, 1));
        let gap = 10.0;
        let of_label = label.as_ref().map_or(0.0, |label| label.height + gap);
        let room = bottom - top - of_label - 2.0 * AIR;
        let mut title = page.title(&text.title, room);
        let free = bottom - top - of_label - title.height;
        let mut at = top + (free / 2.0).max(0.0);
        if let Some(label) = &mut label {
            page.draw(label, at, Paint::Accent);
            at += label.height + gap;
        }
        page.draw(&mut title, at, Paint::Ink);
    });
}

/// What is being drawn on, and with.
struct Page<'a> {
    canvas: &'a mut Canvas,
    fonts: &'a Fonts,
    rtl: bool,
    system: &'a mut FontSystem,
    cache: &'a mut SwashCache,
}

/// A text that has been set.
struct Lines {
    buffer: Buffer,
    count: usize,
    /// In pixels.
    height: f32,
}

impl Page<'_> {
    /// Sets a title as large as its length and the height of the room allow.
    fn title(&mut self, text: &str, room: f32) -> Lines {
        let (smallest, most) = TITLE[TITLE.len() - 1];
        for (size, most) in TITLE {
            // One line more than there is room for shows whether it is too long.
            let lines = self.set(text, size, most + 1);
            if lines.count <= most && lines.height <= room {
                return lines;
            }
        }
        self.set(text, smallest, most)
    }

    /// Sets a text in lines; after the last that it may have, it is cut.
    fn set(&mut self, text: &str, size: f32, most_lines: usize) -> Lines {
        let text: String = text.chars().take(LONGEST).collect();
        let family = self.fonts.family(&text);
        let metrics = Metrics::relative(size, 1.28);
        let mut buffer = Buffer::new_empty(metrics);
        buffer.set_size(Some(WIDTH as f32 - 2.0 * MARGIN), None);
        buffer.set_wrap(Wrap::WordOrGlyph);
        buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(most_lines)));
        let align = if self.rtl { Align::Right } else { Align::Left };
        buffer.set_text(
            &text,
            &Attrs::new().family(Family::Name(family)),
            Shaping::Advanced,
            Some(align),
        );
        buffer.shape_until_scroll(self.system, false);
        let count = buffer.layout_runs().count();
        Lines {
            buffer,
            count,
            height: count as f32 * metrics.line_height,
        }
    }

    fn draw(&mut self, lines: &mut Lines, top: f32, paint: Paint) {
        let colour = cosmic_text::Color::rgb(0, 0, 0);
        let canvas = &mut *self.canvas;
        lines.buffer.draw(
            self.system,
            self.cache,
            colour,
            |x, y, width, height, colour| {
                let x = x.saturating_add(MARGIN as i32);
                let y = y.saturating_add(top as i32);
                for dy in 0..height as i32 {
                    for dx in 0..width as i32 {
                        let (Ok(x), Ok(y)) = (usize::try_from(x + dx), usize::try_from(y + dy))
                        else {
                            continue;
                        };
                        canvas.paint(x, y, paint, colour.a());
                    }
                }
            },
        );
    }
}

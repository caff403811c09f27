//! Pixels: few colours, each from the paper to its full strength.

use super::{Colours, HEIGHT, Rgb, WIDTH};

/// What a pixel can be painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// The title.
    Ink,
    /// What the page belongs to.
    Muted,
    /// The label and the bar.
    Accent,
}

/// How many steps there are from the paper to a colour. Three colours of so many steps fit a
/// palette of 256 entries.
const STEPS: u8 = 64;

/// A picture being painted: for each pixel its place in the palette. The paper is the first
/// step of every colour.
pub(super) struct Canvas(Vec<u8>);

impl Canvas {
    pub(super) fn new() -> Self {
        Self(vec![0; WIDTH * HEIGHT])
    }

    /// Paints a pixel, as far as it is on the canvas, with a strength of 255 at most. The
    /// stronger paint stays.
    pub(super) fn paint(&mut self, x: usize, y: usize, paint: Paint, strength: u8) {
        if x >= WIDTH || y >= HEIGHT {
            return;
        }
        let step = strength / (u8::MAX / STEPS + 1);
        let pixel = &mut self.0[y * WIDTH + x];
        if step > *pixel % STEPS {
            *pixel = paint as u8 * STEPS + step;
        }
    }

    /// The picture as a PNG file (ISO/IEC 15948) with a palette.
    pub(super) fn png(&self, colours: &Colours) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette(colours));
        encoder.set_compression(png::Compression::Balanced);
        // Rows of flat colour: a filter would only hide that they are alike.
        encoder.set_filter(png::Filter::NoFilter);
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&self.0));
        // It is written into memory, in the size that was announced.
        debug_assert!(written.is_ok());
        bytes
    }
}

fn palette(colours: &Colours) -> Vec<u8> {
    let mix = |to: Rgb, step: u8| {
        let share = u32::from(step);
        let whole = u32::from(STEPS - 1);
        let channel = |at: usize| {
            let (from, to) = (u32::from(colours.paper[at]), u32::from(to[at]));
            // A mean of two bytes is a byte.
            ((from * (whole - share) + to * share + whole / 2) / whole) as u8
        };
        [channel(0), channel(1), channel(2)]
    };
    [colours.ink, colours.muted, colours.accent]
        .into_iter()
        .flat_map(|colour| (0..STEPS).flat_map(move |step| mix(colour, step)))
        .collect()
}

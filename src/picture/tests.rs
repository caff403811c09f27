use std::sync::Arc;

use super::*;
use crate::source::Sources;
use crate::theme;

fn studio() -> Studio {
    let files = theme::fonts(theme::DEFAULT, &Sources::default());
    let (fonts, broken) = Fonts::new(files);
    assert!(broken.is_empty(), "{broken:?}");
    Studio::new(fonts, Colours::default())
}

fn text(title: &str) -> Text {
    Text {
        above: Some("Revised draft declaration".to_owned()),
        label: Some("Part I".to_owned()),
        title: title.to_owned(),
        below: "International solidarity · English".to_owned(),
        rtl: false,
    }
}

/// The places in the palette, row by row.
fn pixels(png: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().unwrap();
    assert_eq!(
        (reader.info().width as usize, reader.info().height as usize),
        (WIDTH, HEIGHT)
    );
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// How many pixels are painted in some columns.
fn painted(pixels: &[u8], columns: std::ops::Range<usize>) -> usize {
    let rows = pixels.chunks_exact(WIDTH);
    rows.map(|row| {
        row[columns.clone()]
            .iter()
            .filter(|pixel| **pixel % 64 > 0)
            .count()
    })
    .sum()
}

#[test]
fn writes_the_scripts_of_the_united_nations() {
    let studio = studio();
    for title in [
        "International solidarity: definition, principles, scope",
        "Solidarité internationale : définition, œuvre",
        "Solidaridad internacional: definición, ñandú",
        "Международная солидарность: определение",
        "التضامن الدولي: التعريف والمبادئ ٣",
        "国际团结：定义、原则、范围和目标",
    ] {
        let picture = studio.picture(text(title));
        assert!(picture.text.is_some(), "{title}");
        let drawn = painted(&pixels(&studio.draw(&picture)), 100..WIDTH);
        assert!(drawn > 5_000, "{title}: {drawn}");
    }
}

#[test]
fn says_nothing_rather_than_half_a_text() {
    let studio = studio();
    let one = studio.picture(text("अन्तर्राष्ट्रीय एकजुटता"));
    let other = studio.picture(text("ความสามัคคี"));
    assert_eq!(one.text, None);
    assert_eq!(one, other, "one picture for all that cannot be written");
    let drawn = pixels(&studio.draw(&one));
    assert_eq!(painted(&drawn, 30..WIDTH), 0, "nothing but the bar");
    assert!(painted(&drawn, 0..30) > 0);
}

#[test]
fn text_begins_where_its_script_does() {
    let studio = studio();
    let title = "التضامن";
    let short = |rtl: bool| Text {
        above: None,
        label: None,
        below: String::new(),
        title: title.to_owned(),
        rtl,
    };
    let halves = |rtl: bool| {
        let drawn = pixels(&studio.draw(&studio.picture(short(rtl))));
        (
            painted(&drawn, 0..WIDTH / 2),
            painted(&drawn, WIDTH / 2..WIDTH),
        )
    };
    let (left, right) = halves(true);
    assert!(left == 0 && right > 0, "{left} {right}");
    let (left, right) = halves(false);
    assert!(left > 0 && right == 0, "{left} {right}");
}

#[test]
fn the_name_follows_all_that_a_picture_is_made_of() {
    let one = studio().picture(text("Article 3"));
    assert_eq!(one, studio().picture(text("Article 3")));
    assert_eq!(studio().draw(&one), studio().draw(&one), "the same bytes");
    let mut paths = vec![one.path.clone()];
    paths.push(studio().picture(text("Article 4")).path);
    let mirrored = Text {
        rtl: true,
        ..text("Article 3")
    };
    paths.push(studio().picture(mirrored).path);
    let red = Colours {
        accent: [200, 0, 0],
        ..Colours::default()
    };
    let in_red = Studio::new(studio().fonts, red);
    paths.push(in_red.picture(text("Article 3")).path);
    paths.push(Studio::default().picture(text("Article 3")).path);
    let count = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), count);
}

#[test]
fn long_and_strange_texts_stay_on_the_picture() {
    let studio = studio();
    let check = |title: String| {
        let mut text = text(&title);
        text.above = Some(title.clone());
        let picture = studio.picture(text);
        assert!(picture.text.is_some(), "{:.40}", title);
        let drawn = pixels(&studio.draw(&picture));
        assert_eq!(painted(&drawn, WIDTH - 60..WIDTH), 0, "the margin is free");
    };
    check("word ".repeat(100_000));
    check("w".repeat(100_000));
    check("\u{202e}\u{2067}a\u{301}\u{301}\u{301} \u{200f}".repeat(200));
    check("国".repeat(5_000));
    check(String::new());
    check("\n\r\t\u{85}\u{2028}".repeat(100));
}

#[test]
fn what_is_no_font_is_named() {
    let broken: Arc<[u8]> = Arc::from(&b"no font"[..]);
    let cut: Arc<[u8]> = {
        let (_, bytes) = theme::fonts(theme::DEFAULT, &Sources::default()).remove(0);
        Arc::from(&bytes[..200])
    };
    let (fonts, errors) = Fonts::new([("a.ttf", broken), ("b.ttf", cut)]);
    let names: Vec<_> = errors.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["a.ttf", "b.ttf"]);
    assert!(!fonts.can_write("a") && fonts.can_write(" "));
}

//! From the model to output: pages, assets, sitemap.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Blueprint, problems::CalledOff};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::forms::{self, Shelf};
use crate::memo::Memo;
use crate::output::{Output, OutputPath};
use crate::page::document::Maker;
use crate::page::model::Page;
use crate::page::outline::Material;
use crate::page::{self, figures, sitemap};
use crate::picture::Picture;
use crate::search::Files;
use crate::source::{Digest, SourcePath, Sources};
use crate::theme::Theme;

/// The stylesheet of books, among the theme's files.
const BOOK_STYLE: &str = "book.css";

/// A rendered page, or why it could not be rendered.
pub(super) struct Rendered {
    pub(super) file: String,
    pub(super) html: Result<Arc<[u8]>, Box<Diagnostic>>,
    pub(super) picture: Option<Picture>,
}

/// Makes and renders all pages, or some of them if it is called off.
pub(super) fn render_all(
    material: &Material<'_>,
    theme: &Theme,
    frame: Digest,
    memo: &Memo,
    called_off: CalledOff<'_>,
) -> Vec<Rendered> {
    let documents = material.site.documents.len();
    let locales = material.locales.all.len();
    let mut rendered: Vec<Rendered> = (0..documents * locales)
        .into_par_iter()
        .filter_map(|at| Maker::new(material, at / locales, at % locales))
        .flat_map_iter(|maker| {
            let (file, text) = maker.cite_file();
            let cite = Rendered {
                file,
                html: Ok(Arc::from(text.into_bytes())),
                picture: None,
            };
            let pages = maker.pages();
            let wanted = pages.into_iter().take_while(|_| !called_off());
            let pages = wanted.map(move |which| maker.page(which));
            std::iter::once(cite).chain(pages.map(|page| render(page, theme, frame, memo)))
        })
        .collect();
    rendered.par_extend(
        page::site::all(material)
            .into_par_iter()
            .filter(|_| !called_off())
            .map(|(file, which)| page::site::page(material, file, which))
            .map(|page| render(page, theme, frame, memo)),
    );
    rendered
}

/// What the other forms are made from.
pub(super) fn shelf<'a>(
    blueprint: &'a Blueprint,
    material: &'a Material<'a>,
    theme: &'a Theme,
    remember: forms::Remember<'a>,
) -> Shelf<'a> {
    Shelf {
        material,
        sources: &blueprint.sources,
        book_style: theme.asset(BOOK_STYLE).unwrap_or_default(),
        epoch: blueprint.epoch,
        remember,
    }
}

/// The other forms of all documents. What is costly in them, the packing of books, is remembered.
pub(super) fn make_forms(
    blueprint: &Blueprint,
    material: &Material<'_>,
    theme: &Theme,
    memo: &Memo,
) -> Vec<Rendered> {
    let locales = material.locales.all.len();
    let wanted = &material.config.forms;
    let editions = material.site.documents.len() * locales;
    let remember = |key, pack: &mut dyn FnMut() -> Vec<u8>| memo.book(key, pack);
    let shelf = shelf(blueprint, material, theme, &remember);
    (0..editions * wanted.len())
        .into_par_iter()
        .filter_map(|at| {
            let (edition, form) = (at / wanted.len(), wanted[at % wanted.len()]);
            forms::make(&shelf, edition / locales, edition % locales, form)
        })
        .map(|(file, bytes)| Rendered {
            file,
            html: Ok(bytes),
            picture: None,
        })
        .collect()
}

pub(super) fn render(page: Page, theme: &Theme, frame: Digest, memo: &Memo) -> Rendered {
    let html = memo.page(&page, frame, || {
        let context = tera::Context::from_serialize(&page)
            .map_err(|error| Box::new(Diagnostic::error("page-model", error.to_string())))?;
        let name = format!("{} ({})", page.common.page.name, page.common.locale.tag);
        theme
            .render(page.template, &context, &name)
            .map(|html| Arc::from(html.into_bytes()))
    });
    Rendered {
        file: page.file,
        html,
        picture: page.picture,
    }
}

/// Draws the pictures of the pages, each once.
pub(super) fn pictures(
    rendered: &[Rendered],
    material: &Material<'_>,
    memo: &Memo,
) -> Vec<(String, Arc<[u8]>)> {
    let Some(studio) = material.studio else {
        return Vec::new();
    };
    let all = rendered.iter().filter_map(|page| page.picture.as_ref());
    let unique: BTreeMap<&str, &Picture> = all
        .map(|picture| (picture.path.as_str(), picture))
        .collect();
    unique
        .into_par_iter()
        .map(|(path, picture)| {
            let png = memo.picture(path, || Arc::from(studio.draw(picture)));
            (path.to_owned(), png)
        })
        .collect()
}

/// What becomes output, beside the files of the theme and of the project.
pub(super) struct Made {
    pub(super) rendered: Vec<Rendered>,
    /// The search index of each language.
    pub(super) found: Vec<Files>,
    /// Pictures for sharing, with their paths.
    pub(super) pictures: Vec<(String, Arc<[u8]>)>,
}

pub(super) fn collect(
    made: Made,
    material: &Material<'_>,
    theme: &Theme,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Output {
    let mut output = Output::new();
    let mut insert =
        |path: &str, bytes: Arc<[u8]>, from: Option<&SourcePath>, diagnostics: &mut Diagnostics| {
            let message = match OutputPath::new(path) {
                Ok(path) => match output.insert(path, bytes) {
                    Ok(()) => return,
                    Err(collision) => collision.to_string(),
                },
                Err(error) => error.to_string(),
            };
            let diagnostic = Diagnostic::error("output-path", message);
            diagnostics.push(match from {
                Some(path) => diagnostic.in_file(path),
                None => diagnostic,
            });
        };
    let mut failures: BTreeMap<(Option<SourcePath>, String), (Box<Diagnostic>, usize)> =
        BTreeMap::new();
    for (path, png) in made.pictures {
        insert(&path, png, None, diagnostics);
    }
    for page in made.rendered {
        match page.html {
            Ok(bytes) => insert(&page.file, bytes, None, diagnostics),
            // The same mistake in a template shows on hundreds of pages.
            Err(error) => {
                let key = (
                    error.place.as_ref().map(|place| place.path.clone()),
                    error.message.clone(),
                );
                failures.entry(key).or_insert((error, 0)).1 += 1;
            }
        }
    }
    for (mut error, count) in failures.into_values() {
        if count > 1 {
            error
                .hints
                .push(format!("{count} pages fail like this one"));
        }
        diagnostics.push(*error);
    }
    let mut shared = BTreeSet::new();
    for (path, bytes) in made.found.iter().flat_map(|files| files.iter()) {
        // The engine's script comes with each index, and is one file.
        if shared.insert(path) {
            insert(path, bytes.clone(), None, diagnostics);
        }
    }
    for asset in theme.assets() {
        insert(&asset.path, asset.bytes.clone(), None, diagnostics);
    }
    for (path, published) in &material.site.files {
        if let Some(file) = sources.get(path) {
            insert(published, file.bytes.clone(), Some(path), diagnostics);
        }
    }
    let for_machines = sitemap::files(material)
        .into_iter()
        .chain([figures::file(material)]);
    for (name, text) in for_machines {
        insert(&name, Arc::from(text.into_bytes()), None, diagnostics);
    }
    output
}

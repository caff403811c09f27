//! One file of the output, made alone.

use std::sync::Arc;

use super::Blueprint;
use super::for_one_reader;
use super::render::{self, Rendered};
use crate::diagnostic::Diagnostic;
use crate::forms;
use crate::memo::Memo;
use crate::page::document::Maker;
use crate::page::outline::Material;
use crate::page::{self, figures, sitemap};
use crate::picture;
use crate::search;
use crate::site::route;

/// What a site has at a path.
#[derive(Debug)]
pub enum Found {
    /// A file with its bytes.
    File(Arc<[u8]>),
    /// A file that cannot be made, and why.
    Broken(Box<Diagnostic>),
    /// No file.
    Nothing,
}

impl From<Option<Arc<[u8]>>> for Found {
    fn from(bytes: Option<Arc<[u8]>>) -> Self {
        bytes.map_or(Self::Nothing, Self::File)
    }
}

impl From<Rendered> for Found {
    fn from(rendered: Rendered) -> Self {
        match rendered.html {
            Ok(bytes) => Self::File(bytes),
            Err(error) => Self::Broken(error),
        }
    }
}

impl Blueprint {
    /// The file at an output path: the bytes that [`build`](super::build) would write there. Only
    /// what the file needs is made.
    pub fn find(&self, path: &str, memo: &Memo) -> Found {
        let Some(theme) = &self.theme else {
            return Found::Nothing;
        };
        if let Some(asset) = theme.assets().iter().find(|asset| asset.path == path) {
            return Found::File(Arc::clone(&asset.bytes));
        }
        let files = &self.model.site.files;
        if let Some((source, _)) = files.iter().find(|(_, published)| *published == path) {
            let file = self.sources.get(source);
            return file.map(|file| Arc::clone(&file.bytes)).into();
        }
        for_one_reader(|| {
            let localize = |document, locale| self.localize(memo, document, locale);
            let material = self.material(&localize);
            self.find_made(path, &material, memo)
        })
    }

    fn find_made(&self, path: &str, material: &Material<'_>, memo: &Memo) -> Found {
        let Some(theme) = &self.theme else {
            return Found::Nothing;
        };
        if path.ends_with(".html") {
            let mut of_site = page::site::all(material).into_iter();
            let page = match of_site.find(|(file, _)| file == path) {
                Some((file, which)) => page::site::page(material, file, which),
                None => match Maker::of(material, path) {
                    Some((maker, which)) => maker.page(which),
                    None => return Found::Nothing,
                },
            };
            return render::render(page, theme, self.frame, memo).into();
        }
        if path.starts_with(route::SEARCH) {
            return found_in_index(path, material, memo);
        }
        if path.starts_with(picture::PREFIX) {
            // Its name is a digest: only the pages tell whose picture it is.
            let pages = render::render_all(material, theme, self.frame, memo, &|| false);
            let mut pictures = render::pictures(&pages, material, memo).into_iter();
            let picture = pictures.find(|(of, _)| of == path);
            return picture.map(|(_, png)| png).into();
        }
        if let Some(bytes) = self.form(path, material, memo) {
            return Found::File(bytes);
        }
        let mut for_machines = sitemap::files(material)
            .into_iter()
            .chain([figures::file(material)]);
        let file = for_machines.find(|(name, _)| name == path);
        file.map(|(_, text)| Arc::from(text.into_bytes())).into()
    }

    /// A form of a document, or how it is cited.
    fn form(&self, path: &str, material: &Material<'_>, memo: &Memo) -> Option<Arc<[u8]>> {
        let theme = self.theme.as_ref()?;
        let remember = |key, pack: &mut dyn FnMut() -> Vec<u8>| memo.book(key, pack);
        let shelf = render::shelf(self, material, theme, &remember);
        let locales = material.locales.all.len();
        (0..material.site.documents.len() * locales)
            .map(|at| (at / locales, at % locales))
            .filter(|(document, locale)| {
                path.starts_with(&material.document_address(*document, *locale))
            })
            .find_map(|(document, locale)| {
                let cite = Maker::new(material, document, locale)?.cite_file();
                if cite.0 == path {
                    return Some(Arc::from(cite.1.into_bytes()));
                }
                let front = material.document_address(document, locale);
                let name = &material.site.documents[document].name;
                let mut forms = material.config.forms.iter();
                let form =
                    forms.find(|form| format!("{front}{}", route::form(name, **form)) == path);
                let made = forms::make(&shelf, document, locale, *form?);
                made.map(|(_, bytes)| bytes)
            })
    }
}

/// A file of a search index. Its language is the folder.
fn found_in_index(path: &str, material: &Material<'_>, memo: &Memo) -> Found {
    if !material.search {
        return Found::Nothing;
    }
    // The engine's script comes with each index.
    let locales = 0..material.locales.all.len();
    let folder = |locale: &usize| path.starts_with(&search::folder(material, *locale));
    let texts = match locales.clone().find(folder) {
        Some(locale) => Some(search::texts(material, locale)),
        None => locales
            .map(|locale| search::texts(material, locale))
            .find(|texts| search::places(texts).iter().any(|place| place == path)),
    };
    let Some(texts) = texts else {
        return Found::Nothing;
    };
    match memo.search(&texts) {
        Ok(files) => {
            let file = files.iter().find(|(file, _)| file == path);
            file.map(|(_, bytes)| Arc::clone(bytes)).into()
        }
        Err(error) => Found::Broken(Box::new(Diagnostic::error("search", error))),
    }
}

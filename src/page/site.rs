//! The pages that belong to no document: home pages, the chooser, pages for addresses that lead
//! nowhere.

use super::model::{
    Alternate, Breadcrumb, Common, DocumentCard, LanguageModel, Own, Page, PageModel, SiteModel,
};
use super::outline::{LocaleWords, Material, Titles};
use super::share;
use crate::config::Root;
use crate::content::inline::plain;
use crate::localize::LocaleIndex;
use crate::page::html::Words;
use crate::site::route::{self, Style, relative};

/// Which page of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The home page of a language.
    Home(LocaleIndex),
    /// What a server shows where there is nothing, in a language.
    NotFound(LocaleIndex),
    /// The choice of a language.
    Chooser,
}

/// All of them, by their paths in the output.
pub fn all(material: &Material<'_>) -> Vec<(String, Which)> {
    let mut pages: Vec<(String, Which)> = (0..material.locales.all.len())
        .flat_map(|locale| {
            let folder = material.folder(locale);
            let not_found = (format!("{folder}404.html"), Which::NotFound(locale));
            [
                (format!("{folder}index.html"), Which::Home(locale)),
                not_found,
            ]
        })
        .collect();
    if material.config.root == Root::Chooser {
        pages.push(("index.html".to_owned(), Which::Chooser));
    }
    if !pages.iter().any(|(file, _)| file == "404.html") {
        let source = material.locales.source;
        pages.push(("404.html".to_owned(), Which::NotFound(source)));
    }
    pages
}

/// Makes the page of a path.
pub fn page(material: &Material<'_>, file: String, which: Which) -> Page {
    let mut page = match which {
        Which::Home(locale) => home(material, locale),
        Which::Chooser => chooser(material),
        // Nobody shares an address that leads nowhere.
        Which::NotFound(locale) => return not_found(material, locale, file),
    };
    share::add_picture(&mut page, None, material);
    page
}

/// What a page without document says of itself.
struct Description<'a> {
    kind: &'static str,
    title: String,
    /// The address below the language's folder, if there is such a page in every language.
    below: Option<&'a str>,
    /// The address from the root of the output.
    address: &'a str,
}

fn page_model(material: &Material<'_>, of: Description<'_>) -> PageModel {
    let base_url = material.config.base_url.as_deref();
    let published = base_url.filter(|_| of.kind != "not-found");
    let alternates = published.map_or_else(Vec::new, |base_url| {
        home_alternates(material, base_url, of.below)
    });
    PageModel {
        canonical: published.map(|base_url| route::absolute(base_url, of.address)),
        alternates,
        robots: material.robots(),
        policy: super::policy(material.search),
        ..PageModel::new(of.kind, of.kind.to_owned(), of.title)
    }
}

/// The home pages of all languages. The chooser is for everybody else.
fn home_alternates(material: &Material<'_>, base_url: &str, below: Option<&str>) -> Vec<Alternate> {
    if !material.lists_languages() {
        return Vec::new();
    }
    let below = below.unwrap_or("");
    let mut alternates: Vec<Alternate> = (0..material.locales.all.len())
        .map(|locale| Alternate {
            lang: material.locale(locale).lang().to_owned(),
            url: route::absolute(base_url, &format!("{}{below}", material.folder(locale))),
            open_graph: material.locale(locale).with_region(),
        })
        .collect();
    alternates.push(Alternate {
        lang: "x-default".to_owned(),
        url: route::absolute(base_url, ""),
        open_graph: None,
    });
    alternates
}

fn languages(
    material: &Material<'_>,
    here: LocaleIndex,
    link: &dyn Fn(&str) -> String,
) -> Vec<LanguageModel> {
    (0..material.locales.all.len())
        .map(|of| material.language(of, here, None, link(&material.folder(of))))
        .collect()
}

fn common(
    material: &Material<'_>,
    locale: LocaleIndex,
    page: PageModel,
    link: &dyn Fn(&str) -> String,
) -> Common {
    let shown = material.lists_languages() && page.kind != "chooser";
    Common {
        site: SiteModel {
            title: material.site_title(locale),
            home: link(&material.folder(locale)),
            root: material.root_address().map(|root| link(&root)),
            script_root: String::new(),
            search: material.search,
        },
        locale: material.locale_model(locale),
        page,
        languages: if shown {
            languages(material, locale, link)
        } else {
            Vec::new()
        },
        languages_url: (!material.lists_languages()).then(|| link("")),
        breadcrumbs: Vec::<Breadcrumb>::new(),
        document: None,
        navigator: Vec::new(),
        previous: None,
        next: None,
    }
}

fn home(material: &Material<'_>, locale: LocaleIndex) -> Page {
    let address = material.folder(locale);
    let link = |to: &str| relative(&address, to, material.style);
    let words = LocaleWords {
        interface: material.interface,
        tag: material.locales.all[locale].config.tag.as_str(),
    };
    let documents = material
        .site
        .documents
        .iter()
        .enumerate()
        .filter(|(index, _)| material.available(*index, locale))
        .map(|(index, document)| {
            let titles = Titles::of(document, material.localized(index, locale), 0);
            let (lang, dir) = titles
                .title
                .map_or((None, None), |unit| material.foreign(unit, locale));
            let (description_lang, description_dir) = titles
                .description
                .map_or((None, None), |unit| material.foreign(unit, locale));
            DocumentCard {
                title: titles.plain_title(),
                description: titles.description.map(|unit| plain(&unit.tokens)),
                description_lang,
                description_dir,
                url: link(&material.document_address(index, locale)),
                article_count: document.article_count(),
                authority: material.authority(index, locale).name(),
                lang,
                dir,
            }
        })
        .collect();
    let mut page = page_model(
        material,
        Description {
            kind: "home",
            title: material.site_title(locale),
            below: Some(""),
            address: &address,
        },
    );
    page.description = Some(words.message("documents-description", &[]));
    let mut common = common(material, locale, page, &link);
    common.site.script_root = "../".repeat(address.matches('/').count());
    Page {
        template: "home.html",
        file: format!("{address}index.html"),
        picture: None,
        common,
        own: Own {
            documents: Some(documents),
            ..Own::default()
        },
    }
}

/// A server shows this page at addresses of any depth, so that its links cannot be relative.
fn not_found(material: &Material<'_>, locale: LocaleIndex, file: String) -> Page {
    let root = route::root_path(material.config.base_url.as_deref());
    let link = |to: &str| {
        let to = relative("", to, Style::Folder);
        format!("{root}{}", to.trim_start_matches("./"))
    };
    let words = LocaleWords {
        interface: material.interface,
        tag: material.locales.all[locale].config.tag.as_str(),
    };
    let title = words.words("not-found", &[]);
    let heading = title.html();
    let page = page_model(
        material,
        Description {
            kind: "not-found",
            title: title.text,
            below: None,
            address: &file,
        },
    );
    let page = PageModel { heading, ..page };
    let mut common = common(material, locale, page, &link);
    common.site.script_root.clone_from(&root);
    Page {
        template: "404.html",
        file,
        picture: None,
        common,
        own: Own::default(),
    }
}

fn chooser(material: &Material<'_>) -> Page {
    let source = material.locales.source;
    let link = |to: &str| relative("", to, material.style);
    let mut choices = languages(material, source, &link);
    for (of, choice) in choices.iter_mut().enumerate() {
        choice.title = Some(material.site_title(of));
        choice.current = false;
    }
    let page = page_model(
        material,
        Description {
            kind: "chooser",
            title: material.site_title(source),
            below: None,
            address: "",
        },
    );
    Page {
        template: "chooser.html",
        file: "index.html".to_owned(),
        picture: None,
        common: common(material, source, page, &link),
        own: Own {
            choices: Some(choices),
            ..Own::default()
        },
    }
}

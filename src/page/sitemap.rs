//! `sitemap.xml` with the alternates of every page, and `robots.txt`.
//!
//! On sites with very many languages, a page names only itself and, as `x-default`, the list of
//! its languages, which names them all: 200 languages of 31 articles that all named each other
//! would be 136 MB.
//!
//! The format is that of sitemaps.org 0.9, whose files hold at most 50,000 addresses and 50 MB;
//! larger sites get an index of several files.

use std::fmt::Write as _;

use super::escape::push_escaped;
use super::outline::Material;
use crate::site::route;

/// The most addresses in one file.
const MOST_ADDRESSES: usize = 50_000;
/// The largest file, in bytes, with room for its last entry.
const LARGEST_FILE: usize = 45 << 20;

/// The files: name and text. Empty without `base_url`.
pub fn files(material: &Material<'_>) -> Vec<(String, String)> {
    let Some(base_url) = material.config.base_url.as_deref() else {
        return Vec::new();
    };
    let mut entries = entries(material, base_url);
    let mut parts = Vec::new();
    while !entries.is_empty() {
        let mut size = 0;
        let fits = entries
            .iter()
            .take(MOST_ADDRESSES)
            .take_while(|entry| {
                size += entry.len();
                size < LARGEST_FILE
            })
            .count()
            .max(1);
        let rest = entries.split_off(fits);
        parts.push(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n\
             {}</urlset>\n",
            entries.concat()
        ));
        entries = rest;
    }
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    let _ = write!(robots, "\nSitemap: {base_url}/sitemap.xml\n");
    let mut files = vec![("robots.txt".to_owned(), robots)];
    if parts.len() == 1 {
        files.extend(parts.pop().map(|part| ("sitemap.xml".to_owned(), part)));
        return files;
    }
    let mut index = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                     <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .to_owned();
    for (number, part) in parts.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(index, "<sitemap><loc>{base_url}/{name}</loc></sitemap>");
        files.push((name, part));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index));
    files
}

fn entries(material: &Material<'_>, base_url: &str) -> Vec<String> {
    let locales = 0..material.locales.all.len();
    let mut entries = Vec::new();
    let homes: Vec<_> = locales
        .clone()
        .map(|locale| {
            (
                material.locale(locale).lang().to_owned(),
                route::absolute(base_url, &material.folder(locale)),
            )
        })
        .collect();
    if material.lists_languages() {
        group(&homes, &route::absolute(base_url, ""), &mut entries);
    } else {
        entries.extend(homes.iter().map(|(_, address)| entry(address, "")));
    }
    for (index, document) in material.site.documents.iter().enumerate() {
        let available: Vec<_> = locales
            .clone()
            .filter(|locale| material.available(index, *locale))
            .collect();
        let mut below: Vec<&str> = document
            .articles
            .iter()
            .map(|placed| placed.address.as_str())
            .collect();
        below.push(route::WHOLE_TEXT);
        if !document.notes.is_empty() {
            below.push(route::NOTES);
        }
        below.push(route::TRANSLATION);
        for below in below {
            let address = |locale| {
                let front = material.document_address(index, locale);
                route::absolute(base_url, &format!("{front}{below}"))
            };
            let versions: Vec<_> = available
                .iter()
                .map(|locale| (material.locale(*locale).lang().to_owned(), address(*locale)))
                .collect();
            if material.lists_languages() {
                group(&versions, &address(material.locales.source), &mut entries);
                continue;
            }
            let list = route::absolute(
                base_url,
                &format!("{}{below}", route::neutral(&document.name, material.config)),
            );
            let is_article = document
                .articles
                .iter()
                .any(|placed| placed.address == below);
            for version in &versions {
                group(
                    std::slice::from_ref(version),
                    if is_article { &list } else { &version.1 },
                    &mut entries,
                );
            }
            if is_article {
                entries.push(entry(&list, &alternates(&versions, &list)));
            }
        }
    }
    entries
}

/// One entry for each language version of a page, each naming all of them.
fn group(versions: &[(String, String)], default: &str, entries: &mut Vec<String>) {
    let alternates = alternates(versions, default);
    entries.extend(
        versions
            .iter()
            .map(|(_, address)| entry(address, &alternates)),
    );
}

fn alternates(versions: &[(String, String)], default: &str) -> String {
    let mut alternates = String::new();
    let default = ("x-default".to_owned(), default.to_owned());
    for (lang, address) in versions.iter().chain([&default]) {
        let _ = write!(
            alternates,
            "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\""
        );
        push_escaped(&mut alternates, address);
        alternates.push_str("\"/>");
    }
    alternates
}

fn entry(address: &str, alternates: &str) -> String {
    let mut entry = "<url><loc>".to_owned();
    push_escaped(&mut entry, address);
    entry.push_str("</loc>");
    entry.push_str(alternates);
    entry.push_str("</url>\n");
    entry
}

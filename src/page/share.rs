//! The pictures that services show beside a link to a page.

use super::model::{Page, PictureModel};
use super::outline::Material;
use crate::picture::{self, Text};
use crate::site::route;

/// Gives a page its picture, if the site has pictures: they need absolute addresses
/// (<https://ogp.me/#structured>). `label` is the plain text of the page's label.
pub(super) fn add_picture(page: &mut Page, label: Option<String>, material: &Material<'_>) {
    let base_url = material.config.base_url.as_deref();
    let Some((studio, base_url)) = material.studio.zip(base_url) else {
        return;
    };
    let common = &page.common;
    let title = common.page.title.clone();
    let document = common.document.as_ref().map(|document| &document.title);
    let language = &common.locale.name;
    let text = Text {
        above: document.filter(|document| **document != title).cloned(),
        label,
        below: if common.site.title == title {
            language.clone()
        } else {
            format!("{} · {language}", common.site.title)
        },
        title,
        rtl: common.locale.dir == "rtl",
    };
    let alternative = [&text.label, &Some(text.title.clone()), &text.above]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" · ");
    let picture = studio.picture(text);
    page.common.page.picture = Some(PictureModel {
        url: route::absolute(base_url, &picture.path),
        width: picture::WIDTH,
        height: picture::HEIGHT,
        alternative: picture.text.is_some().then_some(alternative),
    });
    page.picture = Some(picture);
}

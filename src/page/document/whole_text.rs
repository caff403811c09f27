//! The page of a document's whole text: all its articles, one below the other, each with its notes.

use super::{Maker, Which};
use crate::content::UnitKind;
use crate::localize::coverage::Figures;
use crate::localize::units;
use crate::page::html::{References, Writer};
use crate::page::model::{Own, Page, PieceModel};
use crate::page::outline::role_name;
use crate::site::route;

impl Maker<'_> {
    pub(super) fn whole_text(&self) -> Page {
        let which = Which::WholeText;
        let address = format!("{}{}", self.base, route::WHOLE_TEXT);
        let frame = self.frame(&address, true);
        let mut references = References::default();
        let mut pieces = Vec::new();
        for (index, placed) in self.document.articles.iter().enumerate() {
            let units = &self.localized[index];
            let Some(title) = placed.unit(&UnitKind::Title) else {
                continue;
            };
            let label = placed.unit(&UnitKind::Label);
            let (heading_lang, heading_dir) = self.material.foreign(&units[title], self.locale);
            let (label_lang, label_dir) = label.map_or((None, None), |unit| {
                self.material.foreign(&units[unit], self.locale)
            });
            let label =
                label.map(|unit| Writer::new(frame, index, units, &mut references).inline(unit));
            let heading = Writer::new(frame, index, units, &mut references).inline(title);
            let content =
                Writer::new(frame, index, units, &mut references).blocks(&placed.article.blocks);
            pieces.push(PieceModel {
                kind: role_name(placed.role),
                level: self.depth(index) + 1,
                label,
                heading,
                heading_id: placed.ids[title].to_string(),
                heading_lang,
                heading_dir,
                label_lang,
                label_dir,
                content,
                notes: self.notes_of(index, frame, &mut references),
                url: self.link_to(index, &address),
                part: self.part(index),
            });
        }
        let mut page = self.named_page(which, "text", "whole-text");
        page.description = self.model.description.clone();
        let own = Own {
            pieces: Some(pieces),
            states: Some(Figures::of(units(self.localized))),
            cite: Some(self.cite_model(which, &address)),
            ..Own::default()
        };
        self.finish(which, "text.html", page, own)
    }

    fn depth(&self, article: usize) -> usize {
        std::iter::successors(self.document.articles[article].parent, |parent| {
            self.document.articles[*parent].parent
        })
        .count()
    }
}

//! Tables. Where a whole table or row is not translated, one mark says it for all of its cells.

use std::fmt::Write as _;

use super::Writer;
use super::unit::Anchor;
use crate::content::{Alignment, UnitIndex};
use crate::localize::LocaleIndex;

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[Alignment], rows: &[Vec<Option<UnitIndex>>]) {
        let whole = self.untranslated(rows.iter().flatten());
        self.out.push_str(match whole {
            Some(_) => "<div class=\"table untranslated\" tabindex=\"0\">",
            None => "<div class=\"table\" tabindex=\"0\">",
        });
        if let Some(shown) = whole {
            self.out.push_str("<p>");
            self.mark(shown, "untranslated");
            self.out.push_str("</p>");
        }
        self.out.push_str("<table>");
        for (row, cells) in rows.iter().enumerate() {
            let (element, open, close) = match row {
                0 => ("th", "<thead><tr>", "</tr></thead>"),
                1 => ("td", "<tbody><tr>", "</tr>"),
                _ => ("td", "<tr>", "</tr>"),
            };
            self.out.push_str(open);
            let together = whole.or_else(|| self.untranslated(cells));
            self.marked = whole.is_some();
            for (column, cell) in cells.iter().enumerate() {
                let class = match alignments.get(column) {
                    Some(Alignment::Start) => "start",
                    Some(Alignment::Center) => "center",
                    Some(Alignment::End) => "end",
                    _ => "",
                };
                match cell {
                    Some(unit) => {
                        self.unit_element(element, *unit, Anchor::Id, class, |_| {});
                        self.marked = together.is_some();
                    }
                    None => {
                        let _ = write!(self.out, "<{element}></{element}>");
                    }
                }
            }
            self.out.push_str(close);
        }
        self.marked = false;
        self.out.push_str(if rows.len() > 1 {
            "</tbody></table></div>"
        } else {
            "</table></div>"
        });
    }

    /// The language in which all of several cells are shown, if it is not that of the page.
    fn untranslated<'c>(
        &self,
        cells: impl IntoIterator<Item = &'c Option<UnitIndex>>,
    ) -> Option<LocaleIndex> {
        let mut shown = cells
            .into_iter()
            .flatten()
            .map(|unit| self.units[*unit].shown);
        let first = shown.next().filter(|first| *first != self.frame.locale)?;
        shown.all(|other| other == first).then_some(first)
    }
}

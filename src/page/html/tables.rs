//! Tables.

use std::fmt::Write as _;

use super::Writer;
use super::unit::Anchor;
use crate::content::{Alignment, UnitIndex};

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[Alignment], rows: &[Vec<Option<UnitIndex>>]) {
        self.out
            .push_str("<div class=\"table\" tabindex=\"0\"><table>");
        for (row, cells) in rows.iter().enumerate() {
            let (element, open, close) = match row {
                0 => ("th", "<thead><tr>", "</tr></thead>"),
                1 => ("td", "<tbody><tr>", "</tr>"),
                _ => ("td", "<tr>", "</tr>"),
            };
            self.out.push_str(open);
            for (column, cell) in cells.iter().enumerate() {
                let class = match alignments.get(column) {
                    Some(Alignment::Start) => "start",
                    Some(Alignment::Center) => "center",
                    Some(Alignment::End) => "end",
                    _ => "",
                };
                match cell {
                    Some(unit) => self.unit_element(element, *unit, Anchor::Id, class, |_| {}),
                    None => {
                        let _ = write!(self.out, "<{element}></{element}>");
                    }
                }
            }
            self.out.push_str(close);
        }
        self.out.push_str(if rows.len() > 1 {
            "</tbody></table></div>"
        } else {
            "</table></div>"
        });
    }
}

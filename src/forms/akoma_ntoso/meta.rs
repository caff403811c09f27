//! What the file says of itself.
//!
//! Addresses follow the naming convention of Akoma Ntoso (OASIS, 2019):
//! `/akn/<jurisdiction>/<type>/<day>/<name>/<language>@`. Concord knows neither who issued a text
//! nor where, and invents nothing: the jurisdiction is `zz`, CLDR's code of an unknown region, the
//! author a concept called unknown, and the day of a text without date is the first of the
//! calendar, named so.

use super::{Writer, kind};
use crate::content::front_matter::Authority;
use crate::forms::xml;
use crate::page::generator;

/// Stands for a day that is not known; the schema demands one.
const NO_DAY: &str = "0001-01-01";

/// The namespace of what is Concord's own.
const OWN: &str = "urn:concord:akn:1";

impl Writer<'_> {
    pub(super) fn meta(&mut self) {
        let edition = self.edition;
        let name = &edition.document.name;
        let day = edition.document.settings.date.as_deref();
        let work = format!(
            "/akn/zz/{}/{}/{name}",
            kind(edition),
            day.unwrap_or("undated")
        );
        let expression = |lang: &str| format!("{work}/{lang}@");
        let lang = edition.language().lang();
        let of = expression(lang);
        let authority = edition.authority();
        self.out
            .push_str("<meta><identification source=\"#concord\">");
        self.out.push_str("<FRBRWork>");
        self.core(&format!("{work}/!main"), &work);
        self.value("FRBRcountry", "zz");
        self.value("FRBRname", name);
        self.out.push_str("</FRBRWork><FRBRExpression>");
        self.core(&format!("{of}/!main"), &of);
        let authentic = authority == Authority::Authentic;
        self.value(
            "FRBRauthoritative",
            if authentic { "true" } else { "false" },
        );
        if !edition.is_source() {
            let source = xml::text(&expression(edition.source().lang()));
            let name = xml::text(edition.source().name());
            self.out.push_str(&format!(
                "<FRBRmasterExpression href=\"{source}\" showAs=\"{name}\"/>"
            ));
        }
        let lang = xml::text(lang);
        self.out
            .push_str(&format!("<FRBRlanguage language=\"{lang}\"/>"));
        self.out.push_str("</FRBRExpression><FRBRManifestation>");
        self.core(&format!("{of}/!main.xml"), &format!("{of}.akn"));
        self.value("FRBRformat", "application/akn+xml");
        self.out.push_str("</FRBRManifestation></identification>");
        self.references();
        self.notes();
        self.proprietary(authority);
        self.out.push_str("</meta>");
    }

    fn core(&mut self, this: &str, uri: &str) {
        self.value("FRBRthis", this);
        self.value("FRBRuri", uri);
        let (day, name) = match &self.edition.document.settings.date {
            Some(day) => (day.as_str(), "text"),
            None => (NO_DAY, "unknown"),
        };
        self.out.push_str("<FRBRdate");
        self.attribute("date", day);
        self.attribute("name", name);
        self.out.push_str("/><FRBRauthor href=\"#unknown\"/>");
    }

    fn value(&mut self, element: &str, value: &str) {
        self.out.push('<');
        self.out.push_str(element);
        self.attribute("value", value);
        self.out.push_str("/>");
    }

    fn references(&mut self) {
        self.seen.extend(["concord", "unknown"].map(str::to_owned));
        let generator = xml::text(&generator());
        self.out.push_str(&format!(
            "<references source=\"#concord\">\
             <TLCConcept eId=\"unknown\" href=\"/akn/ontology/concept/unknown\" showAs=\"unknown\"/>\
             <TLCProcess eId=\"concord\" href=\"/akn/ontology/process/concord\" showAs=\"{generator}\"/>\
             </references>"
        ));
    }

    /// Notes stand here, each once; the text refers to them wherever it cites them.
    fn notes(&mut self) {
        let edition = self.edition;
        if edition.document.notes.is_empty() {
            return;
        }
        self.out.push_str("<notes source=\"#concord\">");
        self.in_note = true;
        for note in &edition.document.notes {
            self.article = note.article;
            self.out.push_str("<note");
            // The id of the note is that of its first unit, which the element inside then lacks.
            self.id(note.id.as_str());
            self.attribute("marker", &edition.language().integer(note.number));
            self.attribute("placement", "bottom");
            self.out.push('>');
            let placed = &edition.document.articles[note.article];
            self.blocks(&placed.article.notes[note.note].blocks, 0);
            self.out.push_str("</note>");
        }
        self.in_note = false;
        self.out.push_str("</notes>");
    }

    /// What Akoma Ntoso has no words for: the authority of the text as Concord tells them apart,
    /// and where it is published.
    fn proprietary(&mut self, authority: Authority) {
        let edition = self.edition;
        self.out.push_str(&format!(
            "<proprietary source=\"#concord\" xmlns:concord=\"{OWN}\"><concord:authority"
        ));
        self.attribute("value", authority.name());
        self.out.push('>');
        let words = edition.message(&format!("authority-{}", authority.name()), &[]);
        xml::push_text(&mut self.out, &words);
        self.out.push_str("</concord:authority>");
        if edition.material.config.base_url.is_some() {
            self.out.push_str("<concord:url>");
            xml::push_text(&mut self.out, &edition.address(&edition.base));
            self.out.push_str("</concord:url>");
        }
        self.out.push_str("</proprietary>");
    }
}

//! What search engines are told of a text: JSON-LD in the words of schema.org.
//!
//! A page of a document is a `Legislation` or an `Article` with its language, its place in the
//! document and its other languages, and a `BreadcrumbList` of the way to it. Nothing is said
//! that the project has not said.

use serde_json::{Map, Value, json};

use crate::content::front_matter::{Authority, Schema};

/// A page, as search engines are told of it. All addresses are absolute.
#[derive(Debug)]
pub struct Described<'a> {
    /// What kind of work.
    pub schema: Schema,
    /// The title, with that of the document if it is only a part of it.
    pub name: &'a str,
    /// Its address.
    pub url: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// What the text is.
    pub authority: Authority,
    /// The document, on pages of its parts: title and address.
    pub part_of: Option<(&'a str, String)>,
    /// The parts, on the page of the document: title and address.
    pub parts: Vec<(String, String)>,
    /// The page that it is translated from, if it is a translation.
    pub translation_of: Option<String>,
    /// The translations, on the page of the source text: language and address.
    pub translations: Vec<(String, String)>,
    /// The way to the page: titles and addresses, itself at the end.
    pub breadcrumbs: Vec<(String, String)>,
    /// The day of the text.
    pub date: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// The number or symbol that it is known by.
    pub identifier: Option<&'a str>,
}

/// The JSON-LD of a page, safe inside a `script` element: every `<` in it is escaped, so that no
/// title can end the element (HTML Standard, 'Restrictions for contents of script elements').
pub fn json_ld(page: &Described<'_>) -> String {
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [work(page), breadcrumbs(&page.breadcrumbs)],
    });
    graph.to_string().replace('<', "\\u003c")
}

fn work(page: &Described<'_>) -> Value {
    let legislation = page.schema == Schema::Legislation;
    let kind = if legislation {
        "Legislation"
    } else {
        "Article"
    };
    let short = |name: &str, url: &str| json!({ "@type": kind, "@id": url, "name": name });
    let mut work = Map::new();
    let mut say = |key: &str, value: Value| {
        work.insert(key.to_owned(), value);
    };
    say("@type", json!(kind));
    say("@id", json!(page.url));
    say("url", json!(page.url));
    say("name", json!(page.name));
    say("inLanguage", json!(page.lang));
    if !legislation {
        say("headline", json!(page.name));
    }
    if let Some((name, url)) = &page.part_of {
        say("isPartOf", short(name, url));
    }
    if !page.parts.is_empty() {
        let parts: Vec<_> = page
            .parts
            .iter()
            .map(|(name, url)| short(name, url))
            .collect();
        say("hasPart", json!(parts));
    }
    if let Some(source) = &page.translation_of {
        say("translationOfWork", json!({ "@type": kind, "@id": source }));
    }
    if !page.translations.is_empty() {
        let translations: Vec<_> = page
            .translations
            .iter()
            .map(|(lang, url)| json!({ "@type": kind, "@id": url, "inLanguage": lang }))
            .collect();
        say("workTranslation", json!(translations));
    }
    // What binds is not for a site to say of its own copy: only what a translation is not.
    let value = match page.authority {
        Authority::Authentic => None,
        Authority::Official => Some("OfficialLegalValue"),
        Authority::Unofficial | Authority::Machine => Some("UnofficialLegalValue"),
    };
    if let Some(value) = value.filter(|_| legislation) {
        say(
            "legislationLegalValue",
            json!(format!("https://schema.org/{value}")),
        );
    }
    let (date, identifier) = match legislation {
        true => ("legislationDate", "legislationIdentifier"),
        false => ("datePublished", "identifier"),
    };
    // These are of the document, not of its parts.
    if page.part_of.is_none() {
        let known = [(date, page.date), (identifier, page.identifier)];
        for (key, value) in known {
            if let Some(value) = value {
                say(key, json!(value));
            }
        }
    }
    for (key, name) in [("author", page.author), ("publisher", page.publisher)] {
        if let Some(name) = name {
            // Whether that is a person or an organization, nobody said.
            say(key, json!({ "name": name }));
        }
    }
    Value::Object(work)
}

fn breadcrumbs(steps: &[(String, String)]) -> Value {
    let steps: Vec<_> = steps
        .iter()
        .zip(1..)
        .map(|((name, url), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": url })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described() -> Described<'static> {
        Described {
            schema: Schema::Legislation,
            name: "A </script><b> treaty",
            url: "https://example.org/fr/treaty/",
            lang: "fr",
            authority: Authority::Unofficial,
            part_of: None,
            parts: vec![(
                "Article 1".to_owned(),
                "https://example.org/fr/treaty/1/".to_owned(),
            )],
            translation_of: Some("https://example.org/en/treaty/".to_owned()),
            translations: Vec::new(),
            breadcrumbs: vec![("Home".to_owned(), "https://example.org/fr/".to_owned())],
            date: Some("2024-05-31"),
            author: None,
            publisher: Some("Somebody"),
            identifier: None,
        }
    }

    fn work_of(page: &Described<'_>) -> Value {
        let json: Value = serde_json::from_str(&json_ld(page)).unwrap();
        json["@graph"][0].clone()
    }

    #[test]
    fn no_title_ends_the_element() {
        let text = json_ld(&described());
        assert!(!text.contains('<'), "{text}");
        assert_eq!(work_of(&described())["name"], "A </script><b> treaty");
    }

    #[test]
    fn says_what_is_known() {
        let work = work_of(&described());
        assert_eq!(work["@type"], "Legislation");
        assert_eq!(
            work["translationOfWork"]["@id"],
            "https://example.org/en/treaty/"
        );
        assert_eq!(work["hasPart"][0]["name"], "Article 1");
        assert_eq!(work["legislationDate"], "2024-05-31");
        assert_eq!(
            work["legislationLegalValue"],
            "https://schema.org/UnofficialLegalValue"
        );
        for unknown in [
            "author",
            "legislationIdentifier",
            "workTranslation",
            "isPartOf",
        ] {
            assert!(work.get(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn a_part_leaves_date_and_number_to_the_document() {
        let page = Described {
            part_of: Some(("A treaty", "https://example.org/fr/treaty/".to_owned())),
            identifier: Some("A/1"),
            authority: Authority::Authentic,
            ..described()
        };
        let work = work_of(&page);
        for other in [
            "legislationDate",
            "legislationIdentifier",
            "legislationLegalValue",
        ] {
            assert!(work.get(other).is_none(), "{other}");
        }
        assert_eq!(work["isPartOf"]["name"], "A treaty");
    }

    #[test]
    fn an_article_is_no_legislation() {
        let page = Described {
            schema: Schema::Article,
            ..described()
        };
        let work = work_of(&page);
        assert_eq!(work["@type"], "Article");
        assert_eq!(work["datePublished"], "2024-05-31");
        assert!(work.get("legislationLegalValue").is_none());
    }
}

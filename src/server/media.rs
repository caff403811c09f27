//! Content types by the end of a path.

use mime_guess::mime;

/// The value of `Content-Type` for a path. A path that ends in a slash is a page. Everything that
/// is text is UTF-8, as everything that Concord reads and writes.
///
/// What is not known is bytes, which browsers offer to save; so are the parts of the search index
/// (`.pf_meta` and such).
pub(super) fn content_type(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        return "text/html; charset=utf-8".to_owned();
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let guess = match extension.to_ascii_lowercase().as_str() {
        // To be looked at in the browser, which knows none of them.
        "ftl" | "bib" | "ris" | "toml" | "po" | "pot" | "log" => mime::TEXT_PLAIN,
        // RFC 9239.
        "mjs" => mime::TEXT_JAVASCRIPT,
        other => mime_guess::from_ext(other).first_or_octet_stream(),
    };
    if is_text(&guess) {
        format!("{}; charset=utf-8", guess.essence_str())
    } else {
        guess.essence_str().to_owned()
    }
}

fn is_text(media: &mime::Mime) -> bool {
    let subtype = media.subtype().as_str();
    let suffix = media.suffix().map(|suffix| suffix.as_str());
    media.type_() == mime::TEXT
        || matches!(subtype, "json" | "javascript" | "xml")
        || matches!(suffix, Some("json" | "xml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_site_holds_has_a_type() {
        let check = |path: &str, expected: &str| assert_eq!(content_type(path), expected, "{path}");
        check("", "text/html; charset=utf-8");
        check("fr/declaration/", "text/html; charset=utf-8");
        check("fr/index.html", "text/html; charset=utf-8");
        check("404.HTML", "text/html; charset=utf-8");
        check("a/style.12ab.css", "text/css; charset=utf-8");
        check("a/main.js", "text/javascript; charset=utf-8");
        check("a/main.mjs", "text/javascript; charset=utf-8");
        check("translation.json", "application/json; charset=utf-8");
        check(
            "site.webmanifest",
            "application/manifest+json; charset=utf-8",
        );
        check("sitemap.xml", "text/xml; charset=utf-8");
        check("feed.atom", "application/atom+xml; charset=utf-8");
        check("logo.svg", "image/svg+xml; charset=utf-8");
        check("robots.txt", "text/plain; charset=utf-8");
        check("fr/declaration.md", "text/markdown; charset=utf-8");
        check("fr/declaration.bib", "text/plain; charset=utf-8");
        check("fr/declaration.ris", "text/plain; charset=utf-8");
        check("fr.ftl", "text/plain; charset=utf-8");
        check("fr.csv", "text/csv; charset=utf-8");
        check("declaration.epub", "application/epub+zip");
        check("declaration.pdf", "application/pdf");
        check("share/a.png", "image/png");
        check("a.jpg", "image/jpeg");
        check("a.webp", "image/webp");
        check("a.avif", "image/avif");
        check("favicon.ico", "image/x-icon");
        check("a.woff2", "font/woff2");
        check("a.mp4", "video/mp4");
        check("search/wasm.unknown.pagefind", "application/octet-stream");
        check("search/fr/x.pf_meta", "application/octet-stream");
        check("search/fr/x.pf_fragment", "application/octet-stream");
        check("search/fr/x.pf_index", "application/octet-stream");
        check("search/engine.wasm", "application/wasm");
        check("CNAME", "application/octet-stream");
        check("v1.2/notes", "application/octet-stream");
        check(".html", "text/html; charset=utf-8");
    }
}

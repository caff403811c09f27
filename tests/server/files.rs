//! What a web server owes those who may ask: types, tags, ranges, redirects, connections.

use super::client::{LARGE, Running, large};

#[test]
fn files_have_types_and_headers() {
    let server = Running::new();
    let check = |path: &str, status: u16, content_type: &str, body: &str| {
        let reply = server.get(path);
        assert_eq!(
            (reply.status, reply.field("content-type"), &*reply.text()),
            (status, Some(content_type), body),
            "{path}"
        );
        assert_eq!(reply.field("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.field("cache-control"), Some("no-store"));
        assert_eq!(
            reply.field("content-security-policy"),
            Some("frame-ancestors 'none'")
        );
        assert_eq!(
            reply.field("cross-origin-resource-policy"),
            Some("same-origin")
        );
        let foreign = |(name, _): &&(String, String)| name.starts_with("access-control");
        assert_eq!(reply.fields.iter().find(foreign), None);
    };
    let html = "text/html; charset=utf-8";
    let text = "text/plain; charset=utf-8";
    check("/", 200, html, "<h1>Root</h1>");
    check("/index.html", 200, html, "<h1>Root</h1>");
    check("/?a=../..", 200, html, "<h1>Root</h1>");
    check("/fr/", 200, html, "<h1>Français</h1>");
    check("/fr/d%C3%A9claration/", 200, html, "<h1>Déclaration</h1>");
    check("/fr/déclaration/", 200, html, "<h1>Déclaration</h1>");
    check("/العربية.txt", 200, text, "نص");
    check("/empty.css", 200, "text/css; charset=utf-8", "");
    check("/unbuilt/", 503, html, "<h1>Errors</h1>");
    check("/fr/none/", 404, html, "<h1>Introuvable</h1>");
    check("/none", 404, text, "there is no such page\n");
    check("/..x", 404, text, "there is no such page\n");
}

#[test]
fn a_missing_slash_is_added() {
    let server = Running::new();
    let check = |path: &str, location: &str| {
        let reply = server.get(path);
        assert_eq!(
            (reply.status, reply.field("location")),
            (307, Some(location)),
            "{path}"
        );
    };
    check("/fr", "/fr/");
    check("/fr?a=b/..&c", "/fr/?a=b/..&c");
    check("/fr/d%C3%A9claration", "/fr/d%C3%A9claration/");
    check("/fr/déclaration?é", "/fr/d%C3%A9claration/?é");
    // Whatever a site says, nobody is led to another host, and no field is added.
    check("/elsewhere", "/evil.com/%0D%0Aa%3A%20b");
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let server = Running::new();
    let first = server.get("/digits.txt");
    let tag = first.field("etag").expect("a tag").to_owned();
    assert_eq!(server.get("/digits.txt").field("etag"), Some(&*tag));
    assert_ne!(server.get("/").field("etag"), Some(&*tag));
    let check = |fields: &str, status: u16| {
        let fields = fields.replace("TAG", &tag);
        let reply = server.ask("GET /digits.txt", &fields);
        assert_eq!(reply.status, status, "{fields}");
        assert_eq!(reply.field("etag"), Some(&*tag));
        let length = if status == 304 { 0 } else { 10 };
        assert_eq!(reply.body.len(), length, "{fields}");
        assert_eq!(server.ask("HEAD /digits.txt", &fields).status, status);
    };
    check("", 200);
    check("If-None-Match: TAG", 304);
    check("If-None-Match: W/TAG", 304);
    check("If-None-Match: *", 304);
    check("If-None-Match: \"a\", TAG", 304);
    check("If-None-Match: \"a\"\nIf-None-Match: TAG", 304);
    check("If-None-Match: TAG\nRange: bytes=0-1", 304);
    check("If-None-Match: \"a\"", 200);
    check("If-None-Match: abc", 200);
    check("If-Modified-Since: Tue, 24 Nov 2099 00:00:00 GMT", 200);
}

#[test]
fn parts_are_sent() {
    let server = Running::new();
    let tag = server
        .get("/digits.txt")
        .field("etag")
        .expect("a tag")
        .to_owned();
    let check = |fields: &str, status: u16, range: Option<&str>, body: &str| {
        let reply = server.ask("GET /digits.txt", &fields.replace("TAG", &tag));
        let seen = (reply.status, reply.field("content-range"), &*reply.text());
        assert_eq!(seen, (status, range, body), "{fields}");
    };
    let all = "0123456789";
    let outside = "the file does not have these bytes\n";
    check("Range: bytes=0-0", 206, Some("bytes 0-0/10"), "0");
    check("Range: bytes=2-4", 206, Some("bytes 2-4/10"), "234");
    check("Range: bytes=7-", 206, Some("bytes 7-9/10"), "789");
    check("Range: bytes=-2", 206, Some("bytes 8-9/10"), "89");
    check("Range: bytes=5-999", 206, Some("bytes 5-9/10"), "56789");
    check(
        "Range: bytes=2-4\nIf-Range: TAG",
        206,
        Some("bytes 2-4/10"),
        "234",
    );
    check("Range: bytes=2-4\nIf-Range: \"a\"", 200, None, all);
    check("Range: bytes=2-4\nIf-Range: W/TAG", 200, None, all);
    check(
        "Range: bytes=2-4\nIf-Range: Tue, 24 Nov 2099 00:00:00 GMT",
        200,
        None,
        all,
    );
    check("Range: bytes=0-1,3-4", 200, None, all);
    check("Range: bytes=4-2", 200, None, all);
    check("Range: lines=1-2", 200, None, all);
    check("Range: bytes=10-", 416, Some("bytes */10"), outside);
    check("Range: bytes=-0", 416, Some("bytes */10"), outside);
    assert_eq!(
        server.get("/digits.txt").field("accept-ranges"),
        Some("bytes")
    );
    let head = server.ask("HEAD /digits.txt", "Range: bytes=2-4");
    assert_eq!(
        (head.status, head.field("content-length")),
        (200, Some("10"))
    );
    let none = server.ask("GET /none", "Range: bytes=2-4");
    assert_eq!(none.status, 404);
}

#[test]
fn large_files_arrive_whole() {
    let server = Running::new();
    let reply = server.get("/large.pdf");
    assert_eq!(reply.field("content-type"), Some("application/pdf"));
    assert!(reply.body == *large(), "{} bytes", reply.body.len());
}

#[test]
fn a_head_is_the_header_of_a_get() {
    let server = Running::new();
    for path in [
        "/",
        "/fr",
        "/none",
        "/fr/none/",
        "/unbuilt/",
        "/digits.txt",
        "/empty.css",
        "//",
    ] {
        let without_date = |mut reply: super::client::Reply| {
            reply.fields.retain(|(name, _)| name != "date");
            reply.fields.sort();
            (reply.status, reply.fields)
        };
        let head = server.ask(&format!("HEAD {path}"), "");
        assert_eq!(head.body, b"", "{path}");
        assert_eq!(without_date(head), without_date(server.get(path)), "{path}");
    }
}

#[test]
fn connections_are_kept() {
    let server = Running::new();
    let mut client = server.connect();
    for path in ["/", "/none", "/fr", "/digits.txt", "//", "/panic", "/"] {
        client.send(&server.request(&format!("GET {path}"), ""));
        client.reply(false);
    }
    client.send(&server.request("HEAD /large.pdf", ""));
    assert_eq!(
        client.reply(true).field("content-length"),
        Some(&*LARGE.to_string())
    );

    // Several requests at once are answered in their order.
    let paths = ["/digits.txt", "/slow", "/fr/", "/none", "/digits.txt"];
    let requests = paths.map(|path| server.request(&format!("GET {path}"), ""));
    client.send(&requests.concat());
    let statuses = paths.map(|_| client.reply(false).status);
    assert_eq!(statuses, [200, 404, 200, 404, 200]);

    client.send(&server.request("GET /", "Connection: close"));
    assert_eq!(client.reply(false).status, 200);
    client.closed();

    let mut old = server.connect();
    old.send(format!("GET / HTTP/1.0\r\nHost: localhost:{}\r\n\r\n", server.port).as_bytes());
    assert_eq!(old.reply(false).status, 200);
    old.closed();
}

#[test]
fn a_panic_is_the_end_of_one_request() {
    let server = Running::new();
    for _ in 0..20 {
        let reply = server.get("/panic");
        assert_eq!(reply.status, 500);
        assert_eq!(
            reply.field("content-type"),
            Some("text/plain; charset=utf-8")
        );
    }
    assert_eq!(server.get("/").status, 200);
}

//! The editing endpoint: who may write, and how much.

use std::thread;
use std::time::{Duration, Instant};

use concord::server::Limits;

use super::client::{PATHS, PATIENCE, Reply, Running};

const RIGHT: &str = "Origin: http://@HOST
    Content-Type: application/json
    X-Concord-Token: @TOKEN";

fn post(server: &Running, path: &str, fields: &str, body: &str) -> Reply {
    let fields = format!("{fields}\nContent-Length: {}", body.len());
    let mut request = server.request(&format!("POST {path}"), &fields);
    request.extend_from_slice(body.as_bytes());
    let mut client = server.connect();
    client.send(&request);
    client.reply(false)
}

#[test]
fn only_our_own_pages_may_write() {
    let server = Running::new();
    let check = |status: u16, fields: &str| {
        let reply = post(&server, "/_concord/edit/echo", fields, "{\"é\":1}");
        assert_eq!(reply.status, status, "{fields}: {}", reply.text());
        let echoed = reply.text() == "{\"é\":1}";
        assert_eq!(echoed, status == 200, "{fields}");
        if echoed {
            let json = Some("application/json; charset=utf-8");
            assert_eq!(reply.field("content-type"), json);
        }
    };
    let with = |field: &str| format!("{RIGHT}\n{field}");
    let but = |old: &str, new: &str| RIGHT.replace(old, new);
    check(200, RIGHT);
    check(200, &with("Sec-Fetch-Site: same-origin"));
    check(
        200,
        &but("application/json", "application/json; charset=utf-8"),
    );
    check(200, &but("application/json", "Application/JSON"));
    check(
        200,
        &format!("Host: 127.0.0.1:@PORT\n{}", but("@HOST", "127.0.0.1:@PORT")),
    );

    check(403, "");
    check(403, &but("Origin: http://@HOST", "A: b"));
    check(403, &but("http://@HOST", "http://evil.com"));
    check(403, &but("http://@HOST", "https://@HOST"));
    check(403, &but("http://@HOST", "null"));
    check(403, &but("@HOST", "localhost:1"));
    check(403, &but("@HOST", "127.0.0.1:@PORT"));
    check(403, &but("@HOST", "@HOST.evil.com"));
    check(403, &with("Origin: http://evil.com"));
    check(403, &with("Sec-Fetch-Site: cross-site"));
    check(403, &with("Sec-Fetch-Site: same-site"));
    check(403, &with("Sec-Fetch-Site: none"));
    check(403, &but("X-Concord-Token: @TOKEN", "Cookie: token=@TOKEN"));
    check(403, &but("@TOKEN", ""));
    check(403, &but("@TOKEN", &"0".repeat(64)));
    check(403, &but("@TOKEN", &server.token[..63]));
    check(403, &but("@TOKEN", "@TOKENa"));
    check(403, &but("@TOKEN", &server.token.to_uppercase()));
    check(421, &with("Host: evil.com"));

    check(415, &but("application/json", "text/plain"));
    check(
        415,
        &but("application/json", "application/x-www-form-urlencoded"),
    );
    check(
        415,
        &but(
            "application/json",
            "multipart/form-data; boundary=application/json",
        ),
    );
    check(415, &but("application/json", "text/plain;application/json"));
    check(415, &but("application/json", "application/json+x"));
    check(415, &but("Content-Type: application/json", "A: b"));

    assert!(server.log.lock().expect("the log").is_empty());
}

#[test]
fn answers_say_what_became_of_an_edit() {
    let server = Running::new();
    let check = |path: &str, status: u16| {
        assert_eq!(post(&server, path, RIGHT, "{}").status, status, "{path}");
    };
    check("/_concord/edit/echo", 200);
    check("/_concord/edit/invalid", 422);
    check("/_concord/edit/conflict", 409);
    check("/_concord/edit/failed", 500);
    check("/_concord/edit/panic", 500);
    check("/_concord/edit/none", 404);
    check("/_concord/edit/", 404);
    check("/_concord/edit/../edit/echo", 400);
    check("/_concord/edit//echo", 400);
    check("/_concord/edit%2fecho", 400);
    check("/_concord/%65dit/echo", 200);
}

#[test]
fn edits_have_an_end() {
    let limits = Limits {
        body_bytes: 100_000,
        body_time: Duration::from_millis(300),
        ..Limits::default()
    };
    let server = Running::with(PATHS, limits);
    let size = |length: usize| {
        let body = "a".repeat(length);
        post(&server, "/_concord/edit/echo", RIGHT, &body).status
    };
    assert_eq!(size(0), 200);
    assert_eq!(size(100_000), 200);
    assert_eq!(size(100_001), 413);
    assert_eq!(size(400_000), 413);

    // In pieces, without saying how much there will be.
    let fields = format!("{RIGHT}\nTransfer-Encoding: chunked");
    let start = server.request("POST /_concord/edit/echo", &fields);
    let mut client = server.connect();
    client.send(&start);
    client.send(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assert_eq!(client.reply(false).text(), "abcde");
    client.send(&start);
    for _ in 0..11 {
        client.send(format!("2710\r\n{}\r\n", "a".repeat(10_000)).as_bytes());
    }
    client.send(b"0\r\n\r\n");
    assert_eq!(client.reply(false).status, 413);

    // It asks first, as it should.
    let fields = format!("{RIGHT}\nContent-Length: 2\nExpect: 100-continue");
    let mut client = server.connect();
    client.send(&server.request("POST /_concord/edit/echo", &fields));
    assert_eq!(client.header().expect("a header").status, 100);
    client.send(b"{}");
    assert_eq!(client.reply(false).text(), "{}");

    // It promises more than it sends.
    let fields = format!("{RIGHT}\nContent-Length: 100");
    let mut client = server.connect();
    client.send(&server.request("POST /_concord/edit/echo", &fields));
    client.send(b"{");
    assert_eq!(client.reply(false).status, 408);

    // Two lengths, or a length and pieces, which two servers could read differently.
    let fields = format!("{RIGHT}\nContent-Length: 2\nContent-Length: 3");
    let mut client = server.connect();
    client.send(&server.request("POST /_concord/edit/echo", &fields));
    assert_eq!(client.reply(false).status, 400);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn an_edit_that_was_begun_is_finished() {
    let mut server = Running::new();
    let fields = format!("{RIGHT}\nContent-Length: 0");
    let request = server.request("POST /_concord/edit/slow", &fields);
    let begin = || {
        let mut client = server.connect();
        client.send(&request);
        thread::sleep(Duration::from_millis(100));
        client
    };
    let edits = || server.log.lock().expect("the log").len();
    // The page is closed.
    drop(begin());
    let start = Instant::now();
    while edits() == 0 {
        assert!(start.elapsed() < PATIENCE, "it was forgotten");
        thread::sleep(Duration::from_millis(10));
    }
    // The server is stopped.
    let client = begin();
    server.stop();
    assert_eq!(server.log.lock().expect("the log").len(), 2);
    drop(client);
}

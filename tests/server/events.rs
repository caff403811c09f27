//! The event stream: who hears what, and that nobody waits for anybody.

use std::thread;
use std::time::{Duration, Instant};

use concord::server::{Limits, Message};

use super::client::{Client, PATHS, Running, alone};

fn message(data: &str) -> Message {
    Message {
        event: "built",
        data: data.to_owned(),
    }
}

/// A page that listens.
fn listen(server: &Running) -> Client {
    let mut client = server.connect();
    client.send(&server.request("GET /_concord/events", ""));
    let header = client.header().expect("a header");
    assert_eq!(header.status, 200);
    let stream = Some("text/event-stream; charset=utf-8");
    assert_eq!(header.field("content-type"), stream);
    client.until("retry: 500");
    client
}

#[test]
fn pages_hear_the_state_and_what_follows() {
    let server = Running::new();
    server.events.state(&message("{\"build\":1}"));
    server.events.passing(&message("{\"lost\":1}"));
    let mut first = listen(&server);
    first.until("event: built\ndata: {\"build\":1}\n\n");
    server.events.passing(&message("{\"note\":1}"));
    server.events.state(&message("{\"build\":2}"));
    let mut second = listen(&server);
    second.until("event: built\ndata: {\"build\":2}\n\n");
    server.events.state(&message("{\"build\":3}"));
    for build in ["note\":1", "build\":2", "build\":3"] {
        first.until(build);
    }
    second.until("build\":3");
}

#[test]
fn only_our_own_pages_may_listen() {
    let server = Running::new();
    let check = |status: u16, fields: &str| {
        let mut client = server.connect();
        client.send(&server.request("GET /_concord/events", fields));
        assert_eq!(
            client.header().expect("a header").status,
            status,
            "{fields}"
        );
        assert_eq!(
            server.ask("HEAD /_concord/events", fields).status,
            status,
            "{fields}"
        );
    };
    check(200, "");
    check(200, "Origin: http://@HOST");
    check(200, "Sec-Fetch-Site: same-origin");
    check(200, "Sec-Fetch-Site: none");
    check(403, "Origin: http://evil.com");
    check(403, "Origin: https://@HOST");
    check(403, "Origin: http://localhost:1");
    check(403, "Origin: null");
    check(403, "Sec-Fetch-Site: cross-site");
    check(403, "Sec-Fetch-Site: same-site");
    check(403, "Origin: http://@HOST\nSec-Fetch-Site: cross-site");
    check(403, "Origin: http://@HOST\nOrigin: http://evil.com");
    check(421, "Host: evil.com:@PORT\nOrigin: http://evil.com:@PORT");
}

#[test]
fn silence_is_broken_and_longer_than_other_limits() {
    let limits = Limits {
        heartbeat: Duration::from_millis(100),
        header_time: Duration::from_millis(100),
        ..Limits::default()
    };
    let server = Running::with(PATHS, limits);
    let mut client = listen(&server);
    for _ in 0..5 {
        client.until("\n:\n\n");
        client.received.extend_from_slice(b"\n");
    }
    server.events.passing(&message("late"));
    client.until("data: late\n");
}

#[test]
fn the_page_answers_beside_two_hundred_that_listen() {
    let _alone = alone();
    let server = Running::new();
    let mut pages: Vec<Client> = (0..200).map(|_| listen(&server)).collect();
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(server.get("/").status, 200);
            start.elapsed()
        })
        .collect();
    times.sort();
    // Nobody stands in line behind a stream. How fast it is, is measured and not tested.
    assert!(times[25] < Duration::from_millis(500), "{times:?}");

    let start = Instant::now();
    server.events.state(&message("all"));
    for page in &mut pages {
        page.until("data: all\n");
    }
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn streams_are_counted_apart_and_given_back() {
    let limits = Limits {
        connections: 2,
        streams: 4,
        heartbeat: Duration::from_millis(100),
        ..Limits::default()
    };
    let server = Running::with(PATHS, limits);
    let mut pages: Vec<Client> = (0..4).map(|_| listen(&server)).collect();
    let refused = server.get("/_concord/events");
    assert_eq!(
        (refused.status, refused.field("retry-after")),
        (503, Some("5"))
    );
    assert_eq!(server.get("/").status, 200);
    pages.pop();
    // Noticed at the next sign of life.
    let start = Instant::now();
    while server.ask("HEAD /_concord/events", "").status != 200 || listening(&server) != 200 {
        assert!(start.elapsed() < Duration::from_secs(5), "never given back");
        thread::sleep(Duration::from_millis(50));
    }
}

/// The status that one more page would get.
fn listening(server: &Running) -> u16 {
    let mut client = server.connect();
    client.send(&server.request("GET /_concord/events", ""));
    client.header().expect("a header").status
}

#[test]
fn a_page_that_is_slow_loses_the_oldest_only() {
    const MESSAGES: usize = 800;
    let server = Running::new();
    let mut slow = listen(&server);
    let mut quick = listen(&server);
    let filling = "x".repeat(32 * 1024);
    for number in 0..MESSAGES {
        let text = format!("n{number} {filling}");
        server.events.passing(&message(&text));
        // The one that reads hears all.
        quick.until(&format!("data: n{number} "));
    }
    server.events.state(&message("last"));
    quick.until("data: last\n");
    // The end of a piece that was sent follows.
    while !slow.received.ends_with(b"data: last\n\n\r\n") {
        assert!(slow.more().expect("more to come"), "the stream ended");
    }
    let heard = String::from_utf8(slow.received).expect("text");
    let numbers: Vec<usize> = heard
        .lines()
        .filter_map(|line| {
            line.strip_prefix("data: n")?
                .split(' ')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    assert!(
        numbers.len() < MESSAGES,
        "nothing was lost: {}",
        numbers.len()
    );
    assert!(numbers.is_sorted());
    assert_eq!(numbers.last(), Some(&(MESSAGES - 1)));
}

#[test]
fn streams_and_downloads_end_with_the_server() {
    let mut server = Running::new();
    let mut page = listen(&server);
    let mut download = server.connect();
    download.send(&server.request("GET /large.pdf", ""));
    assert_eq!(download.header().expect("a header").status, 200);
    let mut idle = server.connect();
    idle.send(&server.request("GET /", ""));
    idle.reply(false);
    let mut begun = server.connect();
    begun.send(b"GET / HT");
    let took = server.stop();
    // No client is waited for.
    assert!(took < Duration::from_secs(2), "{took:?}");
    for client in [&mut page, &mut download, &mut idle, &mut begun] {
        client.closed();
    }
}

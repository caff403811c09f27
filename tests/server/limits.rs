//! Clients that are slow, many or greedy.

use std::io::{ErrorKind, Write as _};
use std::thread;
use std::time::{Duration, Instant};

use concord::server::Limits;

use super::client::{Client, LARGE, PATHS, Running, alone};

fn quick() -> Limits {
    Limits {
        header_time: Duration::from_millis(300),
        write_time: Duration::from_millis(300),
        ..Limits::default()
    }
}

#[test]
fn headers_have_an_end() {
    let server = Running::new();
    let check = |fields: &str, status: u16| {
        let reply = server.ask("GET /", fields);
        assert_eq!(reply.status, status, "{} bytes", fields.len());
    };
    check(&format!("A: {}", "b".repeat(15_000)), 200);
    check(&format!("A: {}", "b".repeat(17_000)), 431);
    check(&"A: b\n".repeat(90), 200);
    check(&"A: b\n".repeat(101), 431);
    check(&format!("{}: b", "a".repeat(17_000)), 431);
    assert_eq!(server.get(&format!("/{}", "a".repeat(17_000))).status, 431);

    // One that never ends. It is cut off, be it while it sends.
    let mut client = server.connect();
    let sent = client.stream.write_all(&[b'a'; 1024 * 1024]);
    if sent.is_ok() {
        client.closed();
    }
}

#[test]
fn a_connection_that_asks_nothing_is_closed() {
    let server = Running::with(PATHS, quick());
    let about = |took: Duration| {
        assert!(took > Duration::from_millis(200), "{took:?}");
        assert!(took < Duration::from_secs(2), "{took:?}");
    };
    // Nothing at all.
    about(server.connect().closed());
    // The beginning of a header.
    let mut client = server.connect();
    client.send(b"GET / HTTP/1.1\r\nHost: loc");
    about(client.closed());
    // After an answer.
    let mut client = server.connect();
    client.send(&server.request("GET /", ""));
    client.reply(false);
    about(client.closed());
    // A header byte by byte.
    let mut client = server.connect();
    let start = Instant::now();
    while client.stream.write_all(b"a").is_ok() {
        thread::sleep(Duration::from_millis(20));
        assert!(start.elapsed() < Duration::from_secs(5), "it is still read");
    }
    about(start.elapsed());
}

#[test]
fn an_answer_that_nobody_reads_is_given_up() {
    let server = Running::with(PATHS, quick());
    let mut client = server.connect();
    client.send(&server.request("GET /large.pdf", ""));
    thread::sleep(Duration::from_millis(900));
    let mut count = 0;
    loop {
        match client.more() {
            Ok(true) => count += std::mem::take(&mut client.received).len(),
            Ok(false) => break,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("it is still open: {error}"),
        }
    }
    assert!(count < LARGE, "all {count} bytes came");

    // One that reads slowly, but reads, gets everything.
    let mut client = server.connect();
    client.send(&server.request("GET /large.pdf", ""));
    let mut count = 0;
    for _ in 0..8 {
        thread::sleep(Duration::from_millis(100));
        while client.received.len() < (LARGE / 8).min(LARGE - count) {
            assert!(client.more().expect("more to come"));
        }
        count += std::mem::take(&mut client.received).len();
    }
    while count < LARGE {
        assert!(client.more().expect("more to come"));
        count += std::mem::take(&mut client.received).len();
    }
}

#[test]
fn the_page_answers_beside_fifty_slow_clients() {
    let _alone = alone();
    let server = Running::new();
    let mut slow: Vec<Client> = (0..50).map(|_| server.connect()).collect();
    for (index, client) in slow.iter_mut().enumerate() {
        match index % 3 {
            0 => client.send(b"GET / HTTP/1.1\r\nHo"),
            1 => client.send(&server.request("GET /large.pdf", "")),
            _ => {}
        }
    }
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(server.get("/fr/").status, 200);
            start.elapsed()
        })
        .collect();
    times.sort();
    // Nobody stands in line behind a slow client.
    assert!(times[25] < Duration::from_millis(500), "{times:?}");
}

#[test]
fn connections_beyond_the_limit_wait_for_their_turn() {
    let _alone = alone();
    let server = Running::new();
    let mut clients: Vec<Client> = (0..300)
        .map(|_| {
            let mut client = server.connect();
            client.send(&server.request("GET /digits.txt", ""));
            client
        })
        .collect();
    let mut late = clients.split_off(256);
    for client in &mut clients {
        assert_eq!(client.reply(false).status, 200);
    }
    let brief = Some(Duration::from_millis(200));
    late[43].stream.set_read_timeout(brief).expect("an option");
    late[43].try_reply(false).expect_err("it has to wait");
    drop(clients);
    let patience = Some(super::client::PATIENCE);
    late[43]
        .stream
        .set_read_timeout(patience)
        .expect("an option");
    for client in &mut late {
        assert_eq!(client.reply(false).status, 200);
    }
}

#[test]
fn connections_that_wait_get_their_turn_when_others_are_too_slow() {
    let limits = Limits {
        connections: 4,
        ..quick()
    };
    let server = Running::with(PATHS, limits);
    let slow: Vec<Client> = (0..20).map(|_| server.connect()).collect();
    let start = Instant::now();
    assert_eq!(server.get("/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(5));
    drop(slow);
}

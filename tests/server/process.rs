//! A server as a process: signals, threads, memory. The process is this test program, which is
//! started for one test only.
#![cfg(unix)]

use std::env;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use concord::server::{Binding, Limits, Server, Signals};

use super::client::{Client, Map, PATHS, PATIENCE, port};

/// Set for the process that serves.
const SERVES: &str = "CONCORD_TEST_SERVES";

/// Not a test: what a started process does.
#[test]
#[ignore = "a part of the other tests"]
fn serve() {
    if env::var_os(SERVES).is_none() {
        return;
    }
    let binding = Binding {
        port: Some(0),
        ..Binding::default()
    };
    let server = Server::bind(&binding, PATHS, Limits::default()).expect("a free port");
    say(&format!("address {}", server.addresses()[0]));
    let before = threads();
    server
        .serve(Map::new(), Signals::Caught)
        .expect("a server that served");
    say(&format!("threads {before} {}", threads()));
    if env::var(SERVES).is_ok_and(|value| value == "and hangs") {
        thread::sleep(PATIENCE);
    }
}

fn say(line: &str) {
    // The test's name is on the line already.
    writeln!(io::stdout(), "\n{line}").expect("somebody listens");
}

/// How many threads this process has.
fn threads() -> usize {
    fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
    port: u16,
}

impl Process {
    fn start(mode: &str) -> Self {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", "process::serve", "--ignored", "--nocapture"])
            .env(SERVES, mode)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let output = child.stdout.take().expect("its output");
        let mut process = Self {
            child,
            output: BufReader::new(output),
            port: 0,
        };
        process.port = port(&process.line("address "));
        process
    }

    /// The rest of the next line that begins so.
    fn line(&mut self, beginning: &str) -> String {
        let mut line = String::new();
        while self.output.read_line(&mut line).expect("a line") > 0 {
            if let Some(rest) = line.trim_end().strip_prefix(beginning) {
                return rest.to_owned();
            }
            line.clear();
        }
        panic!("no line begins with `{beginning}`");
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let killed = Command::new("kill").args(["-s", name, &id]).status();
        assert!(killed.expect("`kill`").success());
    }

    fn get(&self, client: &mut Client, path: &str) -> u16 {
        let host = format!("Host: localhost:{}\r\n", self.port);
        client.send(format!("GET {path} HTTP/1.1\r\n{host}\r\n").as_bytes());
        client.reply(false).status
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Only if a test failed is it still there.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn signals_end_it_at_once_and_leave_no_thread() {
    for signal in ["INT", "TERM"] {
        let mut process = Process::start("and ends");
        let mut client = Client::new(process.port);
        assert_eq!(process.get(&mut client, "/"), 200);
        let mut stream = Client::new(process.port);
        assert_eq!(process.get(&mut Client::new(process.port), "/slow"), 404);
        stream.send(b"GET /_conc");
        let start = Instant::now();
        process.signal(signal);
        let threads = process.line("threads ");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(3), "{took:?}");
        let (before, after) = threads.split_once(' ').expect("two numbers");
        assert_eq!(before, after, "threads");
        client.closed();
        stream.closed();
        let status = process.child.wait().expect("an end");
        assert!(status.success(), "{status}");
    }
}

#[test]
fn the_second_signal_ends_what_hangs() {
    use std::os::unix::process::ExitStatusExt as _;

    let mut process = Process::start("and hangs");
    // Signals are caught once it answers.
    assert_eq!(process.get(&mut Client::new(process.port), "/"), 200);
    process.signal("INT");
    process.line("threads ");
    process.signal("INT");
    let status = process.child.wait().expect("an end");
    assert_eq!(status.signal(), Some(2), "{status}");
}

/// 10,000 requests of all kinds, some of them on connections of their own.
#[test]
#[cfg(target_os = "linux")]
fn memory_stays_flat() {
    let process = Process::start("and ends");
    let round = || {
        let mut client = Client::new(process.port);
        for _ in 0..20 {
            assert_eq!(process.get(&mut client, "/"), 200);
            assert_eq!(process.get(&mut client, "/fr/déclaration/"), 200);
            assert_eq!(process.get(&mut client, "/fr"), 307);
            assert_eq!(process.get(&mut client, "/fr/none"), 404);
            assert_eq!(process.get(&mut client, "/%2e%2e/"), 400);
        }
        let mut page = Client::new(process.port);
        let host = format!("Host: localhost:{}\r\n", process.port);
        page.send(format!("GET /_concord/events HTTP/1.1\r\n{host}\r\n").as_bytes());
        page.until("retry");
    };
    let resident = || {
        let path = format!("/proc/{}/status", process.child.id());
        let status = fs::read_to_string(path).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let count = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        count.expect("kilobytes")
    };
    (0..20).for_each(|_| round());
    let before = resident();
    (0..100).for_each(|_| round());
    let after = resident();
    let growth = after / before - 1.0;
    assert!(growth.abs() < 0.05, "{before} kB became {after} kB");
}

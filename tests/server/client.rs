//! A site in memory, a server for it, and a client without opinions.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use concord::server::{Answer, Binding, Events, Found, Limits, Paths, Server, Signals, Site, Stop};

/// Long enough that a machine with other work does not make a test red.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// The bytes of `large.pdf`: more than all buffers between a server and a client hold.
pub(crate) const LARGE: usize = 24 * 1024 * 1024;

pub(crate) const PATHS: Paths = Paths {
    events: Some("_concord/events"),
    edits: Some("_concord/edit/"),
};

/// Held by tests that open hundreds of connections, as a process may have a thousand files open.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The bytes of `large.pdf`, of which there are [`LARGE`].
pub(crate) fn large() -> Arc<[u8]> {
    static BYTES: LazyLock<Arc<[u8]>> = LazyLock::new(|| {
        let line = b"one of many equal lines, of which no two buffers hold the same number\n";
        let mut bytes = line.repeat(LARGE / line.len() + 1);
        bytes.truncate(LARGE);
        bytes.into()
    });
    Arc::clone(&BYTES)
}

/// Files by path, and what paths it was asked for.
#[derive(Debug)]
pub(crate) struct Map {
    files: BTreeMap<&'static str, Arc<[u8]>>,
    pub(crate) log: Arc<Mutex<Vec<String>>>,
}

impl Map {
    pub(crate) fn new() -> Self {
        let files = [
            ("index.html", &b"<h1>Root</h1>"[..]),
            ("fr/index.html", "<h1>Français</h1>".as_bytes()),
            (
                "fr/déclaration/index.html",
                "<h1>Déclaration</h1>".as_bytes(),
            ),
            ("العربية.txt", "نص".as_bytes()),
            ("digits.txt", b"0123456789"),
            ("empty.css", b""),
        ];
        let mut files: BTreeMap<_, Arc<[u8]>> = files
            .into_iter()
            .map(|(path, bytes)| (path, bytes.into()))
            .collect();
        files.insert("large.pdf", large());
        Self {
            files,
            log: Arc::default(),
        }
    }
}

impl Site for Map {
    fn get(&self, path: &str) -> Found {
        self.log.lock().expect("the log").push(path.to_owned());
        match path {
            "panic" => panic!("a page that cannot be made"),
            "unbuilt/" => return Found::Failed(b"<h1>Errors</h1>"[..].into()),
            "elsewhere" => return Found::Moved("//evil.com/\r\na: b".to_owned()),
            "slow" => thread::sleep(Duration::from_millis(300)),
            _ => {}
        }
        let page = format!("{path}index.html");
        let is_page = path.is_empty() || path.ends_with('/');
        if let Some(bytes) = self.files.get(if is_page { &*page } else { path }) {
            Found::File(Arc::clone(bytes))
        } else if self.files.contains_key(&*format!("{path}/index.html")) {
            Found::Moved(format!("{path}/"))
        } else if path.starts_with("fr/") {
            Found::Missing(Some("<h1>Introuvable</h1>".as_bytes().into()))
        } else {
            Found::Missing(None)
        }
    }

    fn post(&self, path: &str, body: &[u8]) -> Answer {
        match path {
            "_concord/edit/echo" => Answer::Done(body.to_vec()),
            "_concord/edit/invalid" => Answer::Invalid(b"{}".to_vec()),
            "_concord/edit/conflict" => Answer::Conflict(b"{}".to_vec()),
            "_concord/edit/failed" => Answer::Failed(b"{}".to_vec()),
            "_concord/edit/panic" => panic!("an edit that cannot be made"),
            "_concord/edit/slow" => {
                thread::sleep(Duration::from_millis(300));
                self.log.lock().expect("the log").push("edited".to_owned());
                Answer::Done(Vec::new())
            }
            _ => Answer::Missing,
        }
    }
}

/// A server that runs until this is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) port: u16,
    pub(crate) token: String,
    pub(crate) events: Events,
    pub(crate) log: Arc<Mutex<Vec<String>>>,
    stop: Stop,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
    pub(crate) fn new() -> Self {
        Self::with(PATHS, Limits::default())
    }

    pub(crate) fn with(paths: Paths, limits: Limits) -> Self {
        let binding = Binding {
            port: Some(0),
            ..Binding::default()
        };
        let server = Server::bind(&binding, paths, limits).expect("a free port");
        let address = server.addresses().remove(0);
        let site = Map::new();
        Self {
            port: port(&address),
            token: server.token().as_str().to_owned(),
            events: server.events(),
            log: Arc::clone(&site.log),
            stop: server.stop(),
            thread: Some(thread::spawn(|| server.serve(site, Signals::Left))),
        }
    }

    /// Sends requests of which the first line is given, without the version, and the fields, one
    /// a line. `Host` is there, unless it is given.
    pub(crate) fn ask(&self, line: &str, fields: &str) -> Reply {
        let mut client = self.connect();
        client.send(&self.request(line, fields));
        client.reply(line.starts_with("HEAD "))
    }

    /// The bytes of such a request.
    pub(crate) fn request(&self, line: &str, fields: &str) -> Vec<u8> {
        let mut text = format!("{line} HTTP/1.1\r\n");
        if !fields
            .lines()
            .any(|field| field.trim_start().starts_with("Host:"))
        {
            text.push_str(&format!("Host: localhost:{}\r\n", self.port));
        }
        for field in fields.lines() {
            let field = field
                .replace("@HOST", &format!("localhost:{}", self.port))
                .replace("@PORT", &self.port.to_string())
                .replace("@TOKEN", &self.token);
            text.push_str(field.trim_start());
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        text.into_bytes()
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {path}"), "")
    }

    pub(crate) fn connect(&self) -> Client {
        Client::new(self.port)
    }

    /// Stops the server, and says how long that took.
    pub(crate) fn stop(&mut self) -> Duration {
        let start = Instant::now();
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            let served = thread.join().expect("no panic");
            served.expect("a server that served");
        }
        start.elapsed()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            // What went wrong was said; a second panic would hide it.
            let _ = thread.join();
        }
    }
}

/// The port of an address that a server prints.
pub(crate) fn port(address: &str) -> u16 {
    let port = address.trim_end_matches('/').rsplit(':').next();
    port.and_then(|port| port.parse().ok()).expect("a port")
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) stream: TcpStream,
    /// What was received and not yet looked at.
    pub(crate) received: Vec<u8>,
}

impl Client {
    pub(crate) fn new(port: u16) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
        stream.set_nodelay(true).expect("an option");
        stream.set_read_timeout(Some(PATIENCE)).expect("an option");
        stream.set_write_timeout(Some(PATIENCE)).expect("an option");
        Self {
            stream,
            received: Vec::new(),
        }
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).expect("a server that reads");
    }

    /// The next answer; `head` if it is to a HEAD.
    pub(crate) fn reply(&mut self, head: bool) -> Reply {
        self.try_reply(head).expect("an answer")
    }

    pub(crate) fn try_reply(&mut self, head: bool) -> io::Result<Reply> {
        let mut reply = self.header()?;
        let length = match reply.field("content-length") {
            _ if head || matches!(reply.status, 204 | 304) => Some(0),
            Some(length) => Some(length.parse().expect("a length")),
            None => None,
        };
        while length.is_none_or(|length: usize| self.received.len() < length) {
            if !self.more()? {
                break;
            }
        }
        let length = length.unwrap_or(self.received.len());
        if self.received.len() < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        reply.body = self.received.drain(..length).collect();
        Ok(reply)
    }

    /// The header of the next answer.
    pub(crate) fn header(&mut self) -> io::Result<Reply> {
        let end = loop {
            match self.received.windows(4).position(|end| end == b"\r\n\r\n") {
                Some(end) => break end + 4,
                None if self.more()? => {}
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        };
        let header: Vec<u8> = self.received.drain(..end).collect();
        let header = String::from_utf8(header).expect("a header in ASCII");
        let mut lines = header.lines();
        let status = lines.next().expect("a first line").split(' ').nth(1);
        let fields = lines.filter_map(|line| line.split_once(": "));
        Ok(Reply {
            status: status.and_then(|s| s.parse().ok()).expect("a status"),
            fields: fields
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: Vec::new(),
        })
    }

    /// Receives; whether there was anything.
    pub(crate) fn more(&mut self) -> io::Result<bool> {
        let mut buffer = [0; 64 * 1024];
        let count = self.stream.read(&mut buffer)?;
        self.received.extend_from_slice(&buffer[..count]);
        Ok(count > 0)
    }

    /// Waits until some text was received among others in ASCII, and forgets it and what was before.
    pub(crate) fn until(&mut self, text: &str) {
        loop {
            let received = String::from_utf8_lossy(&self.received);
            if let Some(at) = received.find(text) {
                self.received.drain(..at + text.len());
                return;
            }
            assert!(self.more().expect("more to come"), "no `{text}` at the end");
        }
    }

    /// Waits until the server has closed the connection, and says how long that took.
    pub(crate) fn closed(&mut self) -> Duration {
        let start = Instant::now();
        loop {
            match self.more() {
                Ok(true) => {}
                Ok(false) => return start.elapsed(),
                Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {
                    return start.elapsed();
                }
                Err(error) => panic!("it is still open: {error}"),
            }
        }
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| &**value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

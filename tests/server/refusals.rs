//! What is refused: ways out of the root, foreign hosts, other methods, other protocols.

use concord::server::{Limits, Paths};

use super::client::Running;

/// Paths as they are sent, with the status of the answer.
const WAYS_OUT: &str = "
    400 /..  400 /../  400 /../../etc/passwd  400 /fr/..  400 /fr/../../etc/passwd  400 /.
    400 /./  400 /fr/./  400 /%2e%2e  400 /%2e%2e/  400 /%2E%2E/etc/passwd  400 /.%2e/
    400 /%2e./  400 /%2e  400 /fr/%2e%2e/%2e%2e/etc/passwd  400 /..%2f  400 /..%2F..%2Fetc
    400 /%2e%2e%2fetc%2fpasswd  400 /%2f  400 /%2fetc%2fpasswd  400 /..%5c  400 /..%5C..%5Cetc
    400 /..\\  400 /..\\..\\etc  400 /%5c%5chost%5cshare  400 /fr\\  400 //  400 //etc/passwd
    400 ///  400 /fr//  400 //evil.com  400 //evil.com/%2e%2e  400 /fr%00  400 /%00
    400 /index.html%00.txt  400 /%0d%0aa:%20b  400 /%0a  400 /%09  400 /%1f  400 /%7f  400 /%c2%80
    400 /%c0%ae%c0%ae/  400 /%c0%af  400 /%e0%80%ae%e0%80%ae/  400 /%f0%80%80%ae/
    400 /%fc%80%80%80%80%ae/  400 /%ff%fe  400 /%c3  400 /%ed%a0%80  400 /%  400 /%2  400 /%zz
    400 /%u002e%u002e/  400 /%%32%65  400 /%2  400 /%+2e/
    404 /%252e%252e/etc/passwd  404 /%252e%252e%252f  404 /%255c  404 /%2500  404 /...
    404 /..../  404 /..;/  404 /..a/  404 /.git/config  404 /.env  404 /@fs/etc/passwd
    404 /@id/x  404 /~root/  404 /C:/Windows/win.ini  404 /c:  400 /file:///etc/passwd
    404 /etc/passwd  404 /proc/self/environ  404 /index.html.  404 /INDEX.HTML  404 /CON
    404 /index.html::$DATA  404 /d%65claration%cc%81/  404 /%EF%BC%8E%EF%BC%8E/
    404 /%E2%80%A5/  404 /index.html%20  404 /index.html;x  404 /index.html,x
";

#[test]
fn no_path_leads_out() {
    let server = Running::new();
    let words: Vec<&str> = WAYS_OUT.split_whitespace().collect();
    assert!(words.len() > 2 * 80);
    for pair in words.chunks(2) {
        let [status, path] = pair else {
            panic!("a path without a status");
        };
        let status: u16 = status.parse().expect("a status");
        let reply = server.get(path);
        assert_eq!(reply.status, status, "{path}: {}", reply.text());
        assert!(!reply.text().contains("<h1>"), "{path}");
    }
    // What a browser could not send, as bytes.
    for (path, status) in [
        (&b"/\xff"[..], 400),
        (b"/\xc0\xae\xc0\xae/", 400),
        (b"/a\x00b", 400),
    ] {
        let mut client = server.connect();
        let rest = server.request("", "");
        client.send(&[b"GET ", path, &rest].concat());
        assert_eq!(client.reply(false).status, status, "{path:?}");
    }
    // Nor was the site asked for any.
    for path in &*server.log.lock().expect("the log") {
        let mut segments = path.split('/');
        let clean = segments.all(|segment| !matches!(segment, "." | ".."));
        let foreign = |c: char| c.is_control() || c == '\\';
        assert!(
            clean && !path.contains("//") && !path.contains(foreign),
            "{path:?}"
        );
    }
    assert_eq!(server.get(&format!("/{}", "a".repeat(4095))).status, 404);
    assert_eq!(server.get(&format!("/{}", "a".repeat(4096))).status, 414);
}

#[test]
fn foreign_hosts_are_refused() {
    let server = Running::new();
    let check = |status: u16, hosts: &[&str]| {
        for host in hosts {
            let fields: Vec<String> = host.split('+').map(|h| format!("Host: {h}")).collect();
            for path in ["/", "/none", "/_concord/events", "/.."] {
                // A host is judged before its path.
                let expected = if status == 200 { None } else { Some(status) };
                let reply = server.ask(&format!("HEAD {path}"), &fields.join("\n"));
                let expected = expected.unwrap_or(match path {
                    "/none" => 404,
                    "/.." => 400,
                    _ => 200,
                });
                assert_eq!(reply.status, expected, "{host} {path}");
            }
        }
    };
    check(
        200,
        &[
            "localhost:@PORT",
            "LOCALHOST:@PORT",
            "127.0.0.1:@PORT",
            "[::1]:@PORT",
        ],
    );
    check(
        421,
        &[
            "evil.com",
            "evil.com:@PORT",
            "localhost",
            "localhost:80",
            "localhost:1",
            "127.0.0.1",
            "localhost.evil.com:@PORT",
            "evil.com.localhost:@PORT",
            "127.0.0.1.nip.io:@PORT",
            "0.0.0.0:@PORT",
            "127.0.0.2:@PORT",
            "192.168.0.1:@PORT",
            "[::]:@PORT",
            "localhost.:@PORT",
            "a@localhost:@PORT",
            "localhost:@PORT@evil.com",
            "localhost:@PORT/",
            "localhost:@PORT#",
            "localhost:@PORT,evil.com",
            "2130706433:@PORT",
            "127.1:@PORT",
            "",
            "null",
        ],
    );
    check(
        400,
        &[
            "localhost:@PORT+evil.com",
            "localhost:@PORT+localhost:@PORT",
            "evil.com+localhost:@PORT",
        ],
    );
    for version in ["1.0", "1.1"] {
        let mut client = server.connect();
        client.send(format!("GET / HTTP/{version}\r\n\r\n").as_bytes());
        assert_eq!(client.reply(false).status, 400, "{version}");
    }
    let named = server.ask("GET /", "Host: evil.com:@PORT");
    assert!(
        named.text().contains("open the address that it printed"),
        "{}",
        named.text()
    );
    assert!(!named.text().contains("evil"));
}

#[test]
fn other_methods_are_refused() {
    let server = Running::new();
    let check = |path: &str, allowed: &str, methods: &str| {
        for method in methods.split(' ') {
            let reply = server.ask(&format!("{method} {path}"), "");
            assert_eq!(
                (reply.status, reply.field("allow")),
                (405, Some(allowed)),
                "{method}"
            );
        }
        let asked = "Origin: http://evil.com\nAccess-Control-Request-Method: POST";
        let reply = server.ask(&format!("OPTIONS {path}"), asked);
        assert_eq!((reply.status, reply.field("allow")), (204, Some(allowed)));
        let mut fields = reply.fields.iter();
        assert!(fields.all(|(name, _)| !name.starts_with("access-control")));
    };
    let others = "PUT DELETE PATCH TRACE PROPFIND MKCOL BREW get";
    let file = "GET, HEAD, OPTIONS";
    check("/", file, others);
    check("/", file, "POST");
    check("/none", file, "POST");
    check("/_concord/events", file, "POST");
    check("/_concord/edit", file, "POST");
    check("/_concord/edit/echo", "GET, HEAD, OPTIONS, POST", others);

    let without = Running::with(Paths::default(), Limits::default());
    let fields = "Origin: http://@HOST\nContent-Type: application/json\nX-Concord-Token: @TOKEN";
    assert_eq!(without.ask("POST /_concord/edit/echo", fields).status, 405);
    assert_eq!(without.get("/_concord/edit/echo").status, 404);
    assert_eq!(without.get("/_concord/events").status, 404);
}

#[test]
fn only_paths_are_asked_for() {
    let server = Running::new();
    let check = |line: &str| {
        let reply = server.ask(line, "");
        assert_eq!(reply.status, 400, "{line}");
        // It lives on.
        assert_eq!(server.get("/").status, 200);
    };
    check("GET http://evil.com/");
    check(&format!("GET http://localhost:{}/", server.port));
    check("GET file:///etc/passwd");
    check("GET *");
    check("OPTIONS *");
    check("CONNECT evil.com:443");
    check(&format!("CONNECT localhost:{}", server.port));
    check("GET localhost");
    check("GET ..");
    check("GET /a b");
    check("GET ");
    check("G(T /");
    check("");
    check("\u{16}\u{3}\u{1}\u{2}");
    check("GET / HTTP/9.9");
}

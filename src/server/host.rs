//! Which hosts a request may name, and which origins may write.
//!
//! A page of a foreign site can make a browser ask any address, and a foreign name can be made to
//! point at this machine (DNS rebinding): the request then names a host that is not ours. So
//! every request must name a host we know, and what writes or listens must come from a page of
//! that very host.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::HeaderMap;
use hyper::header::{HOST, ORIGIN};

/// The hosts by which this server is known.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    /// The port it listens at.
    pub(super) port: u16,
    /// The name that was given as the interface, if it is one.
    pub(super) name: Option<String>,
    /// The addresses it listens at.
    pub(super) addresses: Vec<IpAddr>,
}

/// Whether a request without `Origin` may pass. Browsers leave it out when a page asks its own
/// host by GET.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Needed,
    IfAny,
}

/// A request does not name one host.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoHost;

/// The one host that a request names (RFC 9112 section 3.2).
pub(super) fn of(headers: &HeaderMap) -> Result<&str, NoHost> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| NoHost),
        _ => Err(NoHost),
    }
}

impl Hosts {
    /// Whether a `Host` header names this server: `localhost`, `127.0.0.1` and `[::1]`, the
    /// interface by its name or address, each with our port (which may be left out if it is 80).
    ///
    /// A server at all interfaces is reached by addresses that it cannot know, and through ports
    /// that containers and routers forward: there, any address in digits will do, with any port,
    /// as no foreign site can have one for a name. Other names are refused there too.
    pub(super) fn allow(&self, host: &str) -> bool {
        let Some((name, port)) = split(host) else {
            return false;
        };
        let everywhere = self.addresses.iter().any(IpAddr::is_unspecified);
        let port_fits = everywhere || port.unwrap_or(80) == self.port;
        let name_fits = match address(name) {
            Some(address) => {
                everywhere
                    || self.addresses.contains(&address)
                    || address == Ipv4Addr::LOCALHOST
                    || address == Ipv6Addr::LOCALHOST
            }
            None => {
                let is = |known: &str| name.eq_ignore_ascii_case(known);
                is("localhost") || self.name.as_deref().is_some_and(is)
            }
        };
        port_fits && name_fits
    }
}

/// Whether a request with a host that is allowed comes from a page of that host. `Sec-Fetch-Site`
/// is what browsers say of it themselves; for them, other ports of a host are the same site, but
/// not the same origin.
pub(super) fn is_own(headers: &HeaderMap, host: &str, origin: Origin) -> bool {
    let mut origins = headers.get_all(ORIGIN).iter();
    let from = match (origins.next(), origins.next()) {
        (None, _) => origin == Origin::IfAny,
        (Some(from), None) => from
            .to_str()
            .ok()
            .and_then(|from| from.strip_prefix("http://"))
            .is_some_and(|from| from.eq_ignore_ascii_case(host)),
        (Some(_), Some(_)) => false,
    };
    let mut sites = headers.get_all("sec-fetch-site").iter();
    from && sites.all(|site| site == "same-origin" || (site == "none" && origin == Origin::IfAny))
}

/// Name and port. Strict: what browsers never send is not worth a second reading.
fn split(host: &str) -> Option<(&str, Option<u16>)> {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => {
            let digits = (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
            Some((name, Some(port.parse().ok().filter(|_| digits)?)))
        }
        _ => Some((host, None)),
    }
}

/// The address that a host is in digits. IPv6 stands in brackets.
fn address(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[') {
        Some(rest) => rest
            .strip_suffix(']')?
            .parse::<Ipv6Addr>()
            .ok()
            .map(IpAddr::V6),
        None => name.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(port: u16, name: Option<&str>, addresses: &[&str]) -> Hosts {
        let addresses = addresses
            .iter()
            .map(|text| text.parse().expect("an address"));
        Hosts {
            port,
            name: name.map(str::to_owned),
            addresses: addresses.collect(),
        }
    }

    fn check(hosts: &Hosts, allowed: &[&str], refused: &[&str]) {
        for host in allowed {
            assert!(hosts.allow(host), "{host}");
        }
        for host in refused {
            assert!(!hosts.allow(host), "{host}");
        }
    }

    #[test]
    fn a_server_on_loopback_knows_three_names() {
        check(
            &hosts(1948, None, &["127.0.0.1", "::1"]),
            &[
                "localhost:1948",
                "LocalHost:1948",
                "127.0.0.1:1948",
                "[::1]:1948",
            ],
            &[
                "",
                ":",
                ":1948",
                "localhost",
                "localhost:",
                "localhost:80",
                "localhost:01948x",
                "localhost:+1948",
                "localhost:1949",
                "localhost:198480",
                "localhost.:1948",
                "evil.com:1948",
                "evil.com",
                "localhost.evil.com:1948",
                "localhost:1948.evil.com",
                "evil.com#localhost:1948",
                "evil@localhost:1948",
                "127.0.0.2:1948",
                "127.1:1948",
                "2130706433:1948",
                "0x7f.0.0.1:1948",
                "0177.0.0.1:1948",
                "0.0.0.0:1948",
                "::1:1948",
                "[::1]",
                "[::1:1948",
                "[::1%lo]:1948",
                "[::ffff:127.0.0.1]:1948",
                "[127.0.0.1]:1948",
                "localhost:1948, evil.com",
                "localhost:1948 ",
                "192.168.1.5:1948",
                "127.0.0.1.nip.io:1948",
            ],
        );
        check(
            &hosts(80, None, &["127.0.0.1"]),
            &["localhost", "localhost:80", "127.0.0.1", "[::1]"],
            &["localhost:1948", "evil.com", "evil.com:80"],
        );
    }

    #[test]
    fn an_interface_is_known_by_its_name_and_address() {
        check(
            &hosts(1948, Some("desk.local"), &["192.168.1.5"]),
            &[
                "desk.local:1948",
                "DESK.local:1948",
                "192.168.1.5:1948",
                "localhost:1948",
            ],
            &[
                "192.168.1.6:1948",
                "desk.local",
                "adesk.local:1948",
                "evil.com:1948",
            ],
        );
    }

    #[test]
    fn a_server_everywhere_knows_all_addresses_and_no_names() {
        for all in ["0.0.0.0", "::"] {
            check(
                &hosts(1948, None, &[all]),
                &[
                    "192.168.1.5:1948",
                    "10.0.0.1:8080",
                    "[fe80::1]:1948",
                    "localhost:8080",
                ],
                &["evil.com:1948", "evil.com", "desk.local:1948", "1.2.3:1948"],
            );
        }
    }

    #[test]
    fn only_pages_of_the_same_host_are_our_own() {
        let check = |fields: &[(&'static str, &str)], needed: bool, if_any: bool| {
            let mut headers = HeaderMap::new();
            for (name, value) in fields {
                headers.append(*name, value.parse().expect("a value"));
            }
            let is = |origin| is_own(&headers, "localhost:1948", origin);
            assert_eq!(
                (is(Origin::Needed), is(Origin::IfAny)),
                (needed, if_any),
                "{fields:?}"
            );
        };
        let ours = ("origin", "http://localhost:1948");
        check(&[], false, true);
        check(&[ours], true, true);
        check(&[ours, ("sec-fetch-site", "same-origin")], true, true);
        check(&[("sec-fetch-site", "same-origin")], false, true);
        check(&[("sec-fetch-site", "none")], false, true);
        check(&[ours, ("sec-fetch-site", "none")], false, true);
        check(&[ours, ("sec-fetch-site", "cross-site")], false, false);
        check(&[ours, ("sec-fetch-site", "same-site")], false, false);
        check(&[("sec-fetch-site", "cross-site")], false, false);
        check(&[ours, ours], false, false);
        for foreign in [
            "null",
            "",
            "http://evil.com",
            "https://localhost:1948",
            "http://localhost:1949",
            "http://localhost",
            "http://127.0.0.1:1948",
            "http://localhost:1948/",
            "http://localhost:1948.evil.com",
            "http://evil.com/http://localhost:1948",
        ] {
            check(&[("origin", foreign)], false, false);
        }
    }

    #[test]
    fn a_request_names_one_host() {
        let mut headers = HeaderMap::new();
        assert_eq!(of(&headers), Err(NoHost));
        headers.append(HOST, "a".parse().expect("a value"));
        assert_eq!(of(&headers), Ok("a"));
        headers.append(HOST, "a".parse().expect("a value"));
        assert_eq!(of(&headers), Err(NoHost));
    }
}

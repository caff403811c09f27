//! Where a server listens: interface and port.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

use super::host::Hosts;

/// The port that is tried first without one given: the year of the Universal Declaration of Human
/// Rights. Neither it nor the next twenty are refused by browsers, as some ports are (4045, 6000:
/// `https://fetch.spec.whatwg.org/#port-blocking`), and no other well-known generator is there.
pub const USUAL_PORT: u16 = 1948;

/// How many ports after the usual one are tried before any free one will do.
const FOLLOWING: u16 = 20;

/// What stands for the addresses of the machine itself, and for nothing that others can reach.
const LOCALHOST: &str = "localhost";

/// Where to listen.
#[derive(Debug, Clone)]
pub struct Binding {
    /// An address in digits or a name. `localhost` is 127.0.0.1 and, where the system has it,
    /// \[::1\], so that browsers find the server under the name whichever they try first;
    /// `0.0.0.0` and `::` are all interfaces.
    pub interface: String,
    /// The port, which must be free; 0 is any. Without one it is [`USUAL_PORT`], one of the next
    /// twenty, or any free one.
    pub port: Option<u16>,
}

impl Default for Binding {
    fn default() -> Self {
        Self {
            interface: LOCALHOST.to_owned(),
            port: None,
        }
    }
}

/// Why a server cannot listen.
#[derive(Debug)]
pub struct BindError {
    interface: String,
    port: Option<u16>,
    error: io::Error,
}

impl BindError {
    pub(super) fn new(binding: &Binding, error: io::Error) -> Self {
        Self {
            interface: binding.interface.clone(),
            port: binding.port,
            error,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match (self.error.kind(), self.port) {
            (ErrorKind::AddrInUse, Some(port)) => {
                let other = port.checked_add(1).unwrap_or(USUAL_PORT);
                format!(
                    "stop the program that listens there, or take another port: `--port \
                     {other}`; without `--port`, a free one is found"
                )
            }
            (ErrorKind::PermissionDenied, Some(port)) if port < 1024 => {
                format!("ports below 1024 need rights; take another: `--port {USUAL_PORT}`")
            }
            (ErrorKind::AddrNotAvailable, _) => {
                "take an address of this machine, `localhost`, or `0.0.0.0` for all".to_owned()
            }
            _ => "without `--interface`, the server listens at `localhost`".to_owned(),
        }
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            interface,
            port,
            error,
        } = self;
        match (error.kind(), port) {
            (ErrorKind::AddrInUse, Some(port)) => {
                write!(
                    f,
                    "port {port} of `{interface}` is in use by another program"
                )
            }
            (ErrorKind::PermissionDenied, Some(port)) => {
                write!(f, "port {port} of `{interface}` may not be used")
            }
            (ErrorKind::AddrNotAvailable, _) => {
                write!(f, "`{interface}` is not an address of this machine")
            }
            _ => write!(f, "cannot listen at `{interface}`: {error}"),
        }
    }
}

impl std::error::Error for BindError {}

/// The sockets of a server, and by which hosts it may be asked.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) hosts: Hosts,
    interface: String,
}

/// Begins to listen. Connections wait until they are accepted.
pub(super) fn bind(binding: &Binding) -> Result<Bound, BindError> {
    let interface = &binding.interface;
    let failed = |error| BindError::new(binding, error);
    let addresses = resolve(interface).map_err(failed)?;
    let ports = match binding.port {
        Some(port) => port..=port,
        None => USUAL_PORT..=USUAL_PORT + FOLLOWING,
    };
    let mut result = Err(io::Error::from(ErrorKind::AddrInUse));
    // A port that is free at one address may be taken at another; of any free ones, too.
    let any = binding.port.is_none_or(|port| port == 0);
    for port in ports.chain(std::iter::repeat_n(0, if any { 8 } else { 0 })) {
        result = listen(&addresses, port);
        match &result {
            // Some systems keep ports for themselves.
            Err(error) if is_taken(error) => {}
            _ => break,
        }
    }
    let listeners = result.map_err(failed)?;
    let locals: io::Result<Vec<SocketAddr>> =
        listeners.iter().map(TcpListener::local_addr).collect();
    let locals = locals.map_err(failed)?;
    let is_name = literal(interface).is_none();
    Ok(Bound {
        hosts: Hosts {
            port: locals.first().map_or(0, SocketAddr::port),
            name: is_name.then(|| interface.clone()),
            addresses: locals.iter().map(SocketAddr::ip).collect(),
        },
        listeners,
        interface: interface.clone(),
    })
}

impl Bound {
    /// The addresses at which a browser finds the server, the best first.
    pub(super) fn addresses(&self) -> Vec<String> {
        let port = self.hosts.port;
        let url = |host: &str| format!("http://{host}:{port}/");
        let digits = |address: IpAddr| match address {
            IpAddr::V4(address) => url(&address.to_string()),
            IpAddr::V6(address) => url(&format!("[{address}]")),
        };
        match literal(&self.interface) {
            None => vec![url(&self.interface)],
            Some(address) if address.is_unspecified() => {
                let outward = outward(address).map(digits);
                std::iter::once(url(LOCALHOST)).chain(outward).collect()
            }
            Some(address) => vec![digits(address)],
        }
    }

    /// Whether other machines may reach the server.
    pub(super) fn is_open(&self) -> bool {
        !self.hosts.addresses.iter().all(IpAddr::is_loopback)
    }
}

/// The addresses of an interface.
fn resolve(interface: &str) -> io::Result<Vec<IpAddr>> {
    if interface.eq_ignore_ascii_case(LOCALHOST) {
        return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
    }
    if let Some(address) = literal(interface) {
        return Ok(vec![address]);
    }
    let mut addresses: Vec<IpAddr> = (interface, 0)
        .to_socket_addrs()?
        .map(|address| address.ip())
        .collect();
    addresses.sort_unstable();
    addresses.dedup();
    Ok(addresses)
}

/// The address that an interface is in digits; IPv6 also in brackets, as in addresses of pages.
fn literal(interface: &str) -> Option<IpAddr> {
    let bare = interface
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    bare.unwrap_or(interface).parse().ok()
}

/// Listens at one port of all addresses that the system has. With several, it need not have all.
fn listen(addresses: &[IpAddr], port: u16) -> io::Result<Vec<TcpListener>> {
    let mut port = port;
    let mut listeners = Vec::new();
    let mut absent = io::Error::from(ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpListener::bind((*address, port)) {
            Ok(listener) => {
                port = listener.local_addr()?.port();
                listeners.push(listener);
            }
            Err(error) if is_taken(&error) => return Err(error),
            // Without IPv6 some systems have no such address, others no such sockets.
            Err(error) => absent = error,
        }
    }
    if listeners.is_empty() {
        Err(absent)
    } else {
        Ok(listeners)
    }
}

fn is_taken(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied
    )
}

/// The address of this machine by which others near it can reach it. Asks the system which it
/// would send from; nothing is sent. The far addresses are for documentation (RFC 5737, 3849) and
/// belong to nobody.
fn outward(unspecified: IpAddr) -> Option<IpAddr> {
    let far: IpAddr = match unspecified {
        IpAddr::V4(_) => Ipv4Addr::new(192, 0, 2, 1).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    let socket = UdpSocket::bind((unspecified, 0)).ok()?;
    socket.connect((far, 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(interface: &str, port: Option<u16>) -> Binding {
        Binding {
            interface: interface.to_owned(),
            port,
        }
    }

    #[test]
    fn localhost_is_both_families_at_one_port() {
        let bound = bind(&binding("localhost", Some(0))).expect("loopback");
        let port = bound.hosts.port;
        assert!(!bound.is_open());
        assert_eq!(bound.addresses(), [format!("http://localhost:{port}/")]);
        for listener in &bound.listeners {
            let local = listener.local_addr().expect("an address");
            assert!(local.ip().is_loopback());
            assert_eq!(local.port(), port);
        }
        let has_ipv6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
        assert_eq!(bound.listeners.len(), 1 + usize::from(has_ipv6));
    }

    #[test]
    fn a_port_near_the_usual_one_is_found() {
        let first = bind(&Binding::default()).expect("loopback");
        let second = bind(&Binding::default()).expect("loopback");
        let near = USUAL_PORT..=USUAL_PORT + FOLLOWING;
        assert!(near.contains(&first.hosts.port), "{}", first.hosts.port);
        assert!(near.contains(&second.hosts.port));
        assert_ne!(first.hosts.port, second.hosts.port);
    }

    #[test]
    fn a_port_that_is_taken_in_one_family_is_taken() {
        let Ok(other) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
            return;
        };
        let port = other.local_addr().expect("an address").port();
        let error = bind(&binding("localhost", Some(port))).expect_err("it is taken");
        assert_eq!(
            error.to_string(),
            format!("port {port} of `localhost` is in use by another program")
        );
        assert!(
            error
                .hint()
                .contains(&format!("--port {}", port.wrapping_add(1)))
        );
    }

    #[test]
    fn what_cannot_be_bound_is_explained() {
        let error = bind(&binding("192.0.2.1", None)).expect_err("not of this machine");
        assert_eq!(
            error.to_string(),
            "`192.0.2.1` is not an address of this machine"
        );
        assert!(error.hint().contains("`0.0.0.0` for all"));
        let error = bind(&binding("no-such-host.invalid", None)).expect_err("no such name");
        let text = error.to_string();
        assert!(
            text.starts_with("cannot listen at `no-such-host.invalid`: "),
            "{text}"
        );
        let error = bind(&binding("", None)).expect_err("no name");
        assert!(!error.hint().is_empty());
    }

    #[test]
    fn interfaces_are_printed_as_addresses() {
        for (interface, host) in [
            ("127.0.0.1", "127.0.0.1"),
            ("::1", "[::1]"),
            ("[::1]", "[::1]"),
        ] {
            if let Ok(bound) = bind(&binding(interface, None)) {
                let url = format!("http://{host}:{}/", bound.hosts.port);
                assert_eq!(bound.addresses(), [url]);
                assert!(!bound.is_open());
                assert_eq!(bound.hosts.name, None);
            }
        }
        let everywhere = bind(&binding("0.0.0.0", Some(0))).expect("all interfaces");
        let port = everywhere.hosts.port;
        assert_eq!(
            everywhere.addresses()[0],
            format!("http://localhost:{port}/")
        );
        assert!(everywhere.is_open());
    }
}

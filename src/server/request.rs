//! One request, from its header to its answer.
//!
//! 1. The target must be a path, the host one of ours.
//! 2. The method must be one that there is at the path.
//! 3. The path is decoded.
//! 4. Events and edits must come from a page of ours, edits also with the token.
//! 5. The site is asked, on a thread of its own, as it may have to compute.

use std::fmt::Display;
use std::sync::{Arc, Mutex, PoisonError};

use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::answer::{self, Asked, Body};
use super::events::Events;
use super::host::{self, Hosts, Origin};
use super::token::Token;
use super::{Limits, Paths, Site, path};

/// The header in which a page shows the token.
pub(super) const TOKEN: &str = "x-concord-token";

/// How often the limit of a body is read from a client that sends more. Without, it would be cut
/// off while it sends, and never read why.
const PATIENCE: usize = 4;

/// What all requests share.
#[derive(Debug)]
pub(super) struct Shared<S> {
    pub(super) site: S,
    pub(super) hosts: Hosts,
    pub(super) limits: Limits,
    pub(super) paths: Paths,
    pub(super) token: Token,
    pub(super) events: Events,
    /// One permit for each event stream that may be open.
    pub(super) streams: Arc<Semaphore>,
}

/// The place of a connection among all. An event stream gives it back, and has one of its own.
pub(super) type Place = Mutex<Option<OwnedSemaphorePermit>>;

/// What there is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Events,
    Edit,
}

impl Kind {
    fn methods(self) -> &'static str {
        match self {
            Self::File | Self::Events => "GET, HEAD, OPTIONS",
            Self::Edit => "GET, HEAD, OPTIONS, POST",
        }
    }
}

/// Answers a request.
pub(super) async fn answer<S: Site>(
    shared: &Arc<Shared<S>>,
    place: &Place,
    request: Request<Incoming>,
) -> Response<Body> {
    match judge(shared, &request) {
        Err(refusal) => refusal.answer(),
        Ok(Judged { kind, path }) => match (kind, request.method()) {
            (_, &Method::OPTIONS) => answer::methods(StatusCode::NO_CONTENT, kind.methods()),
            (Kind::Edit, &Method::POST) => edit(shared, path, request)
                .await
                .unwrap_or_else(Refusal::answer),
            (Kind::Events, &Method::GET) => listen(shared, place),
            (Kind::Events, _) => answer::events(futures_util::stream::empty()),
            _ => file(shared, path, request).await,
        },
    }
}

/// Why a request is not answered as it wishes.
enum Refusal {
    /// In words.
    Because(StatusCode, String),
    /// There are only these methods.
    Methods(&'static str),
}

impl Refusal {
    fn new(status: StatusCode, why: impl Display) -> Self {
        Self::Because(status, why.to_string())
    }

    fn answer(self) -> Response<Body> {
        match self {
            Self::Because(status, why) => answer::text(status, why),
            Self::Methods(allowed) => answer::methods(StatusCode::METHOD_NOT_ALLOWED, allowed),
        }
    }
}

struct Judged {
    kind: Kind,
    path: String,
}

/// What is asked for, or why it is refused. Looks at the header only.
fn judge<S>(shared: &Shared<S>, request: &Request<Incoming>) -> Result<Judged, Refusal> {
    let headers = request.headers();
    let uri = request.uri();
    // Proxies are asked by whole addresses, for tunnels by host and port.
    if uri.authority().is_some() || uri.scheme().is_some() {
        return Err(bad("this is not a proxy: ask for a path"));
    }
    let host = host::of(headers).map_err(|_| bad("the request does not name one host"))?;
    if !shared.hosts.allow(host) {
        return Err(Refusal::new(
            StatusCode::MISDIRECTED_REQUEST,
            "this server does not answer under this host name; open the address that it printed",
        ));
    }
    let path = path::decode(uri.path()).map_err(|refused| match refused {
        path::Refused::TooLong => Refusal::new(StatusCode::URI_TOO_LONG, refused),
        _ => bad(refused),
    })?;
    let kind = shared.kind(&path);
    let method = request.method();
    let exists = [Method::GET, Method::HEAD, Method::OPTIONS].contains(method)
        || (kind == Kind::Edit && method == Method::POST);
    if !exists {
        return Err(Refusal::Methods(kind.methods()));
    }
    let refused = match kind {
        _ if method == Method::OPTIONS => false,
        Kind::Events => !host::is_own(headers, host, Origin::IfAny),
        Kind::Edit if method == Method::POST => !host::is_own(headers, host, Origin::Needed),
        _ => false,
    };
    if refused {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "only pages of this server may do this",
        ));
    }
    Ok(Judged { kind, path })
}

fn bad(why: impl Display) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, why)
}

impl<S> Shared<S> {
    fn kind(&self, path: &str) -> Kind {
        let Paths { events, edits } = self.paths;
        if events == Some(path) {
            Kind::Events
        } else if edits.is_some_and(|below| path.starts_with(below)) {
            Kind::Edit
        } else {
            Kind::File
        }
    }
}

async fn file<S: Site>(
    shared: &Arc<Shared<S>>,
    path: String,
    request: Request<Incoming>,
) -> Response<Body> {
    let asked = Asked {
        method: request.method().clone(),
        path,
        query: request.uri().query().map(str::to_owned),
        headers: request.into_parts().0.headers,
    };
    compute(shared, move |site| {
        answer::found(&asked, site.get(&asked.path))
    })
    .await
}

fn listen<S>(shared: &Shared<S>, place: &Place) -> Response<Body> {
    let Ok(permit) = Arc::clone(&shared.streams).try_acquire_owned() else {
        return answer::busy("too many pages are open");
    };
    place.lock().unwrap_or_else(PoisonError::into_inner).take();
    answer::events(shared.events.listen(shared.limits.heartbeat, permit))
}

async fn edit<S: Site>(
    shared: &Arc<Shared<S>>,
    path: String,
    request: Request<Incoming>,
) -> Result<Response<Body>, Refusal> {
    let headers = request.headers();
    let shown = headers.get(TOKEN);
    if !shown.is_some_and(|shown| shared.token.is(shown.as_bytes())) {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "the token is not that of this server: load the page again",
        ));
    }
    if !is_json(headers) {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "edits are sent as `application/json`",
        ));
    }
    let reading = read(request.into_body(), shared.limits.body_bytes);
    let body = timeout(shared.limits.body_time, reading)
        .await
        .map_err(|_| Refusal::new(StatusCode::REQUEST_TIMEOUT, "the edit came too slowly"))??;
    // Once begun, an edit is finished, whether or not the page still waits.
    Ok(compute(shared, move |site| answer::edited(site.post(&path, &body))).await)
}

/// Forms of foreign pages can be sent with some other content types without being asked for.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    value.is_some_and(|value| {
        let essence = value.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case("application/json")
    })
}

/// The body of a request, up to a limit.
async fn read(mut body: Incoming, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| bad("the body is not whole"))?;
        let Some(piece) = frame.data_ref() else {
            continue;
        };
        seen = seen.saturating_add(piece.len());
        if seen <= limit {
            bytes.extend_from_slice(piece);
        } else if seen > limit.saturating_mul(PATIENCE) {
            break;
        }
    }
    if seen > limit {
        Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format_args!("an edit has at most {limit} bytes"),
        ))
    } else {
        Ok(bytes)
    }
}

/// Asks the site. A panic there is the end of this request only.
async fn compute<S: Site>(
    shared: &Arc<Shared<S>>,
    ask: impl FnOnce(&S) -> Response<Body> + Send + 'static,
) -> Response<Body> {
    let shared = Arc::clone(shared);
    let asked = spawn_blocking(move || ask(&shared.site)).await;
    asked.unwrap_or_else(|_| {
        answer::text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the program failed while it made this page; its terminal says more",
        )
    })
}

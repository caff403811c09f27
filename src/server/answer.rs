//! Answers: their status, header and body.

use std::convert::Infallible;
use std::fmt::Display;
use std::sync::Arc;

use futures_util::stream::Stream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, LOCATION, RANGE,
    RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{HeaderMap, Method, Response, StatusCode};

use super::range::{self, Part};
use super::{Answer, Found, etag, media, path};

pub(super) type Body = UnsyncBoxBody<Bytes, Infallible>;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

/// Sent with every answer.
const ALWAYS: [(HeaderName, &str); 4] = [
    // Types are what we say.
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // A preview changes all the time, and its addresses soon belong to another site.
    (CACHE_CONTROL, "no-store"),
    // Pages of others show no frames of ours in which somebody could be led to click …
    (CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    // … and load no script, picture or style of ours, from which they could learn something.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// What a request for a file said.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) method: Method,
    /// Decoded, below the root.
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) headers: HeaderMap,
}

/// The answer to a request for something that was found, or not.
pub(super) fn found(asked: &Asked, found: Found) -> Response<Body> {
    match found {
        Found::File(bytes) => file(asked, bytes),
        Found::Moved(to) => moved(asked, &to),
        Found::Missing(Some(page)) => page_of(StatusCode::NOT_FOUND, page),
        Found::Missing(None) => text(StatusCode::NOT_FOUND, "there is no such page"),
        Found::Failed(page) => page_of(StatusCode::SERVICE_UNAVAILABLE, page),
    }
}

fn file(asked: &Asked, bytes: Arc<[u8]>) -> Response<Body> {
    let tag = etag::of(&bytes);
    let known = etag::is_known(&asked.headers, &tag);
    let length = bytes.len();
    let part = match asked.headers.get(RANGE).map(HeaderValue::to_str) {
        // Ranges are for GET alone (RFC 9110 section 14.2).
        Some(Ok(header))
            if asked.method == Method::GET && etag::allows_part(&asked.headers, &tag) =>
        {
            range::part(header, length)
        }
        _ => Part::Whole,
    };
    let bytes = Bytes::from_owner(bytes);
    let content_type = media::content_type(&asked.path);
    let mut response = if known {
        plain(StatusCode::NOT_MODIFIED, None, Bytes::new())
    } else {
        match part {
            Part::Whole => plain(StatusCode::OK, Some(&content_type), bytes),
            Part::Bytes(range) => {
                let header = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                let bytes = bytes.slice(range);
                let mut response = plain(StatusCode::PARTIAL_CONTENT, Some(&content_type), bytes);
                set(&mut response, CONTENT_RANGE, &header);
                response
            }
            Part::Outside => {
                let mut response = text(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    "the file does not have these bytes",
                );
                set(&mut response, CONTENT_RANGE, &format!("bytes */{length}"));
                return response;
            }
        }
    };
    set(&mut response, ETAG, &tag);
    set(&mut response, ACCEPT_RANGES, "bytes");
    response
}

/// A redirect within the site, for now only: what has moved may be back after the next build. The
/// query is for scripts and goes along.
fn moved(asked: &Asked, to: &str) -> Response<Body> {
    let mut location = path::encode(to);
    if let Some(query) = &asked.query {
        location.push('?');
        location.push_str(query);
    }
    let mut response = text(StatusCode::TEMPORARY_REDIRECT, &location);
    set(&mut response, LOCATION, &location);
    response
}

/// The answer to an edit.
pub(super) fn edited(answer: Answer) -> Response<Body> {
    let (status, json) = match answer {
        Answer::Done(json) => (StatusCode::OK, json),
        Answer::Invalid(json) => (StatusCode::UNPROCESSABLE_ENTITY, json),
        Answer::Conflict(json) => (StatusCode::CONFLICT, json),
        Answer::Failed(json) => (StatusCode::INTERNAL_SERVER_ERROR, json),
        Answer::Missing => return text(StatusCode::NOT_FOUND, "there is no such endpoint"),
    };
    plain(status, Some(JSON), Bytes::from(json))
}

/// A stream of events. The connection is of no other use.
pub(super) fn events<S>(stream: S) -> Response<Body>
where
    S: Stream<Item = Result<Frame<Bytes>, Infallible>> + Send + 'static,
{
    let mut response = with_body(
        StatusCode::OK,
        Some("text/event-stream; charset=utf-8"),
        StreamBody::new(stream).boxed_unsync(),
    );
    set(&mut response, CONNECTION, "close");
    response
}

/// One line in words.
pub(super) fn text(status: StatusCode, line: impl Display) -> Response<Body> {
    plain(status, Some(TEXT), Bytes::from(format!("{line}\n")))
}

/// Which methods there are, as an answer to one that is not, or to the question.
pub(super) fn methods(status: StatusCode, allowed: &str) -> Response<Body> {
    let mut response = if status == StatusCode::NO_CONTENT {
        plain(status, None, Bytes::new())
    } else {
        text(status, format_args!("only {allowed}"))
    };
    set(&mut response, ALLOW, allowed);
    response
}

/// For now there is too much to do.
pub(super) fn busy(line: &str) -> Response<Body> {
    let mut response = text(StatusCode::SERVICE_UNAVAILABLE, line);
    set(&mut response, RETRY_AFTER, "5");
    response
}

fn page_of(status: StatusCode, page: Arc<[u8]>) -> Response<Body> {
    plain(status, Some(HTML), Bytes::from_owner(page))
}

fn plain(status: StatusCode, content_type: Option<&str>, bytes: Bytes) -> Response<Body> {
    let length = bytes.len();
    let mut response = with_body(status, content_type, Full::new(bytes).boxed_unsync());
    // Left to itself, `hyper` would not tell a HEAD that a file is empty.
    if content_type.is_some() {
        set(&mut response, CONTENT_LENGTH, &length.to_string());
    }
    response
}

fn with_body(status: StatusCode, content_type: Option<&str>, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in ALWAYS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    if let Some(content_type) = content_type {
        set(&mut response, CONTENT_TYPE, content_type);
    }
    response
}

/// Sets a header field. What no field can hold is left out: nothing that is given here holds a
/// line break, and a redirect that goes nowhere is better than a panic.
fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

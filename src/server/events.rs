//! Messages to pages that are open: a stream of server-sent events (`text/event-stream`, HTML
//! section 9.2).

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::stream::{Stream, unfold};
use hyper::body::{Bytes, Frame};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{self, Receiver};
use tokio::time::timeout;

/// How many messages wait for a page that is slow to take them; then the oldest are lost.
const WAITING: usize = 64;

/// What a stream begins with: how long browsers wait, in milliseconds, before they try again when
/// a stream ended. A server that is started anew at the same port so reloads its pages at once.
const RETRY: &[u8] = b"retry: 500\n\n";

/// A line that means nothing, so that each side notices when the other is gone.
const HEARTBEAT: &[u8] = b":\n\n";

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The type of the event. One line.
    pub event: &'static str,
    /// What it says, as a rule JSON.
    pub data: String,
}

impl Message {
    /// As it is sent.
    fn encoded(&self) -> Bytes {
        let mut text = format!("event: {}\n", self.event);
        // All three ends of lines that browsers know.
        for line in self.data.replace("\r\n", "\n").split(['\n', '\r']) {
            text.push_str("data: ");
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
        Bytes::from(text)
    }
}

/// Speaks to all pages that listen. Clones speak to the same. Nothing waits for a page.
#[derive(Debug, Clone)]
pub struct Events(Arc<Channel>);

#[derive(Debug)]
struct Channel {
    sender: broadcast::Sender<Bytes>,
    /// What a new listener gets first. Locked while it is sent, and while a listener is added, so
    /// that each listener hears every state once and in order.
    state: Mutex<Option<Bytes>>,
}

impl Events {
    pub(super) fn new() -> Self {
        Self(Arc::new(Channel {
            sender: broadcast::Sender::new(WAITING),
            state: Mutex::default(),
        }))
    }

    /// Sends what is so from now on: also to pages that begin to listen later, until the next
    /// call. A page that opens must see from it whether it is out of date.
    pub fn state(&self, message: &Message) {
        let bytes = message.encoded();
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = Some(bytes.clone());
        // Fails if nobody listens.
        let _ = self.0.sender.send(bytes);
    }

    /// Sends what concerns only those who listen now.
    pub fn passing(&self, message: &Message) {
        let _ = self.0.sender.send(message.encoded());
    }

    /// What one listener hears. Holds the permit as long as it lives.
    pub(super) fn listen(
        &self,
        heartbeat: Duration,
        permit: OwnedSemaphorePermit,
    ) -> impl Stream<Item = Result<Frame<Bytes>, Infallible>> + Send + use<> {
        let state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut first = RETRY.to_vec();
        first.extend_from_slice(state.as_deref().unwrap_or_default());
        let listener = Listener {
            first: Some(Bytes::from(first)),
            receiver: self.0.sender.subscribe(),
            heartbeat,
            _permit: permit,
        };
        drop(state);
        unfold(listener, async |mut listener| {
            let bytes = listener.next().await?;
            Some((Ok(Frame::data(bytes)), listener))
        })
    }
}

struct Listener {
    first: Option<Bytes>,
    receiver: Receiver<Bytes>,
    heartbeat: Duration,
    _permit: OwnedSemaphorePermit,
}

impl Listener {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            return match timeout(self.heartbeat, self.receiver.recv()).await {
                Ok(Ok(message)) => Some(message),
                // It was slow: what follows is the oldest that is left.
                Ok(Err(RecvError::Lagged(_))) => continue,
                Ok(Err(RecvError::Closed)) => None,
                Err(_) => Some(Bytes::from_static(HEARTBEAT)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures_util::StreamExt as _;
    use tokio::sync::Semaphore;

    use super::*;

    fn message(data: &str) -> Message {
        Message {
            event: "built",
            data: data.to_owned(),
        }
    }

    #[test]
    fn messages_are_lines() {
        let check = |data: &str, expected: &str| {
            assert_eq!(message(data).encoded(), expected.as_bytes(), "{data:?}");
        };
        check("{}", "event: built\ndata: {}\n\n");
        check("", "event: built\ndata: \n\n");
        check("a\nb", "event: built\ndata: a\ndata: b\n\n");
        check("a\r\nb\rc", "event: built\ndata: a\ndata: b\ndata: c\n\n");
        check(
            "a\n\nevent: x",
            "event: built\ndata: a\ndata: \ndata: event: x\n\n",
        );
    }

    /// What a listener hears, as text, until nothing comes for as long as a heartbeat.
    async fn hear(events: &Events, speak: impl FnOnce()) -> Vec<String> {
        let semaphore = Arc::new(Semaphore::new(1));
        let permit = semaphore.acquire_owned().await.expect("it is free");
        let mut stream = pin!(events.listen(Duration::from_millis(50), permit));
        speak();
        let mut heard = Vec::new();
        while let Some(Ok(frame)) = stream.next().await {
            let bytes = frame.into_data().expect("data");
            let text = String::from_utf8(bytes.to_vec()).expect("text");
            if text == ":\n\n" {
                return heard;
            }
            heard.push(text);
        }
        heard
    }

    fn run<T>(test: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime");
        runtime.block_on(test)
    }

    #[test]
    fn a_new_listener_hears_the_state_first() {
        let events = Events::new();
        events.state(&message("1"));
        events.state(&message("2"));
        events.passing(&message("before"));
        let heard = run(hear(&events, || {
            events.passing(&message("now"));
            events.state(&message("3"));
        }));
        assert_eq!(
            heard,
            [
                "retry: 500\n\nevent: built\ndata: 2\n\n",
                "event: built\ndata: now\n\n",
                "event: built\ndata: 3\n\n"
            ]
        );
    }

    #[test]
    fn a_slow_listener_loses_the_oldest() {
        let events = Events::new();
        let heard = run(hear(&events, || {
            for number in 0..1000 {
                events.passing(&message(&number.to_string()));
            }
        }));
        assert_eq!(heard.len(), 1 + WAITING);
        assert_eq!(heard[0], "retry: 500\n\n");
        assert_eq!(heard[1], "event: built\ndata: 936\n\n");
        assert_eq!(heard[WAITING], "event: built\ndata: 999\n\n");
    }
}

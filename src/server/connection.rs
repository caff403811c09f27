//! Connections: how many, how long, and what serves them.
//!
//! Everything runs on one runtime: a task for each listener and for each connection, and threads
//! for the site's answers. To stop is to drop the runtime, which closes all sockets.

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::TcpListener as Socket;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use super::Site;
use super::request::{self, Shared};

/// How many answers of a site are made at a time; further ones wait. They compute, so that more
/// threads than processors would gain nothing but for those that read or write a file.
const THREADS: usize = 16;

/// The stack of such a thread: that of the threads on which sites are built, as templates are
/// rendered on it. Memory is taken only as far as it is used.
const STACK: usize = 16 * 1024 * 1024;

/// How long answers that are being made may take when the server stops: an edit that is being
/// written is written. They take milliseconds.
const FAREWELL: Duration = Duration::from_secs(2);

/// Before it is tried again to accept, when the process has too many files open.
const PAUSE: Duration = Duration::from_millis(100);

/// The smallest buffer that `hyper` takes.
const LEAST_BUFFER: usize = 8192;

pub(super) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread()
        .enable_all()
        .thread_name("concord-server")
        .thread_stack_size(STACK)
        .max_blocking_threads(THREADS)
        .build()
}

/// Ends everything that runs: connections at once, answers after at most [`FAREWELL`].
pub(super) fn end(runtime: Runtime) {
    runtime.shutdown_timeout(FAREWELL);
}

/// Starts to accept connections. Must be called on the runtime.
pub(super) fn start<S: Site>(sockets: Vec<Socket>, shared: &Arc<Shared<S>>) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(shared.limits.connections));
    for socket in sockets {
        socket.set_nonblocking(true)?;
        let listener = TcpListener::from_std(socket)?;
        tokio::spawn(accept(listener, Arc::clone(shared), Arc::clone(&places)));
    }
    Ok(())
}

/// Accepts connections, as long as there is a place. Those without wait in the queue of the
/// system: a page that comes late is better than one that says why it does not.
async fn accept<S: Site>(listener: TcpListener, shared: Arc<Shared<S>>, places: Arc<Semaphore>) {
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // The client has gone already.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => continue,
            Err(_) => {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // Fails if it was closed, which nobody does.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        tokio::spawn(serve(stream, place, Arc::clone(&shared)));
    }
}

/// Serves one connection until it ends, fails or takes too long.
async fn serve<S: Site>(stream: TcpStream, place: OwnedSemaphorePermit, shared: Arc<Shared<S>>) {
    // An answer is written as a whole. It only gets slower if this fails.
    let _ = stream.set_nodelay(true);
    let limits = shared.limits.clone();
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_time));
    let place = Mutex::new(Some(place));
    let service = service_fn(async |request| {
        Ok::<_, Infallible>(request::answer(&shared, &place, request).await)
    });
    // The connection ends with an error if the client does not keep to HTTP or to the limits, of
    // which there is nobody to tell.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_buf_size(limits.header_bytes.max(LEAST_BUFFER))
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .await;
}

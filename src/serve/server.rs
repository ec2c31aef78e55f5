//! The socket, the connections, and the life of the server.

use std::{
    io,
    net::{SocketAddr, TcpListener as StdListener},
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use axum::Router;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
    sync::Semaphore,
    time::{MissedTickBehavior, interval, timeout},
};

use super::{
    Error, Limits,
    live::{EVERY, Known, Live},
    metrics::Metrics,
    pool::Pool,
    routes::{Shared, routes},
};
use crate::{
    model::{Article, ArticleHead},
    ontology::{Ontology, SavedQuery},
    store,
};

/// How long requests that run may go on when the server is told to end.
const FAREWELL: Duration = Duration::from_secs(5);
/// Parser and evaluator go down by recursion; as much is reserved for them, and used only where it is needed.
const STACK: usize = 256 << 20;

/// Whose pages may read the answers in a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cors {
    /// Our own page alone.
    #[default]
    Off,
    /// Every page.
    Anybody,
    /// Those of one origin, such as `https://example.org`.
    Only(String),
}

/// Gives an article's text by its head, where the file is still there and says the same.
pub type Texts = dyn Fn(&ArticleHead) -> Option<Article> + Send + Sync;

/// What to serve, where and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The graph: a folder that a build wrote, or a file.
    pub path: PathBuf,
    /// Where to listen; port 0 takes any that is free.
    pub address: SocketAddr,
    /// Whose pages may ask.
    pub cors: Cors,
    /// The bounds.
    pub limits: Limits,
}

/// What happens while the server runs.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// The graph has changed, and the new one is served.
    Renewed {
        /// Its number of triples.
        triples: usize,
    },
    /// The graph has changed, and the new one cannot be read: the old one is served.
    NotRenewed(store::Error),
    /// It was told to end, and waits for requests that run.
    Ending,
}

/// A server that is bound to its address and has its graph.
pub struct Server {
    runtime: Runtime,
    listener: StdListener,
    shared: Shared,
    routes: Router,
}

impl Server {
    /// Reads the graph and takes the address.
    ///
    /// # Errors
    /// Where the address cannot be had, or the graph cannot be read.
    pub fn bind(
        settings: &Settings,
        ontology: Ontology,
        queries: Vec<SavedQuery>,
        texts: Arc<Texts>,
    ) -> Result<Self, Error> {
        let address = settings.address;
        let listener = StdListener::bind(address).map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => Error::Taken(address),
            _ => Error::Address { address, source },
        })?;
        listener.set_nonblocking(true)?;
        let live = Arc::new(Live::open(Known { path: settings.path.clone(), ontology, queries })?);
        let runtime = Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
        let metrics = Arc::new(Metrics::default());
        let limits = settings.limits;
        let pool = Pool::new(limits, Arc::clone(&metrics));
        let loopback = address.ip().is_loopback();
        let shared = Shared { live, texts, pool, metrics, limits, loopback };
        let routes = routes(shared.clone(), &settings.cors);
        Ok(Self { runtime, listener, shared, routes })
    }

    /// The address that it listens on.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn address(&self) -> Result<SocketAddr, Error> {
        Ok(self.listener.local_addr()?)
    }

    /// Articles, claims and triples of the graph.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let loaded = self.shared.live.now();
        (loaded.graph.articles.len(), loaded.graph.claims.len(), loaded.triples())
    }

    /// Why the graph is served as plain RDF only, without API and page; `None` where it is one of ours.
    #[must_use]
    pub fn foreign(&self) -> Option<String> {
        self.shared.live.now().foreign.clone()
    }

    /// Answers requests until the program is told to end (Ctrl-C, or the signal TERM), then lets those that run finish.
    ///
    /// # Errors
    /// Where the socket breaks.
    pub fn run(self, talk: impl Fn(Event) + Send + Sync + 'static) -> Result<(), Error> {
        let Self { runtime, listener, shared, routes } = self;
        let talk = Arc::new(talk);
        runtime.block_on(async {
            tokio::spawn(renewed(shared.clone(), Arc::clone(&talk)));
            accepted(TcpListener::from_std(listener)?, &shared, routes, &*talk).await;
            Ok::<(), Error>(())
        })?;
        runtime.shutdown_timeout(Duration::from_millis(100));
        Ok(())
    }
}

async fn accepted(listener: TcpListener, shared: &Shared, routes: Router, talk: &impl Fn(Event)) {
    let limits = shared.limits;
    let seats = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut end = std::pin::pin!(told_to_end());
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        let Ok((stream, _)) = stream else {
            // Out of file descriptors, or a client that has gone already: go on in a moment.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Ok(seat) = Arc::clone(&seats).try_acquire_owned() else { continue };
        // Small answers are to leave at once.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(routes.clone());
        let mut builder = hyper::server::conn::http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(limits.patience);
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A client that breaks off is no matter of ours.
            let _ = connection.await;
            drop(seat);
        });
    }
    drop(listener);
    talk(Event::Ending);
    let _ = timeout(FAREWELL, graceful.shutdown()).await;
}

/// Looks at the file, and reads it anew once it has changed and stays as it is.
async fn renewed(shared: Shared, talk: Arc<impl Fn(Event) + Send + Sync + 'static>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut served, mut before) = (shared.live.stamp(), None);
    loop {
        ticks.tick().await;
        let now = shared.live.stamp();
        if now.is_none() || now == served || now != before {
            before = now;
            continue;
        }
        served = now;
        let live = Arc::clone(&shared.live);
        match tokio::task::spawn_blocking(move || live.renew()).await {
            Ok(Ok(loaded)) => {
                shared.metrics.reloads.fetch_add(1, Ordering::Relaxed);
                talk(Event::Renewed { triples: loaded.triples() });
            }
            Ok(Err(error)) => {
                shared.metrics.failed_reloads.fetch_add(1, Ordering::Relaxed);
                talk(Event::NotRenewed(error));
            }
            Err(_) => {}
        }
    }
}

#[cfg(unix)]
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_end() {
    let _ = tokio::signal::ctrl_c().await;
}

//! Runs queries on a bounded number of threads, and sends their answers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{self, timeout},
};
use tokio_stream::wrappers::ReceiverStream;

use super::{
    limits::Limits,
    live::Loaded,
    metrics::Metrics,
    refusal::Refusal,
    spool::{Begun, Spool},
};
use crate::query::{Error, Form, Options, Question};

/// Threads for queries, and those who wait for one.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    limits: Limits,
    turns: Arc<Semaphore>,
    metrics: Arc<Metrics>,
}

/// Counts somebody while it lives.
struct Counted(Arc<Metrics>, fn(&Metrics) -> &AtomicU64);

impl Counted {
    fn new(metrics: &Arc<Metrics>, which: fn(&Metrics) -> &AtomicU64) -> Self {
        which(metrics).fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(metrics), which)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        (self.1)(&self.0).fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    pub(super) fn new(limits: Limits, metrics: Arc<Metrics>) -> Self {
        Self { limits, turns: Arc::new(Semaphore::new(limits.running)), metrics }
    }

    /// The bounds of a query over a graph.
    pub(super) fn options(&self, loaded: &Loaded) -> Options {
        Options {
            timeout: Some(self.limits.time),
            max_rows: Some(self.limits.rows),
            max_memory: Some(loaded.memory.saturating_add(self.limits.memory)),
        }
    }

    /// The answer to a question, in a form: whole where it is short, else sent while it is found.
    ///
    /// # Errors
    /// Where too many wait, or there is no answer within the bounds.
    pub(super) async fn answer(
        &self,
        loaded: Arc<Loaded>,
        question: Question,
        form: Form,
    ) -> Result<Response, Refusal> {
        let turn = self.turn().await?;
        let options = self.options(&loaded);
        // A reader may take as long again as the query before he is given up.
        let deadline = time::Instant::now() + self.limits.time * 2;
        let (mut spool, begins) = Spool::<Error>::new(self.limits.bytes, deadline, Handle::current());
        let metrics = Arc::clone(&self.metrics);
        tokio::task::spawn_blocking(move || {
            let _running = Counted::new(&metrics, |metrics| &metrics.running);
            let started = Instant::now();
            let done = question.write(&loaded.store, &options, form, &mut spool);
            metrics.query(started.elapsed());
            spool.end(done.err());
            drop(turn);
        });
        let body = match begins.await {
            Ok(Begun::Ended(Ok(bytes))) => Body::from(bytes),
            Ok(Begun::Ended(Err(error))) => return Err(error.into()),
            Ok(Begun::Running(parts)) => Body::from_stream(ReceiverStream::new(parts)),
            Err(_) => {
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                return Err(Refusal::new(status, "the query broke off", "please report it with the query"));
            }
        };
        let mut response = body.into_response();
        let kind = match form {
            Form::Csv | Form::Tsv | Form::Table | Form::Turtle => format!("{}; charset=utf-8", form.media_type()),
            _ => form.media_type().to_owned(),
        };
        if let Ok(kind) = HeaderValue::from_str(&kind) {
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        Ok(response)
    }

    /// Runs something short on a thread of its own, in its turn.
    ///
    /// # Errors
    /// Where too many wait, or as it says itself.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let turn = self.turn().await?;
        let metrics = Arc::clone(&self.metrics);
        let task = tokio::task::spawn_blocking(move || {
            let _running = Counted::new(&metrics, |metrics| &metrics.running);
            let _turn = turn;
            work()
        });
        let broken = |_| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "the request broke off", "please report it");
        task.await.map_err(broken)?
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        if self.metrics.waiting.load(Ordering::Relaxed) >= self.limits.waiting as u64 {
            return Err(Refusal::busy());
        }
        let _waiting = Counted::new(&self.metrics, |metrics| &metrics.waiting);
        match timeout(self.limits.time, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(Refusal::busy()),
        }
    }
}

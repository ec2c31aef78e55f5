//! Holds the beginning of an answer back, so that an error in it gets its own status.
//!
//! Up to a mebibyte is kept; an answer that ends before is sent whole. What goes beyond is sent while it is written, and
//! an error then aborts the connection: nobody can take half an answer for a whole one.

use std::io::{self, Write};

use axum::body::Bytes;
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};

/// How much is held back, in bytes.
const HELD: usize = 1 << 20;
/// Bytes sent at a time, once it is sent.
const CHUNK: usize = 64 << 10;
/// Chunks that wait for a slow reader.
const CHUNKS: usize = 16;

/// Parts of an answer that is sent while it is written; an error among them aborts the connection.
pub(super) type Parts = mpsc::Receiver<io::Result<Bytes>>;

/// How an answer begins.
pub(super) enum Begun<E> {
    /// It has ended: the whole of it, or why there is none.
    Ended(Result<Vec<u8>, E>),
    /// It goes on.
    Running(Parts),
}

/// Takes the bytes of one answer.
pub(super) struct Spool<E> {
    held: Vec<u8>,
    begun: Option<oneshot::Sender<Begun<E>>>,
    parts: Option<mpsc::Sender<io::Result<Bytes>>>,
    left: usize,
    /// When a reader who does not read is given up.
    deadline: Instant,
    runtime: Handle,
}

impl<E> Spool<E> {
    /// A spool for at most `bytes`, and what tells how the answer begins.
    pub(super) fn new(bytes: usize, deadline: Instant, runtime: Handle) -> (Self, oneshot::Receiver<Begun<E>>) {
        let (begun, begins) = oneshot::channel();
        (Self { held: Vec::new(), begun: Some(begun), parts: None, left: bytes, deadline, runtime }, begins)
    }

    /// Ends the answer, with an error or without.
    pub(super) fn end(mut self, error: Option<E>) {
        if let Some(begun) = self.begun.take() {
            // Whoever waited may have gone; then nobody is to be told.
            let _ = begun.send(Begun::Ended(error.map_or_else(|| Ok(std::mem::take(&mut self.held)), Err)));
            return;
        }
        let _ = if error.is_none() { self.send() } else { Ok(()) };
        if let (Some(_), Some(parts)) = (error, &self.parts) {
            let _ = self.runtime.block_on(timeout_at(self.deadline, parts.send(Err(io::Error::other("stopped")))));
        }
    }

    fn send(&mut self) -> io::Result<()> {
        let Some(parts) = &self.parts else { return Ok(()) };
        let bytes = Bytes::from(std::mem::take(&mut self.held));
        let sent = self.runtime.block_on(timeout_at(self.deadline, parts.send(Ok(bytes))));
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::Error::new(io::ErrorKind::BrokenPipe, "the reader has gone")),
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "the reader does not read")),
        }
    }
}

impl<E> Write for Spool<E> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len()).ok_or_else(|| {
            io::Error::new(io::ErrorKind::FileTooLarge, "it is longer than an answer may be; add LIMIT to the query")
        })?;
        self.held.extend_from_slice(bytes);
        if self.begun.is_some() && self.held.len() > HELD {
            let (parts, receiver) = mpsc::channel(CHUNKS);
            self.parts = Some(parts);
            if let Some(begun) = self.begun.take() {
                let _ = begun.send(Begun::Running(receiver));
            }
        }
        if self.parts.is_some() && self.held.len() >= CHUNK {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! The guard that stops a query.

use std::{
    fs,
    sync::{
        Mutex,
        atomic::{AtomicU8, Ordering},
    },
    time::{Duration, Instant},
};

use thiserror::Error;

/// How often the memory of the program is looked at.
const EVERY: Duration = Duration::from_millis(20);

/// Why a query was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GuardError {
    /// Its time is over.
    #[error("the query took longer than it may")]
    Deadline,
    /// The program holds too much memory.
    #[error("the query needs more memory than it may have")]
    Memory,
}

/// Stops a query when its time is over or memory runs short. One guard serves one query.
///
/// An evaluator may swallow the error and give an answer that looks complete: ask [`Guard::tripped`] at the end.
#[derive(Debug, Default)]
pub struct Guard {
    deadline: Option<Instant>,
    max_memory: Option<u64>,
    next_look: Mutex<Option<Instant>>,
    /// 0: not stopped; 1: out of time; 2: out of memory.
    tripped: AtomicU8,
}

impl Guard {
    /// A guard that trips after `limit`, or where the whole program holds more than `max_memory` bytes; never where there
    /// is neither.
    #[must_use]
    pub fn new(limit: Option<Duration>, max_memory: Option<u64>) -> Self {
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        Self { deadline, max_memory, ..Self::default() }
    }

    /// Whether it has stopped the query, and why.
    #[must_use]
    pub fn tripped(&self) -> Option<GuardError> {
        match self.tripped.load(Ordering::Relaxed) {
            0 => None,
            1 => Some(GuardError::Deadline),
            _ => Some(GuardError::Memory),
        }
    }

    /// Looks at the clock, for every row: a join may do half a million combinations between one row and the next.
    ///
    /// # Errors
    /// Where the query is to end.
    pub fn check(&self) -> Result<(), GuardError> {
        if let Some(error) = self.tripped() {
            return Err(error);
        }
        if self.deadline.is_none() && self.max_memory.is_none() {
            return Ok(());
        }
        let now = Instant::now();
        if self.deadline.is_some_and(|deadline| now >= deadline) {
            self.tripped.store(1, Ordering::Relaxed);
            return Err(GuardError::Deadline);
        }
        if self.max_memory.is_some_and(|max| self.is_time_to_look(now) && resident().is_some_and(|held| held > max)) {
            self.tripped.store(2, Ordering::Relaxed);
            return Err(GuardError::Memory);
        }
        Ok(())
    }

    fn is_time_to_look(&self, now: Instant) -> bool {
        let Ok(mut next) = self.next_look.try_lock() else { return false };
        let due = next.is_none_or(|next| now >= next);
        if due {
            *next = now.checked_add(EVERY);
        }
        due
    }
}

/// How many bytes of memory the program holds; `None` where the system does not tell (it does on Linux).
#[must_use]
pub fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kibibytes * 1024)
}

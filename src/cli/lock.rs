//! One change of a folder at a time.

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
    process,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::Result;
use newsgraph::model::Date;

use super::{error::hinted, folder::unwritable};

/// Name of the file.
pub const NAME: &str = "graph.lock";

/// The right to change a folder, for as long as it lives.
///
/// The system takes the lock back when the process ends, however it ends; a file that a killed process left behind
/// stands in nobody's way.
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock of a folder; refused, with who has it, where another process does.
    pub fn of(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        loop {
            let open = File::options().create(true).truncate(false).read(true).write(true).open(&path);
            let mut file = open.map_err(|error| unwritable(folder, &error))?;
            match file.try_lock() {
                // A file system without locks has none to respect.
                Ok(()) | Err(TryLockError::Error(_)) => {}
                Err(TryLockError::WouldBlock) => {
                    let holder = fs::read_to_string(&path).unwrap_or_default();
                    let holder = Some(holder.trim()).filter(|text| !text.is_empty()).unwrap_or("another process");
                    return Err(hinted(
                        format!("{} is being changed by {holder}", folder.display()),
                        "wait until it has ended, or name another folder",
                    ));
                }
            }
            let holder = holder();
            let written = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes())).and_then(|()| file.flush());
            written.map_err(|error| unwritable(folder, &error))?;
            // Whoever had it before may have taken the file away between opening and locking it.
            if fs::read_to_string(&path).is_ok_and(|text| text == holder) {
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Process, machine and time, for people; a clock that runs backwards changes nothing but these words.
fn holder() -> String {
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = Some(host.trim()).filter(|host| !host.is_empty()).map_or(String::new(), |host| format!(" on {host}"));
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let day = Date::from_days(i64::try_from(seconds / 86_400).unwrap_or(0));
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    format!("process {}{host} since {day} {hour:02}:{minute:02}:{second:02} UTC\n", process::id())
}

/// Makes sure that the names of a folder's files outlast a loss of power; not every system can.
pub fn sync(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_what_a_dead_process_left_is_taken_over() {
        let place = tempfile::tempdir().expect("a folder");
        fs::write(place.path().join(NAME), "process 1 on elsewhere since 1999-01-01\n").expect("written");
        let lock = Lock::of(place.path()).expect("nobody holds it");
        let refused = Lock::of(place.path()).err().expect("held").to_string();
        assert!(refused.contains(&format!("process {}", process::id())) && refused.contains("since 2"), "{refused}");
        drop(lock);
        assert!(!place.path().join(NAME).exists());
        assert!(Lock::of(place.path()).is_ok());
    }
}

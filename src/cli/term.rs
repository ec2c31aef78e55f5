//! stdout and stderr: colours, notes and errors.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, Write},
};

use super::{
    args::{Color, Global},
    error,
};

/// Colours of one stream; all empty where it has none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paint {
    on: bool,
}

impl Paint {
    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Whether there are colours.
    pub fn is_on(self) -> bool {
        self.on
    }

    /// Bold.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Faint.
    pub fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// Red, for what is wrong or denied.
    pub fn red(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    /// Green, for subjects.
    pub fn green(self, text: &str) -> String {
        self.wrap("1;32", text)
    }

    /// Yellow, for triggers and warnings.
    pub fn yellow(self, text: &str) -> String {
        self.wrap("1;33", text)
    }

    /// Blue, for objects.
    pub fn blue(self, text: &str) -> String {
        self.wrap("1;34", text)
    }
}

/// Where to write, and how much to say.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Colours of stdout.
    pub out: Paint,
    /// Colours of stderr.
    pub err: Paint,
    /// Whether stdout is a terminal.
    pub out_is_terminal: bool,
    /// Whether a progress bar may be drawn.
    pub progress: bool,
    /// 0 nothing but errors, 1 warnings and summaries, 2 and more everything.
    level: u8,
}

impl Term {
    /// Looks at the options, the environment and the streams.
    pub fn new(global: &Global) -> Self {
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let paint = |terminal: bool| Paint {
            on: match global.color {
                Color::Auto => terminal && !plain,
                Color::Always => true,
                Color::Never => false,
            },
        };
        let (out, err) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        Self {
            out: paint(out),
            err: paint(err),
            out_is_terminal: out,
            progress: err && !global.quiet,
            level: if global.quiet { 0 } else { 1 + global.verbose },
        }
    }

    /// stdout, buffered.
    pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
        BufWriter::with_capacity(1 << 16, io::stdout().lock())
    }

    /// Says something on stderr, unless told to be quiet.
    pub fn say(&self, message: &str) {
        if self.level > 0 {
            write(message);
        }
    }

    /// Says something on stderr where asked for more.
    pub fn detail(&self, message: &str) {
        if self.level > 1 {
            write(message);
        }
    }

    /// Warns on stderr, with a hint where there is one.
    pub fn warn(&self, message: &str, hint: Option<&str>) {
        self.say(&format!("{} {message}", self.err.yellow("warning:")));
        if let Some(hint) = hint {
            self.say(&format!("{} {hint}", self.err.bold("hint:")));
        }
    }

    /// Says what went wrong, and what to do about it.
    pub fn error(&self, error: &anyhow::Error) {
        write(&format!("{} {}", self.err.red("error:"), error::message(error)));
        if let Some(hint) = error::hint(error) {
            write(&format!("{} {hint}", self.err.bold("hint:")));
        }
    }
}

/// Nobody can be told that stderr is gone.
fn write(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

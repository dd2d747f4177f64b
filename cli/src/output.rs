//! Text for people, JSON for programs. Nothing is printed before it is complete.

use std::fmt::{Arguments, Display, Write as _};
use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use serde_json::json;

use crate::failure::Failure;

/// What a command that ran to its end found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Done, verified, valid.
    Good,
    /// Does not verify, not valid.
    Bad,
}

/// Standard output; colours only on a terminal.
pub(crate) struct Output {
    json: bool,
    color: bool,
    terminal: bool,
    text: String,
}

const HEADING: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        let stdout = io::stdout();
        let color = anstream::AutoStream::choice(&stdout) != ColorChoice::Never;
        Self { json, color, terminal: stdout.is_terminal(), text: String::new() }
    }

    /// Whether one JSON object is wanted.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Prints one JSON object.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(|error| Failure::Output(error.into()))?;
        self.line(format_args!("{text}"));
        Ok(())
    }

    /// A line as it is; on a terminal without control characters, which messages could steer it with.
    pub(crate) fn line(&mut self, line: Arguments<'_>) {
        self.styled(Style::new(), line);
    }

    pub(crate) fn heading(&mut self, text: impl Display) {
        self.styled(HEADING, text);
    }

    /// A name and its value, values aligned.
    pub(crate) fn field(&mut self, name: &str, value: impl Display) {
        self.line(format_args!("  {name:<18}{}", one_line(value)));
    }

    pub(crate) fn good(&mut self, text: impl Display) {
        self.styled(GOOD, text);
    }

    pub(crate) fn bad(&mut self, text: impl Display) {
        self.styled(BAD, text);
    }

    pub(crate) fn warning(&mut self, text: impl Display) {
        self.styled(WARNING, text);
    }

    fn styled(&mut self, style: Style, text: impl Display) {
        let style = if self.color { style } else { Style::new() };
        let text = if self.terminal { without_controls(text, &['\n', '\t']) } else { text.to_string() };
        // Writing to a String can't fail.
        let _ = writeln!(self.text, "{style}{text}{style:#}");
    }

    /// Writes everything and gives the exit code.
    pub(crate) fn finish(self, done: Result<Verdict, Failure>) -> u8 {
        let (written, code) = match done {
            Ok(verdict) => (self.write_text(), u8::from(verdict == Verdict::Bad)),
            Err(failure) => (self.write_failure(&failure), 2),
        };
        match written {
            // The reader (head, less) has seen enough: that is no failure of ours.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => code,
            Err(error) => {
                // Nothing is left to do if this can't be written either.
                let _ = writeln!(io::stderr(), "error[output_failed]: the output can't be written: {error}");
                2
            }
            Ok(()) => code,
        }
    }

    fn write_text(&self) -> io::Result<()> {
        if self.color {
            let mut out = anstream::AutoStream::auto(io::stdout()).lock();
            out.write_all(self.text.as_bytes())?;
            return out.flush();
        }
        // Not through anstream, which would strip what looks like a colour from values too.
        let mut out = io::stdout().lock();
        out.write_all(self.text.as_bytes())?;
        out.flush()
    }

    fn write_failure(&self, failure: &Failure) -> io::Result<()> {
        let (code, field, message) = match failure {
            Failure::Library(error) => (error.code().as_str(), error.field(), error.message()),
            Failure::Input { code, message } => (*code, None, message.as_ref()),
            Failure::Output(error) => return Err(io::Error::new(error.kind(), "output failed")),
        };
        if self.json {
            let object = json!({"error": {"code": code, "field": field, "message": message}});
            return writeln!(io::stdout().lock(), "{object}");
        }
        let mut err = anstream::AutoStream::auto(io::stderr()).lock();
        let field = field.map(|field| format!("{field}: ")).unwrap_or_default();
        writeln!(err, "{BAD}error[{code}]{BAD:#}: {}", one_line(format_args!("{field}{message}")))
    }
}

/// A text from a message or a file's name as part of a line: it can't begin a new one.
fn one_line(text: impl Display) -> String {
    without_controls(text, &[])
}

fn without_controls(text: impl Display, but: &[char]) -> String {
    text.to_string().chars().map(|c| if c.is_control() && !but.contains(&c) { '\u{fffd}' } else { c }).collect()
}

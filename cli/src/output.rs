//! Text for people, JSON for programs. Nothing is printed before it is complete.

use std::fmt::{Arguments, Display};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

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
    text: String,
}

const HEADING: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, text: String::new() }
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

    pub(crate) fn line(&mut self, line: Arguments<'_>) {
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }

    pub(crate) fn heading(&mut self, text: impl Display) {
        self.line(format_args!("{HEADING}{text}{HEADING:#}"));
    }

    /// A name and its value, values aligned. Values come from messages: control characters must not reach the terminal.
    pub(crate) fn field(&mut self, name: &str, value: impl Display) {
        let value: String = value.to_string().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        self.line(format_args!("  {name:<18}{value}"));
    }

    pub(crate) fn good(&mut self, text: impl Display) {
        self.line(format_args!("{GOOD}{text}{GOOD:#}"));
    }

    pub(crate) fn bad(&mut self, text: impl Display) {
        self.line(format_args!("{BAD}{text}{BAD:#}"));
    }

    pub(crate) fn warning(&mut self, text: impl Display) {
        self.line(format_args!("{WARNING}{text}{WARNING:#}"));
    }

    /// Writes everything and gives the exit code.
    pub(crate) fn finish(self, done: Result<Verdict, Failure>) -> ExitCode {
        let (written, code) = match done {
            Ok(verdict) => (self.write_text(), u8::from(verdict == Verdict::Bad)),
            Err(failure) => (self.write_failure(&failure), 2),
        };
        match written {
            // The reader (head, less) has seen enough: that is no failure of ours.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(code),
            Err(_) => ExitCode::from(2),
            Ok(()) => ExitCode::from(code),
        }
    }

    fn write_text(&self) -> io::Result<()> {
        let mut out = anstream::AutoStream::auto(io::stdout()).lock();
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
        writeln!(err, "{BAD}error[{code}]{BAD:#}: {field}{message}")
    }
}

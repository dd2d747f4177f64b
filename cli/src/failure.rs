//! Why the command ends without doing what was asked.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use tarspay_core::Error;

use crate::secret;

/// What ends the command.
pub(crate) enum Failure {
    /// The input can't be used, for a reason that the library names.
    Library(Error),
    /// The input can't be used, for a reason outside the library.
    Input { code: &'static str, message: Cow<'static, str> },
    /// Nobody reads the output any more.
    Output(io::Error),
}

impl Failure {
    pub(crate) fn input(code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Input { code, message: message.into() }
    }

    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        if secret::holds_key(&path.to_string_lossy()) {
            return secret::on_the_command_line();
        }
        Self::input("file_unreadable", format!("{} can't be read: {error}", path.display()))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

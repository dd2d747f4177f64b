//! The explanation for reading.

use alloc::string::{String, ToString};
use core::fmt;

use super::explanation::{Diagnosis, Explanation, Kind, Verdict};

impl Explanation {
    /// The explanation for reading: every stage under a heading at the start of a line, its content indented below.
    /// Control characters are shown as escapes, so that it can be printed on a terminal.
    pub fn to_text(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.faults.is_empty() {
            heading(f, "Faults in the input")?;
        }
        for fault in &self.faults {
            let field = fault.field.as_ref().map(|field| [field, ": "].concat()).unwrap_or_default();
            line(f, &[fault.code.as_str(), ": ", &field, &fault.message])?;
            line(f, &["  ", &fault.remedy])?;
        }
        if !self.members.is_empty() {
            heading(f, "Members as read")?;
        }
        for member in &self.members {
            line(f, &[&member.name, " = ", &member.json, " (", member.json_type, ")"])?;
        }
        if !self.signed_members.is_empty() {
            heading(f, "Members sorted")?;
        }
        for member in &self.signed_members {
            line(f, &[&member.name, "=", &member.text])?;
        }
        stage(f, "String to sign", self.string_to_sign.as_deref())?;
        stage(f, "First SHA-256", self.first_digest.as_deref())?;
        stage(f, "Second SHA-256, which is signed", self.second_digest.as_deref())?;
        stage(f, "Signature of the private key given", self.signature.as_deref())?;
        if let Some(verdict) = self.verdict {
            heading(f, "Verdict")?;
            line(f, &[verdict.as_str(), ": ", verdict.words(self.kind)])?;
            if let Some(key) = &self.matched_key {
                line(f, &["made by ", &key.to_hex()])?;
            }
            if let Some(form) = self.matched_form {
                line(f, &["over the body in the form ", form.as_str()])?;
            }
        }
        self.diagnosis.as_ref().map_or(Ok(()), |diagnosis| diagnosis.write(f, self.string_to_sign.as_deref()))
    }
}

impl Diagnosis {
    fn write(&self, f: &mut fmt::Formatter<'_>, right_text: Option<&str>) -> fmt::Result {
        heading(f, "Diagnosis")?;
        for mistake in &self.mistakes {
            line(f, &[mistake.as_str()])?;
        }
        line(f, &[&self.text])?;
        if let Some(signed) = self.signed_text.as_deref().filter(|&signed| Some(signed) != right_text) {
            stage(f, "Text that was really signed", Some(signed))?;
        }
        stage(f, "What to do", Some(&self.remedy))
    }
}

impl Verdict {
    /// The stable text: `valid`, `mismatch`, `unreadable`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Mismatch => "mismatch",
            Self::Unreadable => "unreadable",
        }
    }

    const fn words(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Valid, Kind::Request) => "the signature is the API key's over the string to sign",
            (Self::Valid, Kind::Callback) => "the signature is a trusted key's over this body",
            (Self::Mismatch, Kind::Request) => "the signature is not the API key's over the string to sign",
            (Self::Mismatch, Kind::Callback) => "the signature is no trusted key's over this body",
            (Self::Unreadable, _) => "the signature can't be read as the hex of a DER signature",
        }
    }
}

fn heading(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    writeln!(f, "{text}")
}

fn stage(f: &mut fmt::Formatter<'_>, name: &str, content: Option<&str>) -> fmt::Result {
    let Some(content) = content else { return Ok(()) };
    heading(f, name)?;
    line(f, &[content])
}

fn line(f: &mut fmt::Formatter<'_>, parts: &[&str]) -> fmt::Result {
    f.write_str("  ")?;
    for c in parts.iter().flat_map(|part| part.chars()) {
        match c {
            // Direction marks can make a terminal show another order than the one signed.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                write!(f, "{}", c.escape_unicode())?;
            }
            c if c.is_control() => write!(f, "{}", c.escape_default())?,
            c => write!(f, "{c}")?,
        }
    }
    writeln!(f)
}

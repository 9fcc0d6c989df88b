//! The header of an exercise's file: its title, kind, and task, as Markdown.
//!
//! ```text
//! # Ordered fetch
//!
//! **build, 10 minutes**
//!
//! What to make, then what is given, how it is judged, and where it is taught.
//! ```

use super::kind::Kind;

/// What an exercise asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// `Ordered fetch`
    pub(crate) title: String,
    pub(crate) kind: Kind,
    pub(crate) minutes: u32,
    /// The Markdown below the kind, with each paragraph joined into one line.
    pub(crate) task: String,
}

const FORM: &str =
    "A header begins with:\n//! # Title\n//!\n//! **build, 10 minutes**";

impl Header {
    /// The header at the beginning of `text`, an exercise's file.
    ///
    /// # Errors
    ///
    /// A message that says what is wrong with the header and what it should look like.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let head = text.lines().map_while(|line| line.strip_prefix("//!"));
        let mut lines = head.map(|it| it.strip_prefix(' ').unwrap_or(it).trim_end());
        let first = lines.next().and_then(|line| line.strip_prefix("# "));
        let first = first.ok_or_else(|| format!("It has no title. {FORM}"))?;
        let kind = lines.by_ref().find(|line| !line.is_empty()).unwrap_or_default();
        let kind = kind.strip_prefix("**").and_then(|it| it.strip_suffix("**"));
        let kind = kind.ok_or_else(|| format!("It has no kind. {FORM}"))?;
        let (kind, minutes) = kind_and_minutes(kind)?;
        Ok(Self { title: first.trim().to_owned(), kind, minutes, task: task(lines) })
    }

    /// `build, 10 minutes`
    pub(crate) fn kind_and_minutes(&self) -> String {
        format!("{}, {} minutes", self.kind, self.minutes)
    }
}

fn kind_and_minutes(text: &str) -> Result<(Kind, u32), String> {
    let (kind, minutes) = text.split_once(", ").ok_or_else(|| {
        format!("It doesn't say how many minutes it takes. {FORM}")
    })?;
    let minutes = minutes.strip_suffix(" minutes").and_then(|it| it.parse().ok());
    let minutes = minutes.ok_or_else(|| {
        format!("It doesn't say how many minutes it takes. {FORM}")
    })?;
    Ok((Kind::parse(kind)?, minutes))
}

/// Markdown with each paragraph joined into one line, so that the caller can wrap it to any
/// width. Lists, tables, and code are not changed.
fn task<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut in_code = false;
    let mut in_paragraph = false;
    for line in lines {
        let is_fence = line.trim_start().starts_with("```");
        let is_plain = !in_code && !is_fence && is_plain(line);
        text.push_str(if text.is_empty() {
            ""
        } else if in_paragraph && is_plain {
            " "
        } else {
            "\n"
        });
        text.push_str(line);
        in_paragraph = is_plain;
        in_code ^= is_fence;
    }
    text.trim_matches('\n').to_owned()
}

/// Whether a line belongs to a paragraph, not to a list, a table, or code.
fn is_plain(line: &str) -> bool {
    let number = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_item = line.starts_with("- ")
        || line.starts_with("* ")
        || number.len() < line.len() && number.starts_with(". ");
    !line.is_empty() && !line.starts_with([' ', '|', '#']) && !is_item
}

#[cfg(test)]
mod tests {
    use super::{Header, Kind};

    const FILE: &str = "\
//! # Ordered fetch
//!
//! **build, 10 minutes**
//!
//! A page needs
//! many answers.
//!
//! - one
//!   more
//! - two
//!
//! | a | b |
//! |---|---|
//!
//! ```
//! let a = 1;
//! let b = 2;
//! ```
//!
//! **Given:** `service`
//! answers.

use probe::Service;
";

    #[test]
    fn a_header_is_parsed_into_title_kind_minutes_and_task() {
        let header = Header::parse(FILE).unwrap();
        assert_eq!(header.title, "Ordered fetch");
        assert_eq!((header.kind, header.minutes), (Kind::Build, 10));
        assert_eq!(header.kind_and_minutes(), "build, 10 minutes");
        let task = "A page needs many answers.\n\n- one\n  more\n- two\n\n\
                    | a | b |\n|---|---|\n\n```\nlet a = 1;\nlet b = 2;\n```\n\n\
                    **Given:** `service` answers.";
        assert_eq!(header.task, task);
        let windows = FILE.replace('\n', "\r\n");
        assert_eq!(Header::parse(&windows), Ok(header));
    }

    #[test]
    fn the_error_for_a_broken_header_says_what_is_missing() {
        for (from, to, expected) in [
            ("//! # Ordered fetch\n", "", "It has no title."),
            ("//! **build, 10 minutes**\n", "", "It has no kind."),
            (
                "build, 10 minutes",
                "build",
                "It doesn't say how many minutes it takes.",
            ),
            ("build, 10", "build, ten", "It doesn't say how many minutes it takes."),
            ("build, 10", "guess, 10", "`guess` is not a kind of exercise."),
        ] {
            let error = Header::parse(&FILE.replace(from, to)).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
        Header::parse("").unwrap_err();
    }
}

//! The parser of `exercises/misconceptions.md`.
//!
//! A misconception is a second-level heading with its slug, followed by one paragraph per
//! part. Each paragraph begins with its label: `You might think:`, `In fact:`,
//! `What you see:`, `Taught in:`, and optionally `Compiler message:` and
//! `Special case of:`.

use std::fmt::{self, Display};

/// A wrong belief that leads to wrong programs, along with what is true instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misconception {
    /// The misconception's name: lowercase letters and hyphens.
    pub slug: String,
    /// What learners may think.
    pub belief: String,
    /// What is true instead.
    pub fact: String,
    /// What a learner sees when a program is based on it.
    pub symptom: String,
    /// Where the truth is taught: the path of a page relative to the course directory,
    /// and a heading, such as `lessons/06-gather/README.md#what-goes-wrong`.
    pub taught_in: String,
    /// The compiler's errors and warnings that it leads to.
    pub compiler_messages: Vec<CompilerMessagePattern>,
    /// The slug of a more general misconception, which the compiler's message names. If a
    /// test names this one, it is the better explanation of that message.
    pub special_case_of: Option<String>,
}

/// A pattern for a compiler error or warning that a misconception leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompilerMessagePattern {
    /// The error code, such as `E0728`, or the name of a lint. `None` for an error without
    /// a code, which the page writes as `error`.
    pub code: Option<String>,
    /// A phrase from the message. In it, `…` matches any text on the same line.
    pub phrase: String,
}

impl CompilerMessagePattern {
    /// Whether a message with this code matches. `words` is the text of the compiler's
    /// message, without the source lines that it quotes.
    #[must_use]
    pub fn matches(&self, code: Option<&str>, words: &str) -> bool {
        self.code.as_deref() == code
            && words.lines().any(|line| has_in_order(line, self.phrase.split('…')))
    }
}

/// Whether a line contains all these parts, one after the other.
fn has_in_order<'a>(
    mut line: &str,
    mut parts: impl Iterator<Item = &'a str>,
) -> bool {
    parts.all(|part| match line.split_once(part) {
        Some((_, rest)) => {
            line = rest;
            true
        }
        None => false,
    })
}

/// An error in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line number, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "misconceptions.md, line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ParseError {}

impl Misconception {
    /// Parses all misconceptions of a page, in order.
    ///
    /// # Errors
    ///
    /// The first error in the page: an invalid or duplicate slug, or a part that is
    /// missing, unknown, duplicate, or malformed.
    pub fn parse_all(page: &str) -> Result<Vec<Self>, ParseError> {
        let mut all: Vec<Self> = Vec::new();
        for section in sections(page) {
            let misconception =
                Self::parse(section.line, section.slug, &section.lines)?;
            if all.iter().any(|it| it.slug == misconception.slug) {
                let what = format!("`{}` is defined twice", misconception.slug);
                return Err(ParseError { line: section.line, what });
            }
            all.push(misconception);
        }
        Ok(all)
    }

    /// Parses one section: its heading's line number and text, and the numbered lines below
    /// the heading.
    fn parse(
        line: usize,
        slug: &str,
        lines: &[(usize, &str)],
    ) -> Result<Self, ParseError> {
        let is_slug = !slug.is_empty()
            && slug.chars().all(|it| it.is_ascii_lowercase() || it == '-');
        if !is_slug {
            let what =
                format!("`{slug}` is not a slug: use lowercase letters and `-`");
            return Err(ParseError { line, what });
        }
        let mut parts = [const { None }; LABELS.len()];
        for paragraph in lines.split(|(_, line)| line.trim().is_empty()) {
            let Some(&(line, first)) = paragraph.first() else { continue };
            // A first-level heading starts a new topic.
            if first.starts_with("# ") {
                continue;
            }
            let label = LABELS.iter().position(|it| first.starts_with(it));
            let Some(label) = label else {
                let what =
                    format!("`{slug}`: {first:?} must start with one of {LABELS:?}");
                return Err(ParseError { line, what });
            };
            if parts[label].is_some() {
                let what = format!("`{slug}` has `{}` twice", LABELS[label]);
                return Err(ParseError { line, what });
            }
            let text: Vec<_> = paragraph
                .iter()
                .flat_map(|(_, line)| line.split_whitespace())
                .collect();
            let text = text.join(" ")[LABELS[label].len()..].trim().to_owned();
            parts[label] = Some((line, text));
        }
        let [belief, fact, symptom, taught_in, compiler_messages, general] = parts;
        let required = |part: Option<(usize, String)>, label: usize| {
            let what = || format!("`{slug}` has no `{}`", LABELS[label]);
            part.ok_or_else(|| ParseError { line, what: what() })
        };
        let compiler_messages = match &compiler_messages {
            None => Vec::new(),
            Some((line, text)) => patterns(*line, text)?,
        };
        Ok(Self {
            slug: slug.to_owned(),
            belief: sentence(required(belief, 0)?)?,
            fact: sentence(required(fact, 1)?)?,
            symptom: sentence(required(symptom, 2)?)?,
            taught_in: link(required(taught_in, 3)?)?,
            compiler_messages,
            special_case_of: general.map(|(_, slug)| slug),
        })
    }
}

/// The labels of a misconception's parts. The last two are optional.
const LABELS: [&str; 6] = [
    "You might think:",
    "In fact:",
    "What you see:",
    "Taught in:",
    "Compiler message:",
    "Special case of:",
];

struct Section<'a> {
    line: usize,
    slug: &'a str,
    lines: Vec<(usize, &'a str)>,
}

/// The second-level headings, each with the lines that follow it.
fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (line, text) in (1..).zip(page.lines()) {
        if let Some(slug) = text.strip_prefix("## ") {
            sections.push(Section { line, slug: slug.trim(), lines: Vec::new() });
        } else if let Some(section) = sections.last_mut() {
            section.lines.push((line, text));
        }
    }
    sections
}

fn sentence((line, text): (usize, String)) -> Result<String, ParseError> {
    match text.ends_with('.') {
        true => Ok(text),
        false => {
            let what = format!("{text:?} does not end with a period");
            Err(ParseError { line, what })
        }
    }
}

/// The target of `[title](../lessons/…/README.md#heading)`, relative to the course
/// directory.
fn link((line, text): (usize, String)) -> Result<String, ParseError> {
    let target = text
        .split_once("](../")
        .and_then(|(_, link)| link.strip_suffix(')'))
        .filter(|target| target.contains('#'));
    target.map(str::to_owned).ok_or_else(|| ParseError {
        line,
        what: format!("{text:?} is not a link such as [Title](../PAGE.md#heading)"),
    })
}

/// Parses patterns, such as ``E0728 "only allowed inside"; E0308 "found future"``.
fn patterns(
    line: usize,
    text: &str,
) -> Result<Vec<CompilerMessagePattern>, ParseError> {
    let pattern = |text: &str| {
        let (code, phrase) = text.split_once(" \"")?;
        let phrase = phrase.strip_suffix('"')?;
        if code.is_empty() || code.contains(' ') || phrase.len() < 8 {
            return None;
        }
        let code = (code != "error").then(|| code.to_owned());
        Some(CompilerMessagePattern { code, phrase: phrase.to_owned() })
    };
    text.split("; ")
        .map(|part| {
            pattern(part).ok_or_else(|| ParseError {
                line,
                what: format!(
                    "`{part}` must be an error code and a phrase of at least 8 \
                     characters, such as E0728 \"only allowed inside\""
                ),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{CompilerMessagePattern, Misconception};

    const PAGE: &str = "\
# A page

What it is about.

## awaits-anywhere

You might think: An await works
anywhere.

In fact: It does not.

What you see: an error.

Compiler message: E0728 \"only allowed inside\"; error \"not safe here\"

Taught in: [Lazy](../lessons/04-lazy-futures/README.md#what-goes-wrong)

# Another topic

## all-is-well

You might think: All is well.
In fact, it says more.

In fact: It is not.

What you see: trouble.

Taught in: [Lazy](../lessons/04-lazy-futures/README.md#why-it-works)
";

    #[test]
    fn a_page_is_parsed_into_parts() {
        let all = Misconception::parse_all(PAGE).unwrap();
        let slugs: Vec<_> = all.iter().map(|it| it.slug.as_str()).collect();
        assert_eq!(slugs, ["awaits-anywhere", "all-is-well"]);
        assert_eq!(all[0].belief, "An await works anywhere.");
        assert_eq!(all[1].belief, "All is well. In fact, it says more.");
        assert_eq!(all[1].symptom, "trouble.");
        let page = "lessons/04-lazy-futures/README.md#what-goes-wrong";
        assert_eq!(all[0].taught_in, page);
        let pattern = |code: Option<&str>, phrase: &str| CompilerMessagePattern {
            code: code.map(str::to_owned),
            phrase: phrase.to_owned(),
        };
        assert_eq!(
            all[0].compiler_messages,
            [
                pattern(Some("E0728"), "only allowed inside"),
                pattern(None, "not safe here")
            ]
        );
        assert!(all[1].compiler_messages.is_empty());
    }

    #[test]
    fn a_message_matches_by_its_code_and_a_phrase_with_gaps() {
        let phrase = "`impl …Future<Output = …>` is not an iterator".to_owned();
        let code = Some("E0277".to_owned());
        let pattern = CompilerMessagePattern { code, phrase };
        let words =
            "mismatch\n`impl core::Future<Output = Vec<u8>>` is not an iterator";
        assert!(pattern.matches(Some("E0277"), words));
        assert!(!pattern.matches(Some("E0308"), words));
        assert!(!pattern.matches(None, words));
        assert!(
            !pattern.matches(Some("E0277"), &words.replace("is not", "is\nnot"))
        );
        assert!(!pattern.matches(Some("E0277"), "`Vec<u8>` is not an iterator"));
    }

    #[test]
    fn windows_line_endings_are_accepted() {
        let windows = PAGE.replace('\n', "\r\n");
        assert_eq!(
            Misconception::parse_all(&windows),
            Misconception::parse_all(PAGE)
        );
    }

    #[track_caller]
    fn fails(replace: &str, by: &str, message: &str) {
        assert!(PAGE.contains(replace));
        let error = Misconception::parse_all(&PAGE.replacen(replace, by, 1));
        assert_eq!(error.unwrap_err().to_string(), message);
    }

    #[test]
    fn a_special_case_names_the_general_misconception() {
        let page = PAGE.replacen(
            "What you see:",
            "Special case of: all-is-well\n\nWhat you see:",
            1,
        );
        let all = Misconception::parse_all(&page).unwrap();
        assert_eq!(all[0].special_case_of.as_deref(), Some("all-is-well"));
        assert_eq!(all[1].special_case_of, None);
    }

    #[test]
    fn an_error_names_its_line() {
        fails(
            "## all-is-well",
            "## awaits-anywhere",
            "misconceptions.md, line 20: `awaits-anywhere` is defined twice",
        );
        fails(
            "## all-is-well",
            "## All is well",
            "misconceptions.md, line 20: `All is well` is not a slug: use lowercase \
             letters and `-`",
        );
        fails(
            "What you see: trouble.\n",
            "",
            "misconceptions.md, line 20: `all-is-well` has no `What you see:`",
        );
        fails(
            "In fact: It is not.",
            "But: It is not.",
            "misconceptions.md, line 25: `all-is-well`: \"But: It is not.\" must start \
             with one of [\"You might think:\", \"In fact:\", \"What you see:\", \
             \"Taught in:\", \"Compiler message:\", \"Special case of:\"]",
        );
        fails(
            "What you see: trouble.",
            "In fact: trouble.",
            "misconceptions.md, line 27: `all-is-well` has `In fact:` twice",
        );
        fails(
            "In fact: It is not.",
            "In fact: It is not",
            "misconceptions.md, line 25: \"It is not\" does not end with a period",
        );
        fails(
            "[Lazy](../lessons/04-lazy-futures/README.md#why-it-works)",
            "lesson 4",
            "misconceptions.md, line 29: \"lesson 4\" is not a link such as \
             [Title](../PAGE.md#heading)",
        );
        fails(
            "E0728 \"only allowed inside\"",
            "E0728",
            "misconceptions.md, line 14: `E0728` must be an error code and a \
             phrase of at least 8 characters, such as E0728 \"only allowed inside\"",
        );
    }
}

//! Checks for plain American English, as far as patterns can: a sentence that matches a
//! pattern should be rewritten. The rules behind the patterns are in CONTRIBUTING.md,
//! "Style".
//!
//! The test reads the prose of pages, and in sources the comments, the string literals, and
//! the names of functions. Code and quotations are left out.

use crate::{assert_none, files, read, root};
use regex_lite::Regex;
use std::{path::Path, sync::LazyLock};

/// Patterns that must not match, and what to write instead.
const PATTERNS: &[(&str, &str)] = &[
    (r"\b(?:is|was|are|were) no\b", "`is not a`; `there is no` is fine"),
    (
        r"(?:^|[.!?:] )Who\b[^.?!]*(?:[.!]|$)",
        "a subject: `a future that…`, `the caller`",
    ),
    (r"(?i)\bwhoever\b", "a subject: `a future that…`, `the caller`"),
    (r"(?i)\b(?:nobody|somebody|everybody)\b", "the name of the thing"),
    (r"\b(?:stands?|stood)\b", "`is`, `appears`, `is listed`, `is stored`"),
    (r"\bshall\b", "`must`, `should`, `will`"),
    (
        r"\b(?:is|are|was|were) to (?:be|come|do|end|get|give|go|have|hold|make|run|say|show|stay|take|tell|wait)\b",
        "`must`, `should`, `will`",
    ),
    (
        r"(?i)\b(?:anew|be it|be they|for ever|for good|in vain|lest|likewise|oneself|thereby|thereof|whatever comes of|whence|wherein)\b",
        "plain words",
    ),
    (r"(?i)\bto and fro\b", "`back and forth`"),
    (r"\b(?:himself|herself)\b", "`itself`, or the name of the thing"),
    (r"(?i)\bmend(?:s|ed|ing)?\b", "`fix`"),
    (r"(?i)\bfolders?\b", "`directory`"),
];

/// A match, and a surrounding phrase that makes it acceptable.
const FINE: &[(&str, &str)] = &[
    ("is no", "there is no"),
    ("are no", "there are no"),
    ("was no", "there was no"),
    ("were no", "there were no"),
    ("is no", "is no longer"),
    ("are no", "are no longer"),
    ("was no", "was no longer"),
    ("were no", "were no longer"),
    ("is no", "is no more than"),
    ("are no", "are no more than"),
    ("stands", "stands for"),
    ("stand", "stand for"),
    ("stands", "stands out"),
    ("stand", "stand out"),
    ("stand", "standing"),
];

/// This file lists the forbidden words.
const EXEMPT: &str = "xtask/tests/tidy/language.rs";

/// A learner's own text is not checked, but an unchanged exercise is.
#[test]
fn the_english_is_plain() {
    let mut faults = Vec::new();
    let pages = files("md").into_iter();
    let given = crate::headers::given().into_iter().map(|path| root().join(path));
    for path in pages.chain(files("rs")).chain(files("py")).chain(given) {
        let relative = path.strip_prefix(root()).expect("a file of the course");
        if relative == Path::new(EXEMPT) {
            continue;
        }
        for (line, prose) in prose_of(&path, &read(&path)) {
            for (found, instead) in faults_of(&prose) {
                let path = path.display();
                faults.push(format!("{path}:{line}: “{found}”: write {instead}"));
            }
        }
    }
    assert_none(&faults);
}

/// The matches in a piece of prose, and what to write instead of each.
fn faults_of(prose: &str) -> Vec<(String, &'static str)> {
    static COMPILED: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        let compile = |(pattern, instead): &(&str, &'static str)| {
            (Regex::new(pattern).expect("the pattern is valid"), *instead)
        };
        PATTERNS.iter().map(compile).collect()
    });
    let mut faults = Vec::new();
    for (pattern, instead) in COMPILED.iter() {
        for found in pattern.find_iter(prose) {
            if !is_fine(prose, found.range()) {
                faults.push((found.as_str().trim().to_owned(), *instead));
            }
        }
    }
    faults
}

/// True if a match is part of an acceptable phrase.
fn is_fine(prose: &str, range: std::ops::Range<usize>) -> bool {
    let found = prose[range.clone()].to_lowercase();
    let whole = prose.to_lowercase();
    // A slug, such as `sleeps-stand-still`, is a name.
    if prose[..range.start].ends_with('-') || prose[range.end..].starts_with('-') {
        return true;
    }
    FINE.iter().any(|(inner, phrase)| {
        let mut places = whole.match_indices(phrase);
        found == *inner
            && places
                .any(|(at, _)| at <= range.start && range.end <= at + phrase.len())
    })
}

/// The prose of a file, by lines, each with its line number.
fn prose_of(path: &Path, text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    match path.extension().and_then(|it| it.to_str()) {
        Some("md") => of_page(lines.map(|(at, line)| (at, line.to_owned()))),
        _ => of_source(lines),
    }
}

/// A page without its code, its quotations, and the targets of its links.
fn of_page(lines: impl Iterator<Item = (usize, String)>) -> Vec<(usize, String)> {
    static LEFT_OUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"`[^`]*`|\]\([^)]*\)|“[^”]*”|"[^"]*""#)
            .expect("the pattern is valid")
    });
    let mut is_block = false;
    let mut prose = Vec::new();
    for (at, line) in lines {
        if line.trim_start().starts_with("```") {
            is_block = !is_block;
        } else if !is_block && !line.starts_with('>') {
            prose.push((at, LEFT_OUT.replace_all(&line, "…").into_owned()));
        }
    }
    prose
}

/// The comments, string literals, and function names of a source.
fn of_source<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<(usize, String)> {
    static LITERAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""((?:[^"\\]|\\.)*)(?:"|\\?$)"#).expect("the pattern is valid")
    });
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:pub(?:\([a-z]+\))? )?(?:async )?(?:fn|def) (\w+)")
            .expect("the pattern is valid")
    });
    let (mut comments, mut rest) = (Vec::new(), Vec::new());
    let mut is_continued = false;
    for (at, line) in lines {
        let is_comment =
            ["//", "#"].iter().any(|it| line.trim_start().starts_with(it))
                && !line.trim_start().starts_with("#[");
        if is_comment {
            let text = line.trim_start().trim_start_matches(['/', '!', '#']);
            comments.push((at, text.trim_start().to_owned()));
            continue;
        }
        if let Some((code, comment)) = line.split_once(" // ")
            && code.matches('"').count() % 2 == 0
        {
            comments.push((at, comment.to_owned()));
        }
        if is_continued {
            let end = line.find('"').unwrap_or(line.len());
            rest.push((at, line[..end].trim_end_matches('\\').to_owned()));
        }
        for found in LITERAL.captures_iter(line) {
            rest.push((at, found[1].replace(r"\n", " ")));
        }
        if let Some(name) = NAME.captures(line) {
            rest.push((at, name[1].replace('_', " ")));
        }
        is_continued = line.ends_with('\\');
    }
    let mut prose = of_page(comments.into_iter());
    prose.extend(of_page(rest.into_iter()));
    prose
}

/// Checks that exactly these matches are found in a file with this name and text.
#[cfg(test)]
#[track_caller]
fn check(name: &str, text: &str, expected: &[&str]) {
    let prose = prose_of(Path::new(name), text);
    let faults = prose.iter().flat_map(|(_, prose)| faults_of(prose));
    let found: Vec<_> = faults.map(|(found, _)| found).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_pattern_is_found_in_prose() {
    check("a.md", "To be slow is no error.", &["is no"]);
    check("a.md", "Who wakes, is polled.", &["Who wakes, is polled."]);
    check(
        "a.md",
        "A task is ready. Who wakes it, waits.",
        &[". Who wakes it, waits."],
    );
    check("a.rs", "/// Where a task stands.", &["stands"]);
    check("a.rs", "let x = 1; // wakes nobody", &["nobody"]);
    check("a.rs", r#"panic!("{name} is no folder")"#, &["is no", "folder"]);
    check("a.rs", "say!(\"one\\\n     and nobody\")", &["nobody"]);
    check("a.rs", "fn nobody_cooks() {", &["nobody"]);
    check("a.py", "# Mends it.", &["Mends"]);
}

#[test]
fn a_pattern_is_not_found_in_code_or_in_a_fine_phrase() {
    check("a.md", "There is no timer, and it is no longer polled.", &[]);
    check("a.md", "Who polls a future?", &[]);
    check("a.md", "It said “nobody”, `nobody()`.\n```text\nnobody\n```\n", &[]);
    check("a.md", "`x` stands for a number.", &[]);
    check("a.rs", "let shall = nobody(); // fine", &[]);
}

//! The messages that cargo and the compiler write while they build, up to limits.

use super::target::{BuildOutcome, Built, Target};
use crate::{
    grading::{cargo_errors, diagnostic},
    verdict::Diagnostic,
};
use serde_json::Value;
use std::{
    collections::HashMap,
    io::{BufRead, Read},
};

/// How many of a target's errors are kept. The same limit applies to its warnings.
/// [`MOST_TEXT`] limits their total length, in bytes.
const MOST_MESSAGES: usize = 64;
const MOST_TEXT: usize = 64 << 10;

/// The length of the longest line that is read, in bytes. If the messages about one
/// target exceed this length, the call that builds it is killed.
pub(super) const LONGEST_LINE: usize = 4 << 20;

/// The next line without its line break, cut to [`LONGEST_LINE`] bytes. `None` at the
/// end, or if reading fails.
pub(super) fn next_line(from: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    let limit = LONGEST_LINE as u64;
    let read = from.by_ref().take(limit).read_until(b'\n', &mut line).ok()?;
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    (read > 0).then_some(line)
}

/// What cargo has reported so far.
pub(super) struct Messages<'a> {
    targets: &'a [Target],
    outcomes: HashMap<String, BuildOutcome>,
    /// The errors of targets that do not compile.
    errors: HashMap<String, Kept>,
    /// The warnings about the learners' files, by target.
    warnings: HashMap<String, Kept>,
    /// The number of bytes in the messages about each target.
    sizes: HashMap<String, usize>,
    /// The compiler errors in other targets.
    foreign: Vec<String>,
    is_flood: bool,
}

/// The kept messages about one target.
#[derive(Default)]
struct Kept {
    kept: Vec<Diagnostic>,
    size: usize,
    left_out: usize,
}

impl<'a> Messages<'a> {
    pub(super) fn new(targets: &'a [Target]) -> Self {
        Self {
            targets,
            outcomes: HashMap::new(),
            errors: HashMap::new(),
            warnings: HashMap::new(),
            sizes: HashMap::new(),
            foreign: Vec::new(),
            is_flood: false,
        }
    }

    /// Notes a line of cargo's output, and returns whether it shows progress.
    pub(super) fn note(&mut self, line: &[u8]) -> bool {
        self.is_flood |= line.len() == LONGEST_LINE;
        let Ok(message) = serde_json::from_slice::<Value>(line) else {
            return false;
        };
        let test = message["target"]["name"].as_str().unwrap_or_default();
        let target = self.targets.iter().find(|it| it.test == test);
        let ours = target.is_some();
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                if let (true, Some(path)) = (ours, message["executable"].as_str()) {
                    let fresh = message["fresh"] == true;
                    let program = BuildOutcome::Program { path: path.into(), fresh };
                    self.outcomes.insert(test.to_owned(), program);
                }
                true
            }
            Some("compiler-message") => {
                if ours {
                    let size = self.sizes.entry(test.to_owned()).or_default();
                    *size += line.len();
                    self.is_flood |= *size > LONGEST_LINE;
                }
                let said = &message["message"];
                if said["level"] == "error" {
                    return self.note_error(test, ours, said);
                }
                if target.is_some_and(|it| diagnostic::is_about(said, &it.file)) {
                    let warnings = self.warnings.entry(test.to_owned()).or_default();
                    warnings.add(diagnostic::read(said));
                }
                false
            }
            _ => false,
        }
    }

    /// Notes an error, and returns whether it is the first one of a target.
    fn note_error(&mut self, test: &str, ours: bool, said: &Value) -> bool {
        let text = said["rendered"].as_str().unwrap_or_default();
        // The last message only gives the number of errors before it.
        let is_last = text.contains("aborting due to") && said["code"].is_null();
        if !ours || !is_last && cargo_errors::is_of_the_machine(said) {
            self.foreign.push(text.to_owned());
            return false;
        }
        let is_first = !self.errors.contains_key(test);
        let errors = self.errors.entry(test.to_owned()).or_default();
        if !is_last {
            errors.add(diagnostic::read(said));
        }
        is_first
    }

    /// True if the messages about a target exceed the limit.
    pub(super) fn is_flood(&self) -> bool {
        self.is_flood
    }

    /// The results, by the names of their targets, and the errors in other targets.
    pub(super) fn into_parts(mut self) -> (HashMap<String, Built>, Vec<String>) {
        for (test, errors) in self.errors {
            let errors = BuildOutcome::DoesNotCompile(errors.with_count());
            self.outcomes.insert(test, errors);
        }
        let built = self.outcomes.into_iter().map(|(test, outcome)| {
            let warnings = self.warnings.remove(&test).unwrap_or_default().kept;
            let is_drop = |it: &Diagnostic| {
                it.code.as_deref() == Some(diagnostic::LET_UNDERSCORE)
            };
            let (drops, warnings) = warnings.into_iter().partition(is_drop);
            (test, Built { outcome, warnings, drops })
        });
        (built.collect(), self.foreign)
    }
}

impl Kept {
    /// Adds a message, unless it repeats an earlier one: the compiler checks some code
    /// more than once, such as the expansion of a macro.
    fn add(&mut self, mut message: Diagnostic) {
        if self.kept.iter().any(|it| it.text == message.text) {
            return;
        }
        let room = MOST_TEXT.saturating_sub(self.size);
        if self.kept.len() == MOST_MESSAGES || room == 0 {
            self.left_out += 1;
            return;
        }
        if message.text.len() > room {
            let end = (0..=room).rev().find(|it| message.text.is_char_boundary(*it));
            message.text.truncate(end.unwrap_or_default());
            message.text.push('…');
        }
        self.size += message.text.len();
        self.kept.push(message);
    }

    /// The messages, and the number of errors that were left out.
    fn with_count(mut self) -> Vec<Diagnostic> {
        if self.left_out > 0 {
            let text = format!("… ({} more errors)", self.left_out);
            self.kept.push(Diagnostic { text, ..Diagnostic::default() });
        }
        self.kept
    }
}

/// How the compiler of this target crashed, according to cargo. `None` if cargo does not
/// say so. If the exit code is 1, the compiler did not crash: a tool that should have
/// started it failed.
pub(super) fn crash(said: &str, target: &Target) -> Option<String> {
    let Target { package, test, .. } = target;
    let sign = format!("error: could not compile `{package}` (test \"{test}\")");
    let (_, after) = said.split_once(&sign)?;
    // Otherwise, the same line gives the number of errors.
    let mut lines = after.strip_prefix("\n\nCaused by:\n")?.lines();
    let (_, how) = lines.next()?.rsplit_once("` (")?;
    let how = how.trim_end_matches(')');
    match how {
        "exit status: 1" | "exit code: 1" => None,
        "exit status: 101" | "exit code: 101" => Some("it crashed".to_owned()),
        how => Some(format!("it crashed: {how}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        LONGEST_LINE, MOST_MESSAGES, MOST_TEXT, Messages, crash, next_line,
    };
    use crate::grading::build::target::{BuildOutcome, Target};
    use serde_json::json;

    fn target(test: &str) -> Target {
        Target {
            package: "demo".to_owned(),
            test: test.to_owned(),
            file: "a.rs".into(),
        }
    }

    fn error(test: &str, text: &str) -> Vec<u8> {
        let message =
            json!({"level": "error", "rendered": text, "code": {"code": "E1"}});
        let all = json!({"reason": "compiler-message", "target": {"name": test},
                         "message": message});
        all.to_string().into_bytes()
    }

    #[test]
    fn only_the_first_errors_of_a_target_are_kept_and_the_rest_are_counted() {
        let targets = [target("a"), target("b")];
        let mut messages = Messages::new(&targets);
        assert!(messages.note(&error("a", "an error")));
        for number in 0..2 * MOST_MESSAGES {
            assert!(!messages.note(&error("a", &format!("error {number}"))));
            assert!(!messages.note(&error("a", "an error")));
        }
        assert!(messages.note(&error("b", &"ö".repeat(MOST_TEXT))));
        assert!(!messages.note(&error("b", "an error")));
        assert!(!messages.is_flood());
        let (built, foreign) = messages.into_parts();
        assert_eq!(foreign, Vec::<String>::new());
        let texts = |test: &str| match &built[test].outcome {
            BuildOutcome::DoesNotCompile(all) => {
                all.iter().map(|it| it.text.clone()).collect::<Vec<_>>()
            }
            _ => panic!("{test} does not compile"),
        };
        assert_eq!(texts("a").len(), MOST_MESSAGES + 1);
        assert_eq!(texts("a")[MOST_MESSAGES], "… (65 more errors)");
        assert!(texts("b")[0].len() <= MOST_TEXT + "…".len());
        assert_eq!(texts("b")[1], "… (1 more errors)");
    }

    #[test]
    fn too_many_messages_and_too_long_a_line_are_a_flood() {
        let targets = [target("a")];
        let long = "x".repeat(LONGEST_LINE / 2);
        let mut messages = Messages::new(&targets);
        messages.note(&error("a", &long));
        assert!(!messages.is_flood());
        messages.note(&error("a", &long));
        assert!(messages.is_flood());
        let long = "x".repeat(LONGEST_LINE + 1) + "\nend";
        let mut from = long.as_bytes();
        let mut messages = Messages::new(&targets);
        messages.note(&next_line(&mut from).unwrap());
        assert!(messages.is_flood());
        assert_eq!(next_line(&mut from).unwrap(), b"x");
        assert_eq!(next_line(&mut from).unwrap(), b"end");
        assert_eq!(next_line(&mut from), None);
    }

    #[test]
    fn a_crash_is_read_from_cargos_words_about_this_target() {
        let said = "error: could not compile `demo` (test \"a\")\n\nCaused by:\n  process \
                    didn't exit successfully: `rustc --crate-name a` (signal: 9, SIGKILL: \
                    kill)\nerror: could not compile `demo` (test \"b\") due to 1 previous \
                    error\nerror: could not compile `demo` (test \"c\")\n\nCaused by:\n  \
                    process didn't exit successfully: `rustc` (exit status: 101)\n";
        let how = Some("it crashed: signal: 9, SIGKILL: kill".to_owned());
        assert_eq!(crash(said, &target("a")), how);
        assert_eq!(crash(said, &target("b")), None);
        assert_eq!(crash(said, &target("c")), Some("it crashed".to_owned()));
        assert_eq!(crash(said, &target("d")), None);
        let tool = said.replace("status: 101", "status: 1");
        assert_eq!(crash(&tool, &target("c")), None);
    }
}

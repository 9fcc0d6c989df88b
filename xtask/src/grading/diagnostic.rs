//! Reads a compiler message as cargo reports it: an object in rustc's format,
//! <https://doc.rust-lang.org/rustc/json.html>.

use crate::{course::paths::learners_path, verdict::Diagnostic};
use console::strip_ansi_codes;
use serde_json::Value;
use std::path::Path;

/// The lint about `let _ = …` statements that drop a value.
pub(super) const LET_UNDERSCORE: &str = "let_underscore_drop";

/// The message with the learner's path, and without the notes that don't help a learner.
pub(super) fn read(message: &Value) -> Diagnostic {
    let text = message["rendered"].as_str().unwrap_or_default();
    Diagnostic {
        code: message["code"]["code"].as_str().map(str::to_owned),
        text: learners_path(&without_noise(text)).trim_end().to_owned(),
        words: words(message).join("\n"),
        at: place(message).unwrap_or_default(),
    }
}

/// The position of a message: that of the pattern in a `let` statement that the compiler
/// suggests changing, or that of the code that the message is about.
fn place(message: &Value) -> Option<usize> {
    let spans = |of: &Value| of["spans"].as_array().cloned().unwrap_or_default();
    let children = message["children"].as_array().into_iter().flatten();
    let pattern =
        children.flat_map(spans).find(|it| it["suggested_replacement"] == "_unused");
    let own = || spans(message).into_iter().find(|it| it["is_primary"] == true);
    let start = pattern.or_else(own)?["byte_start"].as_u64()?;
    usize::try_from(start).ok()
}

/// True if the message is about this file, whose path is relative to the workspace. A
/// message about the expansion of a macro is about the file that calls the macro.
pub(super) fn is_about(message: &Value, file: &Path) -> bool {
    let slashes = |path: &str| learners_path(path).replace('\\', "/");
    let file = slashes(&file.to_string_lossy());
    let is_there = |span: &&Value| {
        let callers = std::iter::successors(Some(*span), |span| {
            Some(&span["expansion"]["span"]).filter(|it| it.is_object())
        });
        let mut names = callers.filter_map(|it| it["file_name"].as_str());
        span["is_primary"] == true && names.any(|it| slashes(it) == file)
    };
    message["spans"].as_array().is_some_and(|it| it.iter().any(|it| is_there(&it)))
}

/// The compiler's words, without the source lines that it quotes.
fn words(message: &Value) -> Vec<&str> {
    let list = |key: &str| message[key].as_array().into_iter().flatten();
    let labels = list("spans").filter_map(|it| it["label"].as_str());
    let own = message["message"].as_str().into_iter().chain(labels);
    own.chain(list("children").flat_map(words)).collect()
}

/// Notes that are left out: which file contains a long type's full name, how to
/// configure a lint, and how to silence a warning that indicates a mistake in an
/// exercise.
const NOISE: [&str; 7] = [
    "= note: the full name for the type has been written to ",
    "= note: consider using `--verbose` to print the full type name",
    "= note: `#[warn(",
    "= note: requested on the command line with ",
    "help: use `let _ = ...` to ignore the resulting value",
    "help: consider binding to an unused variable to avoid immediately dropping",
    "help: consider immediately dropping the value",
];

/// The text without [`NOISE`]. A note ends where the next one begins, or at an empty
/// line.
fn without_noise(text: &str) -> String {
    let mut kept = String::new();
    let mut is_left_out = false;
    for line in text.split_inclusive('\n') {
        let plain = strip_ansi_codes(line);
        let words = plain.trim_start();
        if NOISE.iter().any(|it| words.starts_with(it)) {
            is_left_out = true;
        } else if words.is_empty()
            || ["= ", "help: ", "note: ", "-->"]
                .iter()
                .any(|it| words.starts_with(it))
        {
            is_left_out = false;
        }
        if !is_left_out {
            kept.push_str(line);
        }
    }
    // This empty line in the margin separated the source from the text that is left out.
    let last = kept.trim_end().rsplit('\n').next().unwrap_or_default();
    match strip_ansi_codes(last).trim() == "|" {
        true => kept.trim_end().trim_end_matches(last).to_owned(),
        false => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_about, read, without_noise};
    use serde_json::json;
    use std::path::Path;

    #[test]
    fn notes_that_do_not_help_a_learner_are_left_out() {
        let text = "\
warning: unused `JoinAll` that must be used
 --> a.rs:1:1
  |
1 |     join_all(a);
  |     ^^^^^^^^^^^
  |
  = note: futures do nothing unless you `.await` or poll them
  = note: the full name for the type has been written to '/tmp/a.txt'
  = note: consider using `--verbose` to print the full type name to the console
  = note: `#[warn(unused_must_use)]` on by default
help: use `let _ = ...` to ignore the resulting value
  |
1 |     let _ = join_all(a);
  |     +++++++

";
        let (kept, _) = text.split_once("  = note: the full").unwrap();
        assert_eq!(without_noise(text).trim_end(), kept.trim_end());
        let other = kept.replace(
            "  = note: futures do nothing unless you `.await` or poll them\n",
            "",
        );
        let shown = other.trim_end().trim_end_matches('|').trim_end();
        assert_eq!(without_noise(&other).trim_end(), shown);
    }

    #[test]
    fn a_message_has_the_compilers_words_without_the_source() {
        let message = json!({
            "message": "mismatched types", "code": {"code": "E0308"},
            "rendered": "--> exercises/01-demo/tests/../a.rs:1:1\n",
            "spans": [{"label": "found future", "text": [{"text": "let a = b;"}]}],
            "children": [{"message": "consider it", "spans": [], "children": []}],
        });
        let read = read(&message);
        assert_eq!(read.text, "--> exercises/01-demo/a.rs:1:1");
        assert_eq!(read.words, "mismatched types\nfound future\nconsider it");
        assert_eq!(read.code.as_deref(), Some("E0308"));
    }

    #[test]
    fn a_message_is_about_the_file_of_its_span_or_of_the_macro_call() {
        let span = |file: &str, caller: Option<&str>| {
            let call = caller.map(|it| json!({"span": {"file_name": it}}));
            let spans = json!([{
                "file_name": file, "is_primary": true, "expansion": call,
            }]);
            is_about(&json!({"spans": spans}), Path::new("exercises/01-demo/a.rs"))
        };
        let mounted = "exercises/01-demo/tests/../a.rs";
        assert!(span(mounted, None));
        assert!(span("exercises\\01-demo\\tests\\../a.rs", None));
        assert!(span("/rustc/library/alloc/src/macros.rs", Some(mounted)));
        assert!(!span("exercises/01-demo/tests/a.rs", None));
        assert!(!span("exercises/01-demo/tests/../programs/a.rs", None));
        assert!(!is_about(&json!({"spans": []}), Path::new("a.rs")));
    }
}

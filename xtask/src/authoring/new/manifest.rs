//! Adds a test target to a manifest. Everything else in it is kept, including
//! comments.

use toml::de::DeTable;

/// The `[[test]]` entry of an exercise.
pub(super) fn entry(name: &str) -> String {
    format!("[[test]]\nname = \"{name}\"\npath = \"tests/{name}.rs\"\n")
}

/// The manifest `text` with the exercise `name` added at the end of its list of tests.
///
/// # Errors
///
/// If `text` is not a valid manifest.
pub(super) fn with_test(text: &str, name: &str) -> Result<String, toml::de::Error> {
    let manifest = DeTable::parse(text)?;
    let entry = entry(name);
    let tests =
        manifest.get_ref().get("test").and_then(|it| it.get_ref().as_array());
    let tests = tests.into_iter().flat_map(|it| it.iter());
    let values =
        tests.filter_map(|it| it.get_ref().as_table()).flat_map(|it| it.values());
    let Some(last) = values.map(|it| it.span().end).max() else {
        return Ok(format!("{text}\n{entry}"));
    };
    // A comment may follow the last value on its line.
    let rest = text[last..].find('\n').unwrap_or(text.len() - last);
    let (head, tail) = text.split_at(last + rest);
    let tail = tail.strip_prefix('\n').unwrap_or(tail);
    Ok(format!("{head}\n\n{entry}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::with_test;
    use toml::Table;

    #[track_caller]
    fn check(text: &str, expected: &str, names: &[&str]) {
        let written = with_test(text, "new").unwrap();
        assert_eq!(written, expected);
        let table: Table = written.parse().unwrap();
        let tests = table["test"].as_array().unwrap().iter();
        let found: Vec<_> = tests.map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(found, names);
    }

    #[test]
    fn a_test_is_added_after_the_last_one_and_comments_stay() {
        let entry = "[[test]]\nname = \"new\"\npath = \"tests/new.rs\"\n";
        let package = "# A package.\n[package]\nname = \"a\" # its name\n";
        let first = "\n[[test]]\nname = \"first\" # first\npath = \"x.rs\"\n";
        let lints = "\n[lints.rust]\nunsafe_code = \"forbid\"\n";
        check(
            &format!("{package}{first}{lints}"),
            &format!("{package}{first}\n{entry}{lints}"),
            &["first", "new"],
        );
        check(
            &format!("{package}{first}"),
            &format!("{package}{first}\n{entry}"),
            &["first", "new"],
        );
        check(
            &format!("{package}{lints}"),
            &format!("{package}{lints}\n{entry}"),
            &["new"],
        );
        let more = "\n[[test]]\nname = \"first\"\nharness = false\n";
        check(
            &format!("{package}{more}{lints}"),
            &format!("{package}{more}\n{entry}{lints}"),
            &["first", "new"],
        );
        with_test("[package", "new").unwrap_err();
    }
}

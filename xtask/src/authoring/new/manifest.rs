//! Adds a test target or a member of the workspace to a manifest. The rest of the
//! manifest doesn't change, including comments.

use super::scaffold::{Scaffold, read};
use crate::{course::Course, terminal::error::Error};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

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

/// Adds a package to these lists of the workspace's manifest.
pub(super) fn add_member(
    scaffold: &mut Scaffold,
    course: &Course,
    member: &str,
    lists: &[&str],
) -> Result<(), Error> {
    let path = "Cargo.toml";
    let mut text = read(course, path)?;
    for list in lists {
        text = with_member(&text, list, member).map_err(|error| {
            Error::BrokenManifest { path: path.to_owned(), why: error.to_string() }
        })?;
    }
    scaffold.change(path, text);
    Ok(())
}

/// The workspace's manifest `text` with `member` added to one of its lists, before the
/// first entry that sorts after it alphabetically. A list that is empty or missing isn't
/// changed.
///
/// # Errors
///
/// If `text` is not a valid manifest.
fn with_member(
    text: &str,
    list: &str,
    member: &str,
) -> Result<String, toml::de::Error> {
    let manifest = DeTable::parse(text)?;
    let workspace = manifest.get_ref().get("workspace");
    let list = workspace.and_then(|it| it.get_ref().get(list));
    let Some(list) = list.and_then(|it| it.get_ref().as_array()) else {
        return Ok(text.to_owned());
    };
    let is_later = |it: &&Spanned<DeValue<'_>>| {
        it.get_ref().as_str().is_some_and(|it| it > member)
    };
    let entry = format!("\"{member}\"");
    let (place, added) = match (list.iter().find(is_later), list.last()) {
        (Some(later), _) => {
            let place = later.span().start;
            (place, format!("{entry},{}", gap_before(text, place)))
        }
        (None, Some(last)) => {
            let gap = gap_before(text, last.span().start);
            (last.span().end, format!(",{gap}{entry}"))
        }
        (None, None) => return Ok(text.to_owned()),
    };
    let (head, tail) = text.split_at(place);
    Ok(format!("{head}{added}{tail}"))
}

/// What separates the entry at `place` from the one before it: a space or an indented line.
fn gap_before(text: &str, place: usize) -> &str {
    let before = text[..place].trim_end_matches([' ', '\n']);
    match &text[before.len()..place] {
        "" => " ",
        gap => gap,
    }
}

#[cfg(test)]
mod tests {
    use super::{with_member, with_test};
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

    #[track_caller]
    fn check_member(members: &str, expected: &str) {
        let text = |members: &str| {
            format!("# A.\n[workspace]\nmembers = {members} # B\n[profile.dev]\n")
        };
        let written = with_member(&text(members), "members", "b/2-x").unwrap();
        assert_eq!(written, text(expected));
        assert_eq!(with_member(&written, "others", "b/2-x").unwrap(), written);
    }

    #[test]
    fn a_member_is_added_in_alphabetical_order_and_comments_stay() {
        check_member(
            "[\n    \"b/1-y\", # one\n    \"b/z\",\n]",
            "[\n    \"b/1-y\", # one\n    \"b/2-x\",\n    \"b/z\",\n]",
        );
        check_member("[\"b/1-y\", \"c\"]", "[\"b/1-y\", \"b/2-x\", \"c\"]");
        check_member("[\"c\"]", "[\"b/2-x\", \"c\"]");
        check_member("[\"a\"]", "[\"a\", \"b/2-x\"]");
        check_member("[\n    \"a\",\n]", "[\n    \"a\",\n    \"b/2-x\",\n]");
        with_member("[workspace", "members", "b").unwrap_err();
    }
}

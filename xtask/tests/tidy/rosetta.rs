//! Each row of `rosetta.md` links to the page or the test that shows the difference.
//!
//! A link whose text is inline code leads to the test with that name.

use crate::{assert_none, numbered, read, root};

#[test]
fn every_row_has_a_link_or_names_a_future_lesson() {
    let page = read(&root().join("reference/rosetta.md"));
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let rows = rows.filter(|row| !row.ends_with("| Shown in |"));
    let faults = rows.filter_map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").collect();
        let [asyncio, _, _, shown] = cells[..] else {
            return Some(format!(
                "rosetta.md: this row must have four cells: {row}"
            ));
        };
        let fault = fault(shown.trim())?;
        Some(format!("rosetta.md: {}: {fault}", asyncio.trim()))
    });
    assert_none(&faults.collect::<Vec<_>>());
}

/// The problem with the last cell of a row, if any.
fn fault(shown: &str) -> Option<String> {
    let (links, later) = match shown.split_once("later: ") {
        Some((links, later)) => (links, Some(later)),
        None => (shown, None),
    };
    if let Some(later) = later
        && let Some(lesson) = numbered("lessons").iter().find(|it| it[3..] == *later)
    {
        return Some(format!("link to {lesson}, which exists now"));
    }
    let leads = links.contains("](") || later.is_some_and(|it| !it.is_empty());
    (!leads).then(|| "link to a section or a test, or say `later: LESSON`".into())
}

#[test]
fn every_test_that_the_page_links_to_exists() {
    let mut faults = Vec::new();
    for (name, path) in tests_linked() {
        let source = read(&root().join(&path));
        if !source.contains(&format!("fn {name}(")) {
            faults.push(format!("rosetta.md: {path} has no test {name}"));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_test_in_a_rosetta_file_is_linked_from_the_page() {
    let linked = tests_linked();
    let mut faults = Vec::new();
    for lesson in numbered("lessons") {
        let path = format!("lessons/{lesson}/tests/rosetta.rs");
        let Ok(source) = std::fs::read_to_string(root().join(&path)) else {
            continue;
        };
        let tests = source.split("#[tokio::test").skip(1);
        let tests = tests.chain(source.split("#[test]").skip(1));
        for test in tests {
            let rest = test.split_once("fn ").map_or("", |(_, rest)| rest);
            let name = rest.split('(').next().unwrap_or_default();
            if !linked.iter().any(|it| *it == (name.into(), path.clone())) {
                faults.push(format!("{path}: link to {name} in rosetta.md"));
            }
        }
    }
    assert_none(&faults);
}

/// The names and paths of the tests that the page links to.
fn tests_linked() -> Vec<(String, String)> {
    let page = read(&root().join("reference/rosetta.md"));
    let links = page.split("[`").skip(1).filter_map(|link| {
        let (name, rest) = link.split_once("`](")?;
        let path = rest.split(')').next()?.strip_prefix("../")?;
        Some((name.to_owned(), path.to_owned()))
    });
    links.collect()
}

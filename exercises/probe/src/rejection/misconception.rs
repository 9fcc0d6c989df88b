//! The catalog of misconceptions: `exercises/misconceptions.md`, read once.

use protocol::Misconception;
use std::sync::OnceLock;

const PAGE: &str = include_str!("../../../misconceptions.md");

/// The misconception called `slug`.
///
/// # Panics
///
/// If the page is malformed or has no such misconception, which is a mistake in the
/// check.
#[track_caller]
pub(crate) fn find(slug: &str) -> &'static Misconception {
    static ALL: OnceLock<Vec<Misconception>> = OnceLock::new();
    let all = ALL.get_or_init(|| match Misconception::parse_all(PAGE) {
        Ok(all) => all,
        Err(error) => panic!("{error}"),
    });
    all.iter()
        .find(|it| it.slug == slug)
        .unwrap_or_else(|| panic!("misconceptions.md has no heading `## {slug}`"))
}

#[cfg(test)]
mod tests {
    use super::{PAGE, find};
    use protocol::Misconception;
    use std::path::Path;

    #[test]
    fn every_misconception_links_to_a_heading_in_a_lesson() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for it in Misconception::parse_all(PAGE).expect("the page is well formed") {
            let (path, anchor) =
                it.taught_in.split_once('#').expect("a link has an anchor");
            let lesson = std::fs::read_to_string(root.join(path))
                .unwrap_or_else(|error| panic!("{}: {path}: {error}", it.slug));
            let is_there = lesson.lines().any(|line| {
                let heading = line.trim_start_matches('#');
                heading != line && self::anchor(heading.trim()) == anchor
            });
            assert!(is_there, "{}: {path} has no heading for #{anchor}", it.slug);
        }
    }

    #[test]
    #[should_panic(expected = "misconceptions.md has no heading `## all-is-well`")]
    fn an_unknown_slug_panics() {
        find("all-is-well");
    }

    /// A heading's anchor, as GitHub generates it.
    fn anchor(heading: &str) -> String {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|&it| it.is_alphanumeric() || it == '-').collect()
    }
}

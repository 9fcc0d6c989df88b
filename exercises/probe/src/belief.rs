//! The catalogue of beliefs: `misconceptions.md` is the data, this reads it.
//!
//! A belief is a heading with its slug and four paragraphs, each with its word in
//! front.

const PAGE: &str = include_str!("../../misconceptions.md");

/// A belief that leads people astray, and what is the case instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Belief {
    pub(crate) slug: &'static str,
    /// What one thinks.
    pub(crate) belief: String,
    /// What the machine does.
    pub(crate) fact: String,
    /// By what it can be told.
    pub(crate) shows_as: String,
    /// The path of the lesson, from the course's root, with the heading's anchor.
    pub(crate) taught_in: &'static str,
}

/// The belief called `slug`.
///
/// # Panics
///
/// If the page has no such belief: a check that names one has a spelling mistake.
#[track_caller]
pub(crate) fn find(slug: &str) -> Belief {
    sections(PAGE)
        .find(|(found, _)| *found == slug)
        .map(|(slug, text)| parse(slug, text))
        .unwrap_or_else(|| panic!("misconceptions.md has no heading `## {slug}`"))
}

/// The page's headings of the second level, each with the text below it.
fn sections(
    page: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    page.split("\n## ").skip(1).map(|it| it.split_once('\n').unwrap_or((it, "")))
}

fn parse(slug: &'static str, text: &'static str) -> Belief {
    let word = |word: &str| {
        (text.split("\n\n"))
            .find_map(|it| it.trim().strip_prefix(word)?.strip_prefix(": "))
            .unwrap_or_else(|| panic!("misconceptions.md, `{slug}`: no `{word}: …`"))
    };
    let sentence =
        |name| word(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let taught_in = (word("Taught in").split_once("](../"))
        .and_then(|(_, link)| link.split_once(')'))
        .unwrap_or_else(|| {
            panic!("misconceptions.md, `{slug}`: no link to a lesson")
        });
    Belief {
        slug,
        belief: sentence("Belief"),
        fact: sentence("Fact"),
        shows_as: sentence("Shows as"),
        taught_in: taught_in.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::HashSet, path::Path};

    #[test]
    fn every_belief_on_the_page_is_complete() {
        let all: Vec<_> =
            sections(PAGE).map(|(slug, text)| parse(slug, text)).collect();
        assert!(!all.is_empty());
        for it in &all {
            for text in [&it.belief, &it.fact, &it.shows_as] {
                assert!(text.ends_with('.'), "{}: {text}", it.slug);
            }
        }
    }

    #[test]
    fn no_two_beliefs_share_a_slug() {
        let mut seen = HashSet::new();
        for (slug, _) in sections(PAGE) {
            assert!(seen.insert(slug), "{slug} stands there twice");
            assert!(
                slug.chars().all(|it| it.is_ascii_lowercase() || it == '-'),
                "{slug}"
            );
        }
    }

    #[test]
    fn every_belief_leads_to_a_heading_of_its_lesson() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for (slug, text) in sections(PAGE) {
            let link = parse(slug, text).taught_in;
            let (path, anchor) = link.split_once('#').expect("a link has an anchor");
            let lesson = std::fs::read_to_string(root.join(path));
            let lesson =
                lesson.unwrap_or_else(|error| panic!("{slug}: {path}: {error}"));
            let stands = lesson.lines().any(|line| {
                let heading = line.trim_start_matches('#');
                heading != line && self::anchor(heading.trim()) == anchor
            });
            assert!(stands, "{slug}: {path} has no heading for #{anchor}");
        }
    }

    #[test]
    #[should_panic(expected = "misconceptions.md has no heading `## all-is-well`")]
    fn an_unknown_slug_is_a_mistake_of_the_check() {
        find("all-is-well");
    }

    /// A heading's anchor, as GitHub makes it.
    fn anchor(heading: &str) -> String {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|&it| it.is_alphanumeric() || it == '-').collect()
    }
}

//! Rust files begin with `//!`, every link has a target, and every snapshot belongs
//! to a test.

use crate::{assert_none, files, read, root};
use std::path::Path;

#[test]
fn every_rust_file_begins_with_a_description() {
    let files = files("rs");
    let silent = files.iter().filter(|path| !read(path).starts_with("//! "));
    let faults =
        silent.map(|path| format!("{}: begin it with `//! `", path.display()));
    assert_none(&faults.collect::<Vec<_>>());
}

#[test]
fn every_link_on_a_page_has_a_target() {
    let mut faults = Vec::new();
    for page in files("md") {
        let text = prose(&read(&page));
        for link in
            text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
        {
            if link.starts_with("http") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => page.clone(),
                path => page.parent().unwrap().join(path),
            };
            if !target.exists() {
                faults.push(format!(
                    "{}: the target of {link} doesn't exist",
                    page.display()
                ));
            } else if !anchor.is_empty()
                && !anchors(&target).contains(&anchor.to_owned())
            {
                faults.push(format!(
                    "{}: the target of {link} has no such heading",
                    page.display()
                ));
            }
        }
    }
    assert_none(&faults);
}

/// A page without its code blocks.
fn prose(text: &str) -> String {
    let outside = text.split("```").step_by(2);
    outside.collect()
}

/// The anchors that GitHub generates for a page's headings.
fn anchors(page: &Path) -> Vec<String> {
    let text = prose(&read(page));
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(anchor_of).collect()
}

fn anchor_of(heading: &str) -> String {
    let words =
        heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    words.chars().filter(|it| it.is_alphanumeric() || "-_".contains(*it)).collect()
}

#[test]
fn every_glossary_term_appears_in_the_section_that_it_links_to() {
    let mut faults = Vec::new();
    let glossary = read(&root().join("reference/glossary.md"));
    for row in glossary.lines().filter(|line| line.starts_with("| **")) {
        let Some((_, link)) = row.rsplit_once("](") else { continue };
        let link = link.trim_end_matches([')', ' ', '|']);
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let page = read(&root().join("reference").join(path));
        let section = section(&page, anchor).to_lowercase();
        let words = row.split("**").skip(1).step_by(2);
        for word in words.filter(|word| !section.contains(*word)) {
            faults.push(format!("glossary.md: {word} is not in {path}#{anchor}"));
        }
    }
    assert_none(&faults);
}

/// The section with this anchor, up to the next `##`; without an anchor, the whole page.
fn section(page: &str, anchor: &str) -> String {
    if anchor.is_empty() {
        return page.to_owned();
    }
    let begins = |line: &&str| line.starts_with('#') && anchor_of(line) == anchor;
    let lines = page.lines().skip_while(|line| !begins(line)).skip(1);
    let lines = lines.take_while(|line| !line.starts_with("## "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_takes_no_longer_to_read_than_it_says() {
    let mut faults = Vec::new();
    for lesson in crate::numbered("lessons") {
        let text = read(&root().join("lessons").join(&lesson).join("README.md"));
        let minutes = minutes(&text);
        let words = words(&text);
        // At 130 words per minute, there is time to study the pictures and write
        // down a guess.
        let takes = words.div_ceil(130);
        // A page in two halves has exercises in the middle.
        let longest = if text.contains("in two halves") { 25 } else { 15 };
        if minutes.is_none_or(|minutes| !(takes..=longest).contains(&minutes)) {
            faults.push(format!("lessons/{lesson}/README.md: {words} words take {takes} minutes, but it says \
                 {minutes:?} (at most {longest})"));
        }
    }
    assert_none(&faults);
}

/// The number of words to read. Code blocks, pictures, generated tables, and the links to
/// the next lesson don't count.
fn words(page: &str) -> usize {
    let parts = page.split("<!-- ").enumerate();
    let by_hand = parts.filter(|(place, _)| place % 2 == 0).map(|(_, part)| part);
    let text = prose(&by_hand.collect::<String>());
    let text = text.split("\nNext").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with("    "));
    lines.flat_map(str::split_whitespace).count()
}

#[test]
fn every_path_on_a_page_exists() {
    let mut faults = Vec::new();
    for page in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "reference/runner.md"]
    {
        let text = prose(&read(&root().join(page)));
        for word in text.split('`').skip(1).step_by(2) {
            let begins = [
                "lessons/",
                "exercises/",
                "solutions/",
                "reference/",
                "xtask/",
                ".ci/",
                ".cargo/",
            ];
            let placeholder = word.contains(['*', '<', ' ', '…', 'N']);
            let path = begins.iter().any(|it| word.starts_with(it)) && !placeholder;
            if path && !root().join(word).exists() {
                faults.push(format!("{page}: {word} doesn't exist"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_snapshot_belongs_to_a_test() {
    let mut faults = Vec::new();
    for snapshot in files("snap") {
        let text = read(&snapshot);
        let source = text.lines().find_map(|line| line.strip_prefix("source: "));
        let source = root().join(source.expect("insta writes the source"));
        let name = snapshot.file_stem().unwrap().to_string_lossy().into_owned();
        let test = name
            .rsplit("__")
            .next()
            .unwrap()
            .trim_end_matches(|it: char| it.is_ascii_digit() || it == '-');
        if !source.exists() || !read(&source).contains(test) {
            faults.push(format!(
                "{}: its test doesn't exist, so delete it",
                snapshot.display()
            ));
        }
    }
    assert_none(&faults);
}

#[test]
fn no_file_contains_a_path_of_the_authors_machine() {
    let mut faults = Vec::new();
    let texts = ["md", "rs", "py", "txt", "toml", "snap", "stderr", "svg"];
    let places = [["/ho", "me/"], ["/wo", "rk/"], ["/ro", "ot/"], ["C:\\", "Users"]];
    for path in texts.iter().flat_map(|it| files(it)) {
        let text = read(&path);
        for place in places.map(|it| it.concat()) {
            if text.contains(&place) {
                faults.push(format!("{}: contains {place}", path.display()));
            }
        }
    }
    assert_none(&faults);
}

/// The hours are the sum of the minutes of all pages and exercises.
#[test]
fn the_readme_says_how_many_hours_the_course_takes() {
    let given = crate::headers::given();
    let (mut pages, mut exercises) = (0, 0);
    for lesson in crate::numbered("lessons") {
        pages +=
            minutes(&read(&root().join("lessons").join(&lesson).join("README.md")))
                .expect("a page says its minutes");
        for exercise in crate::course::exercises(&lesson) {
            let path = format!("exercises/{lesson}/{exercise}.rs");
            if !given.contains(&path) {
                // The learner may have changed this exercise's header.
                return;
            }
            exercises += minutes(&read(&root().join(path)))
                .expect("a header says its minutes");
        }
    }
    let hours = (pages + exercises + 30) / 60;
    let expected = format!("about {hours} hours");
    let readme = read(&root().join("README.md"));
    assert!(readme.contains(&expected), "README.md should say: {expected}");
}

/// The number before the first ` minutes`.
fn minutes(text: &str) -> Option<usize> {
    let (before, _) = text.split_once(" minutes")?;
    before.rsplit(|it: char| !it.is_ascii_digit()).next()?.parse().ok()
}

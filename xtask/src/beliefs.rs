//! The catalogue of beliefs, as far as the compiler meets them.
//!
//! `exercises/misconceptions.md` is the data. The probe explains the beliefs that show when
//! a program runs; where one shows as an error of the compiler, its section has a line
//! `Compile error: E0728 "only allowed inside"`: a code or a lint, and a phrase of the message.
//! An error that has no code is just an `error`.

use crate::{course::Course, verdict::CompileError};
use std::fs;

/// A belief that shows as an error of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Belief {
    pub(crate) slug: String,
    pub(crate) belief: String,
    pub(crate) fact: String,
    /// `lessons/04-lazy-futures/README.md#what-goes-wrong`
    pub(crate) taught_in: String,
    refused_as: Vec<(Option<String>, String)>,
}

/// All that the compiler can meet; none, if the page cannot be read.
pub(crate) fn all(course: &Course) -> Vec<Belief> {
    let page = course.root.join("exercises").join("misconceptions.md");
    let page = fs::read_to_string(page).unwrap_or_default().replace("\r\n", "\n");
    page.split("\n## ").skip(1).filter_map(parse).collect()
}

/// The belief behind the first error that has one.
pub(crate) fn behind<'a>(
    errors: &[CompileError],
    beliefs: &'a [Belief],
) -> Option<&'a Belief> {
    errors.iter().find_map(|error| {
        beliefs.iter().find(|belief| {
            let mut kinds = belief.refused_as.iter();
            kinds.any(|(code, phrase)| {
                error.code == *code && error.text.contains(phrase)
            })
        })
    })
}

fn parse(section: &str) -> Option<Belief> {
    let (slug, text) = section.split_once('\n')?;
    let word = |word: &str| {
        let mut parts = text.split("\n\n");
        let part =
            parts.find_map(|it| it.trim().strip_prefix(word)?.strip_prefix(": "))?;
        Some(part.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let refused_as = word("Compile error")?;
    let taught_in = word("Taught in")?;
    let (_, link) = taught_in.split_once("](../")?;
    Some(Belief {
        slug: slug.trim().to_owned(),
        belief: word("You might think")?,
        fact: word("In fact")?,
        taught_in: link.trim_end_matches(')').to_owned(),
        refused_as: refused_as.split("; ").filter_map(kind).collect(),
    })
}

/// `E0728 "only allowed inside"`
fn kind(text: &str) -> Option<(Option<String>, String)> {
    let (code, phrase) = text.trim_end_matches('.').split_once(" \"")?;
    let code = Some(code.trim_matches('`')).filter(|it| *it != "error");
    Some((code.map(str::to_owned), phrase.trim_end_matches('"').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_the_belief_whose_code_and_phrase_it_has() {
        let section = "await-anywhere\n\nYou might think: It may stand anywhere.\n\nIn fact: No.\n\n\
             Compile error: E0728 \"only allowed inside\"; error \"not safe\"\n\n\
             Taught in: [Lazy](../lessons/04-lazy-futures/README.md#what-goes-wrong)\n";
        let beliefs = [parse(section).unwrap()];
        let error = |code: Option<&str>, text: &str| {
            [CompileError { code: code.map(str::to_owned), text: text.to_owned() }]
        };
        let found = |errors: &[CompileError]| behind(errors, &beliefs).is_some();
        let words = "`await` is only allowed inside `async`";
        assert!(found(&error(Some("E0728"), words)));
        assert!(found(&error(None, "a future that is not safe")));
        assert!(!found(&error(Some("E0728"), "something else")));
        assert!(!found(&error(Some("E0308"), words)));
        assert!(!found(&error(None, words)));
        assert_eq!(
            beliefs[0].taught_in,
            "lessons/04-lazy-futures/README.md#what-goes-wrong"
        );
    }
}

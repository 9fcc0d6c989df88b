//! The catalog of misconceptions, which is read from `exercises/misconceptions.md`.

use crate::{terminal::error::Error, verdict::Diagnostic};
use protocol::Misconception;
use std::{fs, io, path::Path};

/// All misconceptions of a course.
#[derive(Clone, Debug, Default)]
pub(crate) struct Catalog(Vec<Misconception>);

impl Catalog {
    /// Reads the page of the course in `root`. Without a page, the catalog is empty.
    ///
    /// # Errors
    ///
    /// If the page exists, but can't be read or is malformed.
    pub(crate) fn read(root: &Path) -> Result<Self, Error> {
        let page = root.join("exercises").join("misconceptions.md");
        let broken = |why: String| Error::BrokenMisconceptions { why };
        let page = match fs::read_to_string(page) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            page => page.map_err(|error| broken(error.to_string()))?,
        };
        let all = Misconception::parse_all(&page);
        all.map(Self).map_err(|error| broken(error.to_string()))
    }

    /// The misconceptions with these slugs; slugs that are not listed are left out.
    pub(crate) fn of(&self, slugs: &[&str]) -> Vec<Misconception> {
        let all = self.0.iter().filter(|it| slugs.contains(&it.slug.as_str()));
        all.cloned().collect()
    }

    /// The one of these slugs that names a special case of `general`.
    pub(crate) fn special_case<'a>(
        &self,
        general: &str,
        slugs: &'a [String],
    ) -> Option<&'a String> {
        let is_special = |it: &Misconception| {
            it.special_case_of.as_deref().is_some_and(|it| it == general)
        };
        let special = self.0.iter().filter(|it| is_special(it));
        special.flat_map(|it| slugs.iter().find(|slug| **slug == it.slug)).next()
    }

    /// The misconception behind these compiler messages. If several have one, the
    /// first message counts.
    pub(crate) fn behind(&self, messages: &[Diagnostic]) -> Option<&Misconception> {
        messages.iter().find_map(|message| {
            let code = message.code.as_deref();
            self.0.iter().find(|it| {
                let mut patterns = it.compiler_messages.iter();
                patterns.any(|pattern| pattern.matches(code, &message.words))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalog, Diagnostic};
    use protocol::Misconception;

    const PAGE: &str = "## await-anywhere\n\nYou might think: It works anywhere.\n\n\
        In fact: No.\n\nWhat you see: an error.\n\n\
        Compiler message: E0728 \"only allowed inside\"; error \"is not safe\"\n\n\
        Taught in: [Lazy](../lessons/04-lazy-futures/README.md#what-goes-wrong)\n";

    #[test]
    fn a_message_matches_by_its_code_and_a_phrase() {
        let catalog = Catalog(Misconception::parse_all(PAGE).unwrap());
        let error = |code: Option<&str>, words: &str| {
            let code = code.map(str::to_owned);
            [Diagnostic { code, words: words.to_owned(), ..Diagnostic::default() }]
        };
        let found = |errors: &[Diagnostic]| catalog.behind(errors).is_some();
        let words = "`await` is only allowed inside `async`";
        assert!(found(&error(Some("E0728"), words)));
        assert!(found(&error(None, "a future that is not safe")));
        assert!(!found(&error(Some("E0728"), "something else")));
        assert!(!found(&error(Some("E0308"), words)));
        assert!(!found(&error(None, words)));
        // The source lines that a message quotes may contain any text.
        let quoted = Diagnostic {
            code: Some("E0728".to_owned()),
            text: words.to_owned(),
            words: "something else".to_owned(),
            ..Diagnostic::default()
        };
        assert!(!found(&[quoted]));
    }
}

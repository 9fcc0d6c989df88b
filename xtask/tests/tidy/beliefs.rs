//! The catalogue of beliefs and the wrong variants that hold them.

use crate::{assert_none, course::exercises, names, numbered, read, root};

#[test]
fn beliefs_and_wrong_variants_name_each_other() {
    let page = read(&root().join("exercises/misconceptions.md"));
    let slugs: Vec<_> =
        page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let mut named = Vec::new();
    let mut faults = Vec::new();
    for folder in numbered("solutions") {
        for exercise in exercises(&folder) {
            let wrong =
                root().join("solutions").join(&folder).join(&exercise).join("wrong");
            for name in names(&wrong) {
                let text = read(&wrong.join(&name));
                let Some(rest) = text.strip_prefix("//! belief: ") else { continue };
                let slug = rest.lines().next().unwrap_or_default().trim().to_owned();
                if !slugs.contains(&&*slug) {
                    faults.push(format!(
                        "solutions/{folder}/{exercise}/wrong/{name}: \
                         exercises/misconceptions.md has no `{slug}`"
                    ));
                }
                named.push(slug);
            }
        }
    }
    for (place, slug) in slugs.iter().enumerate() {
        if slugs[..place].contains(slug) {
            faults
                .push(format!("misconceptions.md: two beliefs are called `{slug}`"));
        }
        if !named.iter().any(|it| it == slug) {
            faults
                .push(format!("misconceptions.md: no wrong variant holds `{slug}`"));
        }
    }
    assert_none(&faults);
}

/// The runner knows a belief by them when the compiler refuses a program.
#[test]
fn what_beliefs_are_refused_as_is_a_code_and_a_phrase() {
    let page = read(&root().join("exercises/misconceptions.md"));
    let lines = page.lines().filter_map(|line| line.strip_prefix("Refused as: "));
    let kinds: Vec<_> = lines.flat_map(|line| line.split("; ")).collect();
    assert!(!kinds.is_empty());
    for kind in kinds {
        let parts = kind.split_once(" \"").and_then(|(code, phrase)| {
            Some((code, phrase.strip_suffix('"')?.len()))
        });
        assert!(
            matches!(parts, Some((code, 8..)) if !code.contains(' ')),
            "misconceptions.md: `{kind}` is no `E0728 \"a phrase of the message\"`"
        );
    }
}

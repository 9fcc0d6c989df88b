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
    for slug in slugs {
        if !named.iter().any(|it| it == slug) {
            faults
                .push(format!("misconceptions.md: no wrong variant holds `{slug}`"));
        }
    }
    assert_none(&faults);
}

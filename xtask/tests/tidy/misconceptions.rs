//! The catalog of misconceptions matches the wrong variants.

use crate::{assert_none, course::exercises, names, numbered, read, root};
use protocol::Misconception;

#[test]
fn misconceptions_and_wrong_variants_name_each_other() {
    let page = read(&root().join("exercises/misconceptions.md"));
    let all = Misconception::parse_all(&page);
    let all = all.unwrap_or_else(|error| panic!("exercises/{error}"));
    let mut named = Vec::new();
    let mut faults = Vec::new();
    for directory in numbered("exercises") {
        for exercise in exercises(&directory) {
            let wrong = root()
                .join("solutions")
                .join(&directory)
                .join(&exercise)
                .join("wrong");
            for name in names(&wrong) {
                let text = read(&wrong.join(&name));
                let slug = text
                    .strip_prefix("//! misconception: ")
                    .and_then(|rest| Some(rest.lines().next()?.trim().to_owned()));
                let Some(slug) = slug else { continue };
                if !all.iter().any(|it| it.slug == slug) {
                    faults.push(format!(
                        "solutions/{directory}/{exercise}/wrong/{name}: \
                         exercises/misconceptions.md has no `{slug}`"
                    ));
                }
                named.push(slug);
            }
        }
    }
    let unused = all.iter().filter(|it| !named.contains(&it.slug));
    faults.extend(unused.map(|it| {
        format!("misconceptions.md: no wrong variant names `{}`", it.slug)
    }));
    assert_none(&faults);
}

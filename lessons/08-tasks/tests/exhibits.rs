//! What the compiler says of the wrong programs in `compile_fail`, word for word, and
//! that the README shows each of them with its words.

use std::{fs, path::Path};

#[test]
fn the_compiler_refuses_each_exhibit() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

#[test]
fn the_readme_shows_each_exhibit_in_full() {
    let lesson = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = read(&lesson.join("README.md"));
    let exhibits = fs::read_dir(lesson.join("tests/compile_fail"));
    for exhibit in exhibits.expect("the lesson has exhibits") {
        let path = exhibit.expect("the folder can be read").path();
        let language = if path.extension().is_some_and(|it| it == "rs") {
            "rust"
        } else {
            "text"
        };
        let block = format!("```{language}\n{}\n```", read(&path).trim_end());
        assert!(
            readme.contains(&block),
            "README.md does not show {}",
            path.display()
        );
    }
}

/// A file's text with plain line breaks, whatever the checkout made of them.
fn read(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("the file is part of the lesson");
    text.replace("\r\n", "\n")
}

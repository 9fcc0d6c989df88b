//! The compiler's errors for the wrong programs in `compile_fail`, word for word.
//! The README shows each program together with its error.

use stage::testing::assert_readme_shows_exhibits;

#[test]
fn the_compiler_refuses_each_exhibit() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

#[test]
fn the_readme_shows_each_exhibit_in_full() {
    assert_readme_shows_exhibits(env!("CARGO_MANIFEST_DIR"));
}

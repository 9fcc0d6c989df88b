//! What `ensure!` evaluates, and what its rejection says.

use crate::rejected;
use probe::{Given, ensure, observe};

#[test]
fn a_claim_that_holds_evaluates_only_its_condition() {
    fn unreached() -> Option<&'static str> {
        unreachable!("the claim holds")
    }
    let given = Given::new("two ids");
    ensure!(_, 1 + 1 == 2, unreached(), "{}", unreached().unwrap_or_default());
    ensure!(given, 1 + 1 == 2, unreached(), "{}", unreached().unwrap_or_default());
}

#[test]
fn a_claim_that_fails_says_what_was_given_and_measured() {
    let given = Given::new("two ids");
    let said = rejected(|| ensure!(given, 1 + 1 == 3, None, "it is {}", 1 + 1));
    assert_eq!(said.trim(), "given two ids: it is 2");
    let given = given.drawn("1 ███\n2 ━");
    let said = rejected(|| ensure!(given, 1 + 1 == 3, None, "it is {}", 1 + 1));
    assert_eq!(said.trim(), "given two ids: it is 2\n1 ███\n2 ━");
    let said = rejected(|| ensure!(_, 1 + 1 == 3, None, "it is {}", 1 + 1));
    assert_eq!(said.trim(), "it is 2");
    let observed = observe(async {}).given("two ids");
    let slug = (1 + 1 == 2).then_some("calling-starts-it");
    let said = rejected(|| ensure!(observed, false, slug, "it is 2"));
    assert!(said.starts_with("given two ids: it is 2\n"), "{said}");
    assert!(said.contains("(calling-starts-it)"), "{said}");
}

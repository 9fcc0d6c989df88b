//! tests-failed: it is something else
//! The guess leaves out the guest's `sits down`; the kitchen is right.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "stove on",
    "cooks soup",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

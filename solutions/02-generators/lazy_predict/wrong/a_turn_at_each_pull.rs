//! misconception: pull-runs-past-the-yield
//! A pull is a turn of the loop, so the turn is over when the dish is there.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
    "stove on",
    "cooks soup",
    "clears soup",
    "eats soup",
    "cooks fish",
    "clears fish",
    "eats fish",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

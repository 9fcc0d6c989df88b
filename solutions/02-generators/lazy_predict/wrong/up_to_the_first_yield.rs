//! misconception: making-runs-the-body
//! A function that is called runs, and this one runs until it has something to hand
//! out.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "stove on",
    "cooks soup",
    "sits down",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] =
    &["comes in", "stove on", "cooks soup", "sits down", "stove off", "pays"];

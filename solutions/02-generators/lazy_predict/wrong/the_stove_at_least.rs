//! misconception: making-runs-the-body
//! The first line is preparation, and creating a generator prepares it.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "stove on",
    "sits down",
    "cooks soup",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] =
    &["comes in", "stove on", "sits down", "stove off", "pays"];

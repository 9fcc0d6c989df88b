//! misconception: the-end-is-reached
//! The loop is over, so the line after it runs next, as after a `break`.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
    "stove on",
    "cooks soup",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "kitchen closes",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

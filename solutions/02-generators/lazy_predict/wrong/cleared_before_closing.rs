//! misconception: the-end-is-reached
//! The last dish still has to be cleared, and the kitchen has to close: it's all in
//! the body.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
    "stove on",
    "cooks soup",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "clears fish",
    "kitchen closes",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

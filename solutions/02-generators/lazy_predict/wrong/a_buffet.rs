//! misconception: a-list-will-do
//! The first pull cooks three dishes, in case the guest wants them.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
    "stove on",
    "cooks soup",
    "clears soup",
    "cooks fish",
    "clears fish",
    "cooks cake",
    "clears cake",
    "kitchen closes",
    "stove off",
    "eats soup",
    "eats fish",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

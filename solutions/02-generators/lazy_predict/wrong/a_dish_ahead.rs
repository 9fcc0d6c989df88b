//! misconception: pull-runs-past-the-yield
//! While the soup is eaten, the fish is cooked: a good kitchen is one dish ahead.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
    "stove on",
    "cooks soup",
    "clears soup",
    "cooks fish",
    "eats soup",
    "clears fish",
    "cooks cake",
    "eats fish",
    "stove off",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

//! misconception: pull-runs-past-the-yield
//! A pull runs the loop body once, so the dish is cleared before it's handed out.

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

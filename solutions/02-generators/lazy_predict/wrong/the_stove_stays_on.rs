//! misconception: dropped-without-cleanup
//! A body that never continues doesn't do anything anymore, so nothing turns off the
//! stove.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
    "stove on",
    "cooks soup",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "pays",
];
pub const NO_DISH: &[&str] = &["comes in", "sits down", "pays"];

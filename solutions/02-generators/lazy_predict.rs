//! Each pull runs the kitchen up to its next yield, and not one line further.
//!
//! So the second pull clears the soup, but the fish is never cleared. The stove is
//! turned off anyway: the paused body holds it, and the body is dropped. A kitchen
//! that is never pulled doesn't even turn on the stove.

pub const TWO_DISHES: &[&str] = &[
    "comes in",
    "sits down",
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

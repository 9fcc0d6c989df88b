//! Each pull runs the kitchen to its next yield, and not one line further.
//!
//! So it is the second pull that clears the soup, and nobody clears the fish. The
//! stove goes off all the same: the paused body holds it, and is dropped. And a
//! kitchen without a pull has not even lit it.

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

//! Grouped by pull: each row is the part of the body between two yields.

const MADE: [&str; 2] = ["comes in", "sits down"];
const FIRST: [&str; 3] = ["stove on", "cooks soup", "eats soup"];
const SECOND: [&str; 3] = ["clears soup", "cooks fish", "eats fish"];
const DROPPED: &str = "stove off";
const LEFT: &str = "pays";

pub const TWO_DISHES: &[&str] = &[
    MADE[0], MADE[1], FIRST[0], FIRST[1], FIRST[2], SECOND[0], SECOND[1], SECOND[2],
    DROPPED, LEFT,
];
pub const NO_DISH: &[&str] = &[MADE[0], MADE[1], LEFT];

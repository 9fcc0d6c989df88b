//! Uses statics, so one evening can reuse parts of the other: without a pull,
//! nothing happens between arriving and leaving.

const ARRIVES: [&str; 2] = ["comes in", "sits down"];
const LEAVES: &str = "pays";

pub static TWO_DISHES: &[&str] = &[
    ARRIVES[0],
    ARRIVES[1],
    "stove on",
    "cooks soup",
    "eats soup",
    "clears soup",
    "cooks fish",
    "eats fish",
    "stove off",
    LEAVES,
];
pub static NO_DISH: &[&str] = &[ARRIVES[0], ARRIVES[1], LEAVES];

//! Arrays, capital letters, and periods: the lines are the same.

pub const TWO_DISHES: [&str; 10] = [
    "Comes in.",
    "Sits down.",
    "Stove on.",
    "Cooks soup.",
    "Eats soup.",
    "Clears soup.",
    "Cooks fish.",
    "Eats fish.",
    "Stove off.",
    "Pays.",
];
pub const NO_DISH: [&str; 3] = ["Comes in.", "Sits down.", "Pays."];

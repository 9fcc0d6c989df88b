//! # Two dishes of three
//!
//! **predict, 5 minutes**
//!
//! The kitchen is a generator that cooks one dish per pull. One guest orders three
//! dishes, eats two of them, and drops the generator. Another guest drops a
//! generator without pulling at all. Read the kitchen and both evenings in
//! programs/lazy_predict.rs, but don't run them. Write down the lines that each
//! evening logs, in order, in the program's own words.
//!
//! **Judged:** both evenings run, and your lines are compared with what they log. The
//! verdict explains the first wrong line, but doesn't give the right one. A wrong
//! guess costs nothing.
//!
//! **Taught in:** lessons/02-generators, "One value at a time".

// TODO: add the lines after "comes in", as in `&["comes in", "pays"]`.
pub const TWO_DISHES: &[&str] = &["comes in"];
pub const NO_DISH: &[&str] = &["comes in"];

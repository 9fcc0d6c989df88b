//! # Two dishes of three
//!
//! **predict, 5 minutes**
//!
//! The kitchen is a generator that cooks one dish at each pull. One guest orders
//! three dishes, eats two of them, and drops the generator. Another drops it without
//! a single pull. Both evenings, and the kitchen, are in programs/lazy_predict.rs.
//! Read them, but don't run them, and write down the lines that each evening logs,
//! in order and in the program's words.
//!
//! **Judged:** the two evenings are run. A wrong guess costs nothing and teaches the
//! most.
//!
//! **Taught in:** lessons/02-generators, "One value at a time".

// TODO: write down what follows "comes in", as in `&["comes in", "pays"]`.
pub const TWO_DISHES: &[&str] = &["comes in"];
pub const NO_DISH: &[&str] = &["comes in"];

//! # Two dishes of three                                     predict, 5 minutes
//!
//! The kitchen is a generator that cooks one dish at each pull. One guest orders
//! three dishes, eats two of them and drops the generator. Another drops it without
//! a single pull. Both evenings stand, with the kitchen, at the top of
//! tests/lazy_predict.rs. Read them, do not run them, and write down the lines that
//! each of them logs, in their order and in the program's words.
//!
//! Judged by running the two evenings. A wrong guess costs nothing and teaches most.
//! Taught in lessons/02-generators, "One value at a time".

// TODO: write down what follows "comes in", as in `&["comes in", "pays"]`.
pub const TWO_DISHES: &[&str] = &["comes in"];
pub const NO_DISH: &[&str] = &["comes in"];

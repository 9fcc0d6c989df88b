//! An event loop, by hand.

fn main() {}

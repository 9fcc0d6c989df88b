//! What the probe catches, and a near program that it must let pass.

mod endings;
mod service;
mod tasks;
mod times;

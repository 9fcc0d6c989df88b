//! misconception: tokio-is-everywhere
//! A future has to be polled until it is ready, and lesson 04 showed how to do that
//! by hand.

use crate::Program;
use std::{
    pin::pin,
    process::ExitCode,
    task::{Context, Poll, Waker},
};

pub fn start(program: Program) -> ExitCode {
    let mut main = pin!(program.main());
    let mut context = Context::from_waker(Waker::noop());
    let result = loop {
        if let Poll::Ready(result) = main.as_mut().poll(&mut context) {
            break result;
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

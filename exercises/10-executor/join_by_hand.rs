//! # A join that knows who rang
//!
//! **build, 25 minutes**
//!
//! `join!` gives its own waker to all its children. When one of them calls it, nothing
//! tells which, so `join!` polls all children that are not done: no harm for two, and a
//! loss for two thousand. Write a join of two that polls only a child that was woken.
//!
//! **Given:** a `Child` is a boxed future of a `String`, and this polls it:
//!
//! ```rust,ignore
//! child.as_mut().poll(&mut Context::from_waker(&waker))
//! ```
//!
//! `Join` may have any fields, and there may be other types. No unsafe code is needed.
//!
//! **Judged:** by the polls that its children see, and by the calls of its own wakers:
//!
//! - The first poll starts both children. After that, a child that was not woken is not
//!   polled, even if the join is.
//! - A child that is woken is polled in the next poll of the join, or in this one. It
//!   may be woken by another thread, by the other child, and while it is being polled.
//! - A child that is done is not polled again. The answers keep their places, whichever
//!   came first.
//! - The join is woken when a child is, through the waker of the latest poll of the
//!   join. It does not wake itself for nothing.
//! - Calling a waker runs foreign code, which may poll the join at once. So no lock is
//!   held during the call.
//! - When the join is dropped, so are its children.
//!
//! **Taught in:** lessons/10-executor, "An event loop, by hand".

use crate::Child;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub struct Join {
    first: Child,
    second: Child,
}

/// Both answers, when both are there.
pub fn join(first: Child, second: Child) -> Join {
    Join { first, second }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // TODO: poll each child that was woken, with a waker that knows its child.
        todo!("who rang?")
    }
}

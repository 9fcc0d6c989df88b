//! # A join that knows which child was woken
//!
//! **build, 25 minutes**
//!
//! `join!` gives its own waker to all its children. When a child calls that waker,
//! `join!` cannot tell which child that was, so it polls every child that is not
//! done. That does no harm with two children, but costs a lot with two thousand.
//! Write a join of two children that polls a child only if it was woken.
//!
//! **Given:** `Child`, and the call that polls one. `Join` may have any fields, and
//! you may add types. You don't need unsafe code.
//!
//! ```
//! pub type Child = Pin<Box<dyn Future<Output = String>>>;
//!
//! child.as_mut().poll(&mut Context::from_waker(&waker))
//! ```
//!
//! **Judged:** by the polls of the children and the calls to the join's wakers:
//!
//! - The first poll starts both children. After that, a child that was not woken is
//!   not polled, even if the join is.
//! - If a child is woken, the next poll of the join polls it. If a child is woken
//!   while the join is being polled, that poll may poll the child, too. A child may
//!   be woken by another thread, by the other child, or while it is being polled.
//! - A child that is done is not polled again. The answers are in the order of the
//!   children, no matter which child was ready first.
//! - When a child is woken, the join is woken through the waker of its latest poll.
//!   The join does not wake itself without a reason.
//! - Calling a waker runs someone else's code, which may poll the join right away.
//!   So no lock may be held during the call.
//! - Dropping the join drops its children.
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

/// A future that returns both answers when both children are done.
pub fn join(first: Child, second: Child) -> Join {
    Join { first, second }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // TODO: poll each child that was woken, with a waker that knows its child.
        todo!("which child was woken?")
    }
}

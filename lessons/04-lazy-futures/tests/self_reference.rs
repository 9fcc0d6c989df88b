//! A future that is paused in the middle can hold a reference into itself.

use std::{
    cell::Cell,
    ops::Range,
    pin::pin,
    task::{Context, Poll, Waker},
};
use tokio::task::yield_now;

async fn last_byte() -> u8 {
    let buffer = [1_u8, 2, 3];
    let last = &buffer[2];
    yield_now().await;
    *last
}

/// The same future, but it also records where its reference points.
async fn last_byte_noted(address: &Cell<usize>) -> u8 {
    let buffer = [1_u8, 2, 3];
    let last = &buffer[2];
    address.set(std::ptr::from_ref(last).addr());
    yield_now().await;
    *last
}

#[test]
fn a_paused_future_holds_a_reference_into_itself() {
    let address = Cell::new(0);
    let mut future = pin!(last_byte_noted(&address));
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(future.as_mut().poll(&mut context), Poll::Pending);
    assert!(addresses(&*future).contains(&address.get()));
    assert_eq!(future.as_mut().poll(&mut context), Poll::Ready(3));
}

#[test]
fn a_future_can_move_before_its_first_poll() {
    let future = last_byte();
    let mut moved = Box::pin(future);
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(moved.as_mut().poll(&mut context), Poll::Pending);
    assert_eq!(moved.as_mut().poll(&mut context), Poll::Ready(3));
}

/// The addresses of a value's bytes.
fn addresses<T>(value: &T) -> Range<usize> {
    let start = std::ptr::from_ref(value).addr();
    start..start + size_of_val(value)
}

//! Checks whether a value is on the stack. Values in boxed futures, boxes, or lists are
//! not.

use std::{hint::black_box, ptr, thread};

/// A part of the stack of one thread: everything below one frame.
#[derive(Clone, Copy, Debug)]
pub struct Stack {
    top: usize,
    thread: thread::ThreadId,
}

impl Stack {
    /// Runs `scope`. Its frame, and the frames of its calls, are on this stack.
    pub fn scope<T>(scope: impl FnOnce(Self) -> T) -> T {
        // If the compiler inlined `scope`, its values could be above this frame.
        let scope: Box<dyn FnOnce(Self) -> T + '_> = black_box(Box::new(scope));
        let frame = black_box(0_u8);
        let top = ptr::from_ref(&frame).addr();
        let output = scope(Self { top, thread: thread::current().id() });
        black_box(frame);
        output
    }

    /// The address of the value, if it is not on this stack. `None` if it is on this
    /// stack, or if this is called on another thread.
    #[inline(never)]
    pub fn address_elsewhere<T>(&self, value: &T) -> Option<usize> {
        let here = black_box(0_u8);
        let address = ptr::from_ref(value).addr();
        // A stack grows toward lower addresses.
        let is_on_it = (ptr::from_ref(&here).addr()..=self.top).contains(&address);
        let is_known = thread::current().id() == self.thread && !is_on_it;
        is_known.then_some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::Stack;
    use std::{hint::black_box, thread};
    use tokio::{runtime::Builder, task::yield_now};

    #[test]
    fn a_local_value_is_on_the_stack_and_a_boxed_one_is_not() {
        Stack::scope(|stack| {
            // Without `black_box`, this array would be a static.
            let local = stack.address_elsewhere(&black_box([1_u8; 4096]));
            assert_eq!(local, None);
            assert!(stack.address_elsewhere(&*Box::new([1_u8; 4096])).is_some());
            let on_another_thread = || stack.address_elsewhere(&*Box::new(1));
            let found = thread::scope(|it| it.spawn(on_another_thread).join());
            assert_eq!(found.unwrap(), None);
        });
    }

    #[test]
    fn a_value_that_a_future_keeps_is_where_the_future_is() {
        async fn keeps(stack: Stack) -> Option<usize> {
            let value = [1_u8; 4096];
            let address = stack.address_elsewhere(&value);
            yield_now().await;
            address.filter(|_| value[0] == 1)
        }
        async fn uses(stack: Stack) -> Option<usize> {
            let address = stack.address_elsewhere(&black_box([1_u8; 4096]));
            yield_now().await;
            address
        }
        let runtime = Builder::new_current_thread().build().unwrap();
        Stack::scope(|stack| {
            assert!(runtime.block_on(Box::pin(keeps(stack))).is_some());
            // Nothing refers to this array during the wait.
            assert_eq!(runtime.block_on(Box::pin(uses(stack))), None);
        });
    }
}

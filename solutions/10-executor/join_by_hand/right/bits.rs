//! A number has one bit for each child, and all bits are read and cleared in one
//! step. This repeats until no child was woken in between. The join works for any
//! children that may be moved.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

struct Rung {
    bits: AtomicU8,
    parent: Mutex<Waker>,
}

struct Bell(u8, Arc<Rung>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref()
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.1.bits.fetch_or(self.0, Ordering::AcqRel) & self.0 == 0 {
            let parent = self.1.parent.lock().unwrap().clone();
            parent.wake();
        }
    }
}

pub struct Join<A: Future, B: Future> {
    a: A,
    b: B,
    out: (Option<A::Output>, Option<B::Output>),
    rung: Arc<Rung>,
    wakers: [Waker; 2],
}

pub fn join<A: Future + Unpin, B: Future + Unpin>(a: A, b: B) -> Join<A, B> {
    let parent = Mutex::new(Waker::noop().clone());
    let rung = Arc::new(Rung { bits: AtomicU8::new(0b11), parent });
    let wakers = [1, 2].map(|bit| Arc::new(Bell(bit, rung.clone())).into());
    Join { a, b, out: (None, None), rung, wakers }
}

fn step<F: Future + Unpin>(
    future: &mut F,
    out: &mut Option<F::Output>,
    waker: &Waker,
) {
    if out.is_none()
        && let Poll::Ready(it) =
            Pin::new(future).poll(&mut Context::from_waker(waker))
    {
        *out = Some(it);
    }
}

impl<A, B> Future for Join<A, B>
where
    A: Future<Output: Unpin> + Unpin,
    B: Future<Output: Unpin> + Unpin,
{
    type Output = (A::Output, B::Output);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let parent = context.waker().clone();
        let _old = std::mem::replace(&mut *this.rung.parent.lock().unwrap(), parent);
        loop {
            match this.rung.bits.swap(0, Ordering::AcqRel) {
                0 => break,
                bits => {
                    if bits & 1 != 0 {
                        step(&mut this.a, &mut this.out.0, &this.wakers[0]);
                    }
                    if bits & 2 != 0 {
                        step(&mut this.b, &mut this.out.1, &this.wakers[1]);
                    }
                }
            }
        }
        match (this.out.0.take(), this.out.1.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            out => {
                this.out = out;
                Poll::Pending
            }
        }
    }
}

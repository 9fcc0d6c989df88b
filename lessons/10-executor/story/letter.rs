//! Act 2: a future that waits for another thread.

use crate::steps::s2_waker::block_on;
use stage::say;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::thread;

pub(crate) fn from_another_thread() {
    let text = block_on(Letter::default());
    say!("block_on returns {text:?}, after 2 polls");
    let text = block_on(Letter { parks_in_the_poll: true, ..Letter::default() });
    say!("block_on returns {text:?}, although the first poll parked, too");
}

/// A future that is ready once its thread has written the text.
#[derive(Default)]
struct Letter {
    text: Arc<OnceLock<&'static str>>,
    polls: u32,
    /// If true, the first poll parks until the text is there, and uses up the thread's
    /// token.
    parks_in_the_poll: bool,
}

impl Future for Letter {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        self.polls += 1;
        if let Some(text) = self.text.get() {
            say!("poll {}: Ready", self.polls);
            return Poll::Ready(text);
        }
        say!("poll {}: Pending; another thread gets the waker", self.polls);
        let (text, waker) = (Arc::clone(&self.text), cx.waker().clone());
        let here = thread::current();
        stage::thread::spawn("postman", move || {
            say!("the other thread: the text is written; calling wake");
            text.set("hello").expect("only this thread sets the text");
            waker.wake();
            here.unpark();
        });
        while self.parks_in_the_poll && self.text.get().is_none() {
            thread::park();
        }
        Poll::Pending
    }
}

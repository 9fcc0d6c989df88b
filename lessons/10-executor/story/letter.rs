//! Act 2: a letter that another thread brings.

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
    say!("block_on returns {text:?}, though the first poll parked as well");
}

/// Ready when its thread has written the text.
#[derive(Default)]
struct Letter {
    text: Arc<OnceLock<&'static str>>,
    polls: u32,
    /// The first poll does not return before the text is there: it parks for it.
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
        say!("poll {}: Pending; a thread takes the waker along", self.polls);
        let (text, waker) = (Arc::clone(&self.text), cx.waker().clone());
        let here = thread::current();
        stage::thread::spawn("postman", move || {
            say!("the other thread: it is written, wake");
            text.set("hello").expect("there is one postman");
            waker.wake();
            here.unpark();
        });
        while self.parks_in_the_poll && self.text.get().is_none() {
            thread::park();
        }
        Poll::Pending
    }
}

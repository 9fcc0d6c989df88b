//! A handwritten future that stores what it needs between two letters, and the
//! current letter in a box.

use crate::{Book, Post};
use std::{
    pin::Pin,
    task::{Context, Poll},
};

struct Announce {
    book: Book,
    post: Post,
    next: usize,
    title: u32,
    sum: u32,
    sending: Option<Pin<Box<dyn Future<Output = ()>>>>,
}

impl Future for Announce {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        let me = &mut *self;
        loop {
            if let Some(s) = &mut me.sending {
                match s.as_mut().poll(cx) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(()) => me.sending = None,
                }
            }
            let n = me.next;
            me.next += 1;
            let letter = if n == 0 {
                me.title = me.book.read(0).title();
                me.title
            } else if n < me.book.pages() {
                let w = me.book.read(n).words();
                me.sum += w;
                w
            } else if n == me.book.pages() {
                me.title + me.sum
            } else {
                return Poll::Ready(me.sum);
            };
            let post = me.post.clone();
            me.sending = Some(Box::pin(async move { post.send(letter).await }));
        }
    }
}

pub fn announce(book: Book, post: Post) -> impl Future<Output = u32> {
    Announce { book, post, next: 0, title: 0, sum: 0, sending: None }
}

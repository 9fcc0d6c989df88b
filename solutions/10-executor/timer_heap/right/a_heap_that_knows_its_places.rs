//! A handwritten heap. Each timer knows its index in the heap, so a canceled timer
//! can be removed from the middle. The sleep shares its entry with the heap.

use crate::Instant;
use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

struct Entry {
    at: Instant,
    seq: u32,
    place: Cell<usize>,
    waker: RefCell<Option<Waker>>,
}

impl Entry {
    fn before(&self, other: &Self) -> bool {
        (self.at, self.seq) < (other.at, other.seq)
    }
}

#[derive(Default)]
struct Heap {
    entries: Vec<Rc<Entry>>,
    seq: u32,
}

impl Heap {
    fn put(&mut self, place: usize, entry: Rc<Entry>) {
        entry.place.set(place);
        self.entries[place] = entry;
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.entries.swap(a, b);
        self.entries[a].place.set(a);
        self.entries[b].place.set(b);
    }

    fn up(&mut self, mut i: usize) {
        while i > 0 && self.entries[i].before(&self.entries[(i - 1) / 2]) {
            self.swap(i, (i - 1) / 2);
            i = (i - 1) / 2;
        }
    }

    fn down(&mut self, mut i: usize) {
        loop {
            let children = [2 * i + 1, 2 * i + 2];
            let mut least = i;
            for child in children {
                if child < self.entries.len()
                    && self.entries[child].before(&self.entries[least])
                {
                    least = child;
                }
            }
            if least == i {
                return;
            }
            self.swap(i, least);
            i = least;
        }
    }

    fn push(&mut self, entry: Rc<Entry>) {
        let last = self.entries.len();
        self.entries.push(Rc::clone(&entry));
        self.put(last, entry);
        self.up(last);
    }

    fn remove(&mut self, place: usize) -> Rc<Entry> {
        let last = self.entries.len() - 1;
        self.swap(place, last);
        let entry = self.entries.pop().expect("place is in it");
        entry.place.set(usize::MAX);
        if place < last {
            self.up(place);
            self.down(place);
        }
        entry
    }
}

pub struct Timers(Rc<RefCell<Heap>>);

impl Timers {
    pub fn new() -> Self {
        Self(Default::default())
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        Sleep { heap: Rc::clone(&self.0), at, entry: None }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        Some(self.0.borrow().entries.first()?.at)
    }

    pub fn fire(&self, now: Instant) {
        while let Some(at) = self.next_deadline() {
            if now < at {
                break;
            }
            let entry = self.0.borrow_mut().remove(0);
            let waker = entry.waker.borrow_mut().take();
            waker.expect("only what was polled is in the heap").wake();
        }
    }
}

pub struct Sleep {
    heap: Rc<RefCell<Heap>>,
    at: Instant,
    entry: Option<Rc<Entry>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        match &this.entry {
            Some(entry) if entry.place.get() == usize::MAX => Poll::Ready(()),
            Some(entry) => {
                entry.waker.replace(Some(cx.waker().clone()));
                Poll::Pending
            }
            None => {
                let mut heap = this.heap.borrow_mut();
                heap.seq += 1;
                let entry = Rc::new(Entry {
                    at: this.at,
                    seq: heap.seq,
                    place: Cell::new(0),
                    waker: RefCell::new(Some(cx.waker().clone())),
                });
                heap.push(Rc::clone(&entry));
                this.entry = Some(entry);
                Poll::Pending
            }
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(entry) = self.entry.take() {
            let place = entry.place.get();
            if place != usize::MAX {
                self.heap.borrow_mut().remove(place);
            }
        }
    }
}

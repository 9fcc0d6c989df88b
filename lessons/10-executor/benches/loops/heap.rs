//! How many bytes are taken from the heap: the system's allocator, and a sum beside it.
//!
//! The sum is kept only between `start` and `stop`; the other figures pay one relaxed load
//! for each allocation, all loops alike. It is of the bytes that were asked for, so it does
//! not depend on how an allocator rounds.
#![expect(unsafe_code, reason = "only an allocator sees all of the heap")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed},
};

#[global_allocator]
static COUNTING: Counting = Counting;

static IS_COUNTING: AtomicBool = AtomicBool::new(false);

/// Less than nothing if more was given back than taken since `start`.
static TAKEN: AtomicIsize = AtomicIsize::new(0);

/// From here on it counts.
pub(crate) fn start() {
    TAKEN.store(0, Relaxed);
    IS_COUNTING.store(true, Relaxed);
}

/// How many more bytes are taken now than at `start`.
pub(crate) fn stop() -> isize {
    IS_COUNTING.store(false, Relaxed);
    TAKEN.load(Relaxed)
}

struct Counting;

fn count(taken: usize, given_back: usize) {
    if IS_COUNTING.load(Relaxed) {
        TAKEN.fetch_add(taken.cast_signed() - given_back.cast_signed(), Relaxed);
    }
}

// SAFETY: every call goes to the system's allocator as it came, and its answer back as it is;
// counting allocates nothing and does not panic.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller promises what the system's allocator wants.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as in `alloc`, and what is given back came from the system's allocator.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(
        &self,
        place: *mut u8,
        layout: Layout,
        size: usize,
    ) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: as in `dealloc`.
        unsafe { System.realloc(place, layout, size) }
    }
}

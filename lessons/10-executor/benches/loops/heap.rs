//! Counts the bytes that are allocated on the heap: the system's allocator, plus a
//! sum.
//!
//! The sum is kept only between `start` and `stop`. In the other figures, each
//! allocation costs one relaxed load, which is the same for all loops. The sum counts
//! the bytes that were requested, so it does not depend on how an allocator rounds
//! sizes.
#![expect(unsafe_code, reason = "only an allocator sees all of the heap")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed},
};

#[global_allocator]
static COUNTING: Counting = Counting;

static IS_COUNTING: AtomicBool = AtomicBool::new(false);

/// Negative if more bytes were freed than allocated since `start`.
static TAKEN: AtomicIsize = AtomicIsize::new(0);

/// Starts counting.
pub(crate) fn start() {
    TAKEN.store(0, Relaxed);
    IS_COUNTING.store(true, Relaxed);
}

/// Stops, and returns how many more bytes are allocated now than at `start`.
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

// SAFETY: every call is passed to the system's allocator unchanged, and so is its result.
// Counting does not allocate and does not panic.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller promises what the system's allocator requires.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as in `alloc`, and the memory came from the system's allocator.
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

//! Threads that wait, and how much memory the system says they take.

use crate::{
    limits::{tightest, well_below},
    memory::Memory,
};
use stage::say;
use std::hint::black_box;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

const MIB: usize = 1 << 20;
const KIB: u64 = 1 << 10;

pub(crate) fn what_they_take() {
    let limit = tightest();
    let many = well_below(limit.as_ref(), 1000);
    let some = well_below(limit.as_ref(), 100);
    // The first threads of a process reserve more than their stacks: the allocator
    // sets aside addresses for each core.
    beside_waiting(many, 2 * MIB, rest, |_| {});

    say!("threads that wait, and what each of them takes:");
    weigh("a stack of 2 MiB", many, 2 * MIB, rest);
    weigh("a stack of 8 MiB", some, 8 * MIB, rest);
    weigh("8 MiB, went deep", some, 8 * MIB, go_deep);
    match limit {
        Some(it) => say!(
            "this system allows about {} threads ({}), and {many} are enough here",
            it.threads,
            it.by
        ),
        None => {
            say!("this system reports no limit, and {many} threads are enough here");
        }
    }
}

/// The work of a thread that only waits: it does nothing.
fn rest() {}

/// Needs half a MiB of the stack, and returns.
#[inline(never)]
fn go_deep() {
    let mut buffer = [1_u8; MIB / 2];
    black_box(&mut buffer);
}

fn weigh(what: &str, count: usize, stack: usize, work: fn()) {
    let before = Memory::now();
    let (started, after) =
        beside_waiting(count, stack, work, |started| (started, Memory::now()));
    let (Some(before), Some(after)) = (before, after) else {
        return say!(
            "{what}: {started} threads; this system does not say what they take"
        );
    };
    let Memory { reserved, touched } = after.since(before, started);
    let reserved = (reserved + MIB as u64 / 2) / MIB as u64;
    let touched = (touched + KIB / 2) / KIB;
    say!(
        "{what}: reserves {reserved} MiB, touches {touched:>3} KiB (in {started} threads)"
    );
}

/// Starts `count` threads that do their `work` and then wait until `look` is done.
/// `look` gets the number of threads that could be started. When this returns, all
/// threads have ended.
fn beside_waiting<T>(
    count: usize,
    stack: usize,
    work: fn(),
    look: impl FnOnce(usize) -> T,
) -> T {
    let gate = Arc::new(Mutex::new(()));
    let closed = gate.lock();
    let (arrive, arrived) = mpsc::channel();
    let start = |_| {
        let (arrive, gate) = (arrive.clone(), Arc::clone(&gate));
        let body = move || {
            work();
            let _ = arrive.send(());
            drop(gate.lock());
        };
        thread::Builder::new().stack_size(stack).spawn(body).ok()
    };
    let threads: Vec<_> = (0..count).map_while(start).collect();
    arrived.iter().take(threads.len()).count();
    let seen = look(threads.len());
    drop(closed);
    for thread in threads {
        thread.join().expect("a thread that waits does not panic");
    }
    seen
}

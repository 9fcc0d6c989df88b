//! The learner predicts the memory that four programs reserve or touch, within a
//! factor of four.

#[path = "../programs/reserve_or_use.rs"]
mod programs;
#[path = "../reserve_or_use.rs"]
mod reserve_or_use;

use probe::{Finding, predict::Judged};
use programs::*;
use reserve_or_use::*;
use std::{
    fs,
    process::{self, Command},
    sync::LazyLock,
    thread,
};

#[test]
fn what_resting_threads_reserve_is_predicted() {
    judged().judge("RESTING_THREADS_RESERVE");
}

#[test]
fn what_resting_threads_touch_is_predicted() {
    judged().judge("RESTING_THREADS_TOUCH");
}

#[test]
fn what_deep_threads_touch_is_predicted() {
    judged().judge("DEEP_THREADS_TOUCH");
}

#[test]
fn what_deep_tasks_touch_is_predicted() {
    judged().judge("DEEP_TASKS_TOUCH");
}

#[test]
fn what_keeping_tasks_touch_is_predicted() {
    judged().judge("KEEPING_TASKS_TOUCH");
}

fn judged() -> Judged {
    let [stacks, deep] = [STACK, DEEP].map(|it| (COUNT * it / MIB) as u64);
    let is_used = |mib| (mib >= 200).then_some("reserved-is-used");
    let reserve = RESTING_THREADS_RESERVE.map(|mib| {
        // The misconception leads to almost nothing, but not to the size of exactly one
        // stack.
        let is_tiny = mib < 10 && mib != (STACK / MIB) as u64;
        let too_small = is_tiny.then_some("addresses-come-when-needed");
        judge(mib, stacks, TAKEN[0].reserved, [too_small, None])
    });
    let resting = RESTING_THREADS_TOUCH
        .map(|mib| judge(mib, 0, TAKEN[0].touched, [None, is_used(mib)]));
    let deep_threads = DEEP_THREADS_TOUCH.map(|mib| {
        let why = [Some("a-stack-shrinks-again"), is_used(mib)];
        judge(mib, deep, TAKEN[1].touched, why)
    });
    let deep_tasks = DEEP_TASKS_TOUCH.map(|mib| {
        let too_large = (mib >= 20).then_some("a-task-has-a-stack");
        judge(mib, 0, TAKEN[2].touched, [None, too_large])
    });
    let keeping = KEEPING_TASKS_TOUCH.map(|mib| {
        let too_large = (mib >= 200).then_some("a-task-has-a-stack");
        let why = [Some("a-task-weighs-nothing"), too_large];
        judge(mib, deep, TAKEN[3].touched, why)
    });
    Judged::new([
        ("RESTING_THREADS_RESERVE", reserve),
        ("RESTING_THREADS_TOUCH", resting),
        ("DEEP_THREADS_TOUCH", deep_threads),
        ("DEEP_TASKS_TOUCH", deep_tasks),
        ("KEEPING_TASKS_TOUCH", keeping),
    ])
}

/// Accepts a guess of at least a quarter of what is `certain` on every machine, and at
/// most four times what was `found` on this one. The misconceptions explain a guess that
/// is too small or too large.
fn judge(
    mib: u64,
    certain: u64,
    found: u64,
    [too_small, too_large]: [Option<&'static str>; 2],
) -> Result<(), Finding> {
    let found = found.max(certain);
    let (misconception, words) = if mib < certain / 4 {
        (too_small, "too little")
    } else if mib > (4 * found).max(9) {
        (too_large, "too much")
    } else {
        return Ok(());
    };
    let measured = format!("you guess {mib} MiB for all hundred, which is {words}");
    // A number this large doesn't come from a misconception: the guess counts something
    // else.
    let is_far = mib > 4 * (COUNT * STACK / MIB) as u64;
    let (misconception, far) = match is_far {
        true => (
            None,
            ": all stacks together are less than a quarter of that. The unit is MiB",
        ),
        false => (misconception, ""),
    };
    Err(Finding::new(misconception, format!("{measured}{far}.")))
}

/// What the programs took. Each program is measured once, and never alongside another,
/// because a measurement includes everything that runs at the same time.
static TAKEN: LazyLock<[Memory; 4]> = LazyLock::new(|| {
    let measure = || {
        [
            taken_by(resting_threads),
            taken_by(deep_threads),
            taken_by(deep_tasks),
            taken_by(keeping_tasks),
        ]
    };
    // The futures of the last program are moved through this stack.
    let thread = thread::Builder::new().stack_size(32 * MIB).spawn(measure);
    let thread = thread.expect("the system has room for a thread");
    thread.join().expect("measuring does not panic")
});

fn taken_by(program: fn(Look) -> Memory) -> Memory {
    let before = Memory::now();
    let after = program(Memory::now);
    Memory {
        reserved: after.reserved.saturating_sub(before.reserved),
        touched: after.touched.saturating_sub(before.touched),
    }
}

/// The memory of this process, in MiB. If the system doesn't report it, both numbers
/// are 0, and guesses are compared only with what is certain.
#[derive(Clone, Copy, Default)]
struct Memory {
    reserved: u64,
    touched: u64,
}

impl Memory {
    fn now() -> Self {
        Self::from_proc().or_else(Self::from_ps).unwrap_or_default()
    }

    fn from_proc() -> Option<Self> {
        let read = |file, name| {
            let text = fs::read_to_string(file).ok()?;
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        let status = "/proc/self/status";
        let touched = read("/proc/self/smaps_rollup", "Rss:");
        Some(Self {
            reserved: read(status, "VmSize:")? / 1024,
            touched: touched.or_else(|| read(status, "VmRSS:"))? / 1024,
        })
    }

    fn from_ps() -> Option<Self> {
        let id = process::id().to_string();
        let mut ps = Command::new("ps");
        let answer =
            ps.args(["-o", "vsz=", "-o", "rss=", "-p", &id]).output().ok()?;
        let answer = String::from_utf8_lossy(&answer.stdout);
        let mut numbers = answer.split_whitespace().map(str::parse::<u64>);
        let mut next = || numbers.next()?.ok();
        Some(Self { reserved: next()? / 1024, touched: next()? / 1024 })
    }
}

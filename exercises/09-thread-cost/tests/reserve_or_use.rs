//! The learner predicts the memory that four programs reserve or touch, within a
//! factor of four.

#[path = "../programs/reserve_or_use.rs"]
mod programs;
#[path = "../reserve_or_use.rs"]
mod reserve_or_use;

use probe::reject;
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
    let certain = COUNT * STACK / MIB;
    let guess = Guess::of("RESTING_THREADS_RESERVE", RESTING_THREADS_RESERVE);
    let truth = TAKEN[0].reserved.max(certain as u64);
    guess.judge(certain as u64, truth, |mib, wrong| match wrong {
        // The size of one stack: the learner forgot to multiply by a hundred.
        Wrong::TooLittle if mib == (STACK / MIB) as u64 => None,
        // The belief leads to almost nothing.
        Wrong::TooLittle => (mib < 10).then_some("addresses-come-when-needed"),
        Wrong::TooMuch => None,
    });
}

#[test]
fn what_resting_threads_touch_is_predicted() {
    let guess = Guess::of("RESTING_THREADS_TOUCH", RESTING_THREADS_TOUCH);
    guess.judge(0, TAKEN[0].touched, |mib, _| {
        (mib >= 200).then_some("reserved-is-used")
    });
}

#[test]
fn what_deep_threads_touch_is_predicted() {
    let certain = (COUNT * DEEP / MIB) as u64;
    let guess = Guess::of("DEEP_THREADS_TOUCH", DEEP_THREADS_TOUCH);
    guess.judge(certain, TAKEN[1].touched.max(certain), |mib, wrong| match wrong {
        Wrong::TooLittle => Some("a-stack-shrinks-again"),
        Wrong::TooMuch => (mib >= 200).then_some("reserved-is-used"),
    });
}

#[test]
fn what_deep_tasks_touch_is_predicted() {
    let guess = Guess::of("DEEP_TASKS_TOUCH", DEEP_TASKS_TOUCH);
    guess.judge(0, TAKEN[2].touched, |mib, _| {
        (mib >= 20).then_some("a-task-has-a-stack")
    });
}

#[test]
fn what_keeping_tasks_touch_is_predicted() {
    let certain = (COUNT * DEEP / MIB) as u64;
    let guess = Guess::of("KEEPING_TASKS_TOUCH", KEEPING_TASKS_TOUCH);
    guess.judge(certain, TAKEN[3].touched.max(certain), |mib, wrong| match wrong {
        Wrong::TooLittle => Some("a-task-weighs-nothing"),
        Wrong::TooMuch => (mib >= 200).then_some("a-task-has-a-stack"),
    });
}

/// A guess and its name.
struct Guess(&'static str, u64);

enum Wrong {
    TooLittle,
    TooMuch,
}

impl Guess {
    #[track_caller]
    fn of(name: &'static str, guess: Option<u64>) -> Self {
        match guess {
            Some(mib) => Self(name, mib),
            None => reject(None, format!("{name}: you haven't guessed yet")),
        }
    }

    /// Accepts a guess of at least a quarter of what is `certain` on every machine,
    /// and at most four times what was `found` on this one.
    #[track_caller]
    fn judge(
        self,
        certain: u64,
        found: u64,
        misconception: impl FnOnce(u64, Wrong) -> Option<&'static str>,
    ) {
        let Self(name, guess) = self;
        let (wrong, words) = if guess < certain / 4 {
            (Wrong::TooLittle, "too little")
        } else if guess > (4 * found).max(9) {
            (Wrong::TooMuch, "too much")
        } else {
            return;
        };
        let measured = format!(
            "{name}: you guess {guess} MiB for all hundred, which is {words}"
        );
        // No misconception leads to a number this large: the guess counts something
        // else.
        if guess > 4 * (COUNT * STACK / MIB) as u64 {
            let far = ": all their stacks have less than a quarter of that. The unit \
                       is MiB.";
            reject(None, measured + far);
        }
        reject(misconception(guess, wrong), measured + ".");
    }
}

/// What the programs took. Each is measured once, and never two at once, because a
/// measurement includes everything that runs at the same time.
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

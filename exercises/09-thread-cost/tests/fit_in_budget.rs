//! A thousand sessions add up all bytes, and read into at most 1 MiB in total.
//!
//! Lines record the addresses of their buffers. `spawn` records the sizes of futures.

#[path = "../fit_in_budget.rs"]
mod fit_in_budget;

use fit_in_budget::serve;
use probe::{Level, Observed, Rng, Shared, ensure, observe, time, words::plural};
use std::{collections::VecDeque, ops::Range, sync::LazyLock, time::Duration};
use tokio::{runtime::Handle, task::JoinHandle, time::sleep};

/// The longest message is this long.
pub const LONGEST: usize = 20 * 1024;

#[test]
fn every_byte_of_every_message_is_added_up() {
    for count in [0, 1, 7] {
        Run::of(count).is_added_up();
    }
}

#[test]
fn all_lines_are_served_at_the_same_time() {
    let Run { observed, longest, reads, .. } = Run::of(1000);
    observed.output(None);
    let (took, most) = (observed.took, TASKS.peak());
    // Sessions that wait for a lock, instead of for each other's end, take turns.
    let lines: Vec<_> = reads.get().iter().map(|it| it.line).collect();
    let in_turn = took > 20 * longest && most < MANY && lines.is_sorted();
    let waits = took > longest && most >= MANY;
    let why = if waits { "; the sessions wait for each other" } else { "" };
    let [one, all] = [longest, took].map(time);
    ensure!(
        observed,
        took == longest,
        in_turn.then_some("awaits-in-sequence"),
        "the longest line takes {one}, and serving a thousand lines takes {all}{why}"
    );
}

#[test]
fn the_buffers_of_a_thousand_sessions_fit_in_a_mebibyte() {
    let run = Run::of(1000);
    run.observed.output(None);
    let kib = run.places().div_ceil(1024);
    let (misconception, why) = match WEIGHTS.peak() {
        0 => (None, String::new()),
        weight if weight >= LONGEST => (
            (USED.peak() > 0).then_some("a-task-weighs-nothing"),
            format!(": for each line, a future of {weight} bytes is spawned"),
        ),
        weight => (
            Some("small-is-light"),
            format!("; futures take at most {weight} bytes, so it is elsewhere"),
        ),
    };
    let measured = format!("the lines use {kib} KiB; the limit is 1024 KiB{why}");
    ensure!(run.observed, kib <= 1024, misconception, "{measured}");
    run.is_added_up();
}

/// Starts a task, and records the size of its future.
pub fn spawn<F: Future<Output: Send> + Send + 'static>(
    it: F,
) -> JoinHandle<F::Output> {
    WEIGHTS.set(size_of::<F>());
    let task = tokio::spawn(it);
    TASKS.set(Handle::current().metrics().num_alive_tasks());
    task
}

static WEIGHTS: LazyLock<Level> = LazyLock::new(Level::new);
static TASKS: LazyLock<Level> = LazyLock::new(Level::new);
/// A byte of an earlier message. None is found if each message has a new buffer.
static USED: LazyLock<Level> = LazyLock::new(Level::new);

/// With fewer tasks at a time, each session is awaited as soon as it is spawned.
const MANY: usize = 10;

/// A line.
pub struct Line {
    number: usize,
    messages: VecDeque<Message>,
    /// Whether the first message has arrived.
    ready: bool,
    reads: Shared<Vec<Read>>,
}

#[derive(Clone, Copy)]
struct Message {
    /// How long it takes to arrive.
    after: Duration,
    length: usize,
    byte: u8,
}

impl Line {
    /// Waits for the next message. Returns false if there are no more.
    pub async fn ready(&mut self) -> bool {
        let Some(message) = self.messages.front() else { return false };
        if !self.ready {
            sleep(message.after).await;
            self.ready = true;
        }
        true
    }

    /// Writes the message to the start of the buffer, and returns its length.
    pub fn read(&mut self, buffer: &mut [u8]) -> usize {
        assert!(self.ready, "`read` was called before `ready` returned true");
        self.ready = false;
        let message = self.messages.pop_front().expect("the line is ready");
        USED.set(buffer.first().map_or(0, |&byte| byte.into()));
        let length = message.length.min(buffer.len());
        buffer[..length].fill(message.byte);
        let from = buffer.as_ptr() as usize;
        let buffer = from..from + buffer.len();
        let read = Read { line: self.number, length: message.length, buffer };
        self.reads.lock().push(read);
        length
    }
}

/// A message's line and length, and the addresses that it was read into.
#[derive(Clone)]
struct Read {
    line: usize,
    length: usize,
    buffer: Range<usize>,
}

/// A server that was observed, and what it should have found.
struct Run {
    observed: Observed<u64>,
    reads: Shared<Vec<Read>>,
    sum: u64,
    longest: Duration,
}

impl Run {
    fn of(count: usize) -> Self {
        let mut rng = Rng::new();
        let reads = Shared::<Vec<Read>>::default();
        let (mut sum, mut longest) = (0, Duration::ZERO);
        let line = |number: usize| {
            // Some lines have no messages.
            let messages = 0..[3, 0, 1, 5][number % 4];
            let messages: VecDeque<_> = messages
                .map(|message| Message {
                    // Many lines have their first message at the same moment.
                    after: match number % 8 == 3 && message == 0 {
                        true => Duration::from_millis(500),
                        false => Duration::from_millis(rng.range(100..1000)),
                    },
                    length: match message {
                        1 if number.is_multiple_of(20) => LONGEST,
                        _ => rng.range(200..1500) as usize,
                    },
                    byte: rng.range(1..256) as u8,
                })
                .collect();
            let bytes =
                messages.iter().map(|it| it.length as u64 * u64::from(it.byte));
            sum += bytes.sum::<u64>();
            longest = longest.max(messages.iter().map(|it| it.after).sum());
            Line { number, messages, ready: false, reads: reads.clone() }
        };
        let serves = serve((0..count).map(line).collect());
        let observed = observe(serves).given(plural(count, "line"));
        Self { observed, reads, sum, longest }
    }

    #[track_caller]
    fn is_added_up(&self) {
        let (found, sum) = (*self.observed.output(None), self.sum);
        for Read { length, buffer, .. } in self.reads.get() {
            let room = buffer.len();
            let measured =
                format!("{length} bytes arrive, but the buffer has {room}");
            ensure!(self.observed, length <= room, None, "{measured}");
        }
        let measured = format!("it returns {found}; the sum of all bytes is {sum}");
        ensure!(self.observed, found == sum, None, "{measured}");
    }

    /// How many bytes of memory have been part of a buffer, each counted once.
    fn places(&self) -> usize {
        let mut buffers: Vec<_> =
            self.reads.get().into_iter().map(|it| it.buffer).collect();
        buffers.sort_unstable_by_key(|it| (it.start, it.end));
        let (mut bytes, mut end) = (0, 0);
        for buffer in buffers {
            bytes += buffer.end.saturating_sub(buffer.start.max(end));
            end = end.max(buffer.end);
        }
        bytes
    }
}

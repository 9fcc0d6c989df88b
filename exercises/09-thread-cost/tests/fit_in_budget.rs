//! A thousand sessions add up every byte, wait at the same time, and read into one
//! mebibyte of memory.
//!
//! The lines note what is read into which places, and `spawn` what a future weighs.

#[path = "../fit_in_budget.rs"]
mod fit_in_budget;

use fit_in_budget::serve;
use probe::{Level, Observed, Rng, Shared, ensure, observe, time, words::plural};
use std::{collections::VecDeque, sync::LazyLock, time::Duration};
use tokio::{runtime::Handle, task::JoinHandle, time::sleep};

/// No message is longer.
pub const LONGEST: usize = 20 * 1024;

const BUDGET: usize = 1 << 20;

#[test]
fn every_byte_of_every_message_is_added_up() {
    for count in [0, 1, 7] {
        Run::of(count).is_added_up();
    }
}

#[test]
fn all_lines_are_served_at_the_same_time() {
    let Run { observed, longest, .. } = Run::of(1000);
    observed.output(None);
    let (took, most) = (observed.took, TASKS.peak());
    let in_turn = took > 20 * longest && most < MANY;
    let why = match took > longest && most >= MANY {
        true => format!(
            ": up to {} sessions are there at once, and they wait for one another",
            most - 1
        ),
        false => String::new(),
    };
    ensure!(
        observed,
        took == longest,
        in_turn.then_some("awaits-in-sequence"),
        "the line that takes longest takes {}, and serving a thousand takes {}{why}",
        time(longest),
        time(took)
    );
}

#[test]
fn the_buffers_of_a_thousand_sessions_fit_in_a_mebibyte() {
    let run = Run::of(1000);
    run.observed.output(None);
    let bytes = run.notes.lock().places();
    let (misconception, why) = match WEIGHTS.peak() {
        // A future that is not given to our `spawn` is not known.
        0 => (None, String::new()),
        weight if weight >= LONGEST => (
            Some("a-task-weighs-nothing"),
            format!(": a future of {weight} bytes is spawned for each of them"),
        ),
        weight => (
            Some("small-is-light"),
            format!(
                ". It is not in the futures, which weigh {weight} bytes at most; it \
                 is elsewhere"
            ),
        ),
    };
    let kib = bytes / 1024;
    let measured = format!("the lines were read into {kib} KiB of memory");
    let measured = format!("{measured}, and 1024 are enough{why}");
    ensure!(run.observed, bytes <= BUDGET, misconception, "{measured}");
    // All that was read there counts.
    run.is_added_up();
}

/// Starts a task, and notes what its future weighs.
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    WEIGHTS.set(size_of::<F>());
    let task = tokio::spawn(future);
    TASKS.set(Handle::current().metrics().num_alive_tasks());
    task
}

static WEIGHTS: LazyLock<Level> = LazyLock::new(Level::new);
static TASKS: LazyLock<Level> = LazyLock::new(Level::new);

/// If each session is awaited when it is spawned, there are fewer tasks at once: the
/// attempt, and that one.
const MANY: usize = 10;

/// A line on which messages come now and then.
pub struct Line {
    messages: VecDeque<Message>,
    /// Whether the first of them has come.
    ready: bool,
    notes: Shared<Notes>,
}

#[derive(Clone, Copy)]
struct Message {
    /// How long it lets us wait.
    after: Duration,
    length: usize,
    byte: u8,
}

impl Line {
    /// Waits for the next message. It is false when no more will come.
    pub async fn ready(&mut self) -> bool {
        let Some(&Message { after, .. }) = self.messages.front() else {
            return false;
        };
        if !self.ready {
            sleep(after).await;
            self.ready = true;
        }
        true
    }

    /// Fills the buffer from its start, and returns the message's length.
    pub fn read(&mut self, buffer: &mut [u8]) -> usize {
        assert!(self.ready, "a line was read that was not ready");
        self.ready = false;
        let message =
            self.messages.pop_front().expect("a line that is ready has one");
        let length = message.length.min(buffer.len());
        buffer[..length].fill(message.byte);
        let mut notes = self.notes.lock();
        if length < message.length {
            notes.too_short.get_or_insert((message.length, buffer.len()));
        }
        let from = buffer.as_ptr() as usize;
        notes.read_into.push((from, from + buffer.len()));
        length
    }
}

/// What was noted of all lines.
#[derive(Default)]
struct Notes {
    /// From where to where each buffer reaches.
    read_into: Vec<(usize, usize)>,
    /// A message, and the room that it was given.
    too_short: Option<(usize, usize)>,
}

impl Notes {
    /// How many bytes are in a buffer, however many buffers have been there.
    fn places(&self) -> usize {
        let mut buffers = self.read_into.clone();
        buffers.sort_unstable();
        let (mut bytes, mut end) = (0, 0);
        for (from, to) in buffers {
            bytes += to.saturating_sub(from.max(end));
            end = end.max(to);
        }
        bytes
    }
}

/// A server that was observed, and what it should have found.
struct Run {
    observed: Observed<u64>,
    notes: Shared<Notes>,
    sum: u64,
    longest: Duration,
}

impl Run {
    fn of(count: usize) -> Self {
        let mut rng = Rng::new();
        let notes = Shared::<Notes>::default();
        let (mut sum, mut longest) = (0, Duration::ZERO);
        let line = |number: usize| {
            let messages = [0, 1, 2].map(|message| Message {
                after: Duration::from_millis(rng.range(100..1000)),
                length: match message {
                    1 if number.is_multiple_of(20) => LONGEST,
                    _ => rng.range(200..1500) as usize,
                },
                byte: rng.range(1..256) as u8,
            });
            let bytes =
                messages.iter().map(|it| it.length as u64 * u64::from(it.byte));
            sum += bytes.sum::<u64>();
            longest = longest.max(messages.iter().map(|it| it.after).sum());
            Line { messages: messages.into(), ready: false, notes: notes.clone() }
        };
        let lines: Vec<_> = (0..count).map(line).collect();
        let observed = observe(serve(lines)).given(plural(count, "line"));
        Self { observed, notes, sum, longest }
    }

    #[track_caller]
    fn is_added_up(&self) {
        let (found, sum) = (*self.observed.output(None), self.sum);
        if let Some((length, room)) = self.notes.lock().too_short {
            let measured = format!(
                "a message of {length} bytes was read into a buffer of {room}"
            );
            self.observed
                .reject(None, format!("{measured}: the rest of it is lost"));
        }
        let measured =
            format!("all bytes add up to {sum}, and `serve` returns {found}");
        ensure!(self.observed, found == sum, None, "{measured}");
    }
}

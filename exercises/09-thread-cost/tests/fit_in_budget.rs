//! A thousand lines that notes are taken of: what is read into which places, and when.

#[path = "../fit_in_budget.rs"]
mod fit_in_budget;

use fit_in_budget::serve;
use probe::{Observed, Rng, observe, reject, time};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{runtime::Handle, task::JoinHandle, time::sleep};

/// No message is longer.
pub const LONGEST: usize = 20 * 1024;

const BUDGET: usize = 1 << 20;

#[test]
fn every_byte_of_every_message_is_added_up() {
    for count in [0, 1, 7, 1000] {
        let Run { observed, notes, sum, .. } = Run::of(count);
        let sum_found = *observed.output(None);
        let notes = lock(&notes);
        if let Some((length, room)) = notes.too_short {
            let measured = format!(
                "a message of {length} bytes was read into a buffer of {room}: the \
                 rest of it is lost."
            );
            observed.reject(None, measured);
        }
        if sum_found != sum {
            let measured = format!(
                "the bytes on {} add up to {sum}, and `serve` returns {sum_found}.",
                in_words(count)
            );
            observed.reject(None, measured);
        }
    }
}

#[test]
fn all_lines_are_served_at_the_same_time() {
    let Run { observed, longest, .. } = Run::of(1000);
    observed.output(None);
    if observed.took != longest {
        let mut measured = format!(
            "the line that takes longest takes {}, and serving a thousand takes {}",
            time(longest),
            time(observed.took)
        );
        let most = *lock(&MOST);
        let belief = match observed.took > 20 * longest {
            true if most < MANY => Some("awaits-in-sequence"),
            _ => None,
        };
        if observed.took > longest && most >= MANY {
            measured += &format!(
                ": up to {} sessions are there at once, and they wait for one another",
                most - 1
            );
        }
        observed.reject(belief, measured + ".");
    }
}

#[test]
fn the_buffers_of_a_thousand_sessions_fit_in_a_mebibyte() {
    let Run { observed, notes, .. } = Run::of(1000);
    observed.output(None);
    let bytes = lock(&notes).places();
    if bytes <= BUDGET {
        return;
    }
    let kib = bytes / 1024;
    let measured =
        format!("the lines were read into {kib} KiB of memory, and 1024 are enough");
    // A future that is not given to our `spawn` is not known.
    let (belief, where_) = match *lock(&HEAVIEST) {
        Some(weight) if weight >= LONGEST => (
            "a-task-weighs-nothing",
            format!(": a future of {weight} bytes is spawned for each of them."),
        ),
        Some(weight) => (
            "small-is-light",
            format!(
                ". It is not in the futures, which weigh {weight} bytes at most; \
                 it is elsewhere."
            ),
        ),
        None => reject(None, measured + "."),
    };
    observed.reject(belief, measured + &where_);
}

/// Starts a task, and notes what its future weighs.
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let mut heaviest = lock(&HEAVIEST);
    *heaviest = (*heaviest).max(Some(size_of::<F>()));
    drop(heaviest);
    let task = tokio::spawn(future);
    let alive = Handle::current().metrics().num_alive_tasks();
    let mut most = lock(&MOST);
    *most = (*most).max(alive);
    task
}

static HEAVIEST: Mutex<Option<usize>> = Mutex::new(None);

/// How many tasks there were at once.
static MOST: Mutex<usize> = Mutex::new(0);

/// Who awaits each session when it is spawned has fewer: the attempt, and that one.
const MANY: usize = 10;

/// A line on which messages come now and then.
pub struct Line {
    messages: VecDeque<Message>,
    /// Whether the first of them has come.
    ready: bool,
    notes: Arc<Mutex<Notes>>,
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
        let mut notes = lock(&self.notes);
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
    /// How many bytes lie in a buffer, however many buffers have been there.
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
    notes: Arc<Mutex<Notes>>,
    sum: u64,
    longest: Duration,
}

impl Run {
    fn of(count: usize) -> Self {
        let mut rng = Rng::new();
        let notes = Arc::<Mutex<Notes>>::default();
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
            let notes = Arc::clone(&notes);
            Line { messages: messages.into(), ready: false, notes }
        };
        let lines: Vec<_> = (0..count).map(line).collect();
        let observed = observe(serve(lines)).given(in_words(count));
        Self { observed, notes, sum, longest }
    }
}

fn in_words(count: usize) -> String {
    match count {
        1 => "1 line".to_owned(),
        _ => format!("{count} lines"),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

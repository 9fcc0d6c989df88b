//! A `tracing` layer that turns spans into a [`Record`].
//!
//! The innermost lane on a thread holds that thread. While a future polls another
//! future, or a caller resumes a generator, the outer lane waits for the inner one.

use super::record::{End, Hold, Lane, Line, Record};
use crate::{
    clock::Clock,
    lane::{DONE, LANE, LINE},
};
use std::{
    collections::HashMap,
    fmt::{Debug, Write},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id},
};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// A recorder of lanes. Clones share one recording.
#[derive(Clone, Default)]
pub struct Timeline {
    recorder: Arc<Mutex<Recorder>>,
}

impl Timeline {
    /// Installs a timeline for all threads of the program.
    ///
    /// # Panics
    ///
    /// Panics if the program already has a global `tracing` subscriber.
    pub(crate) fn install() -> Self {
        let timeline = Self::default();
        let subscriber = tracing_subscriber::registry().with(timeline.clone());
        tracing::subscriber::set_global_default(subscriber).expect(
            "a program tells only one story and installs no other subscriber",
        );
        timeline
    }

    /// Discards what was recorded so far and starts a new recording on `clock`.
    ///
    /// `print_line` is called with each line's time and text when the line is said.
    pub(crate) fn begin(&self, clock: Clock, print_line: fn(Duration, &str)) {
        *self.recorder() = Recorder {
            clock: Some(clock),
            print_line: Some(print_line),
            ..Recorder::default()
        };
    }

    /// Starts a new recording that prints nothing, on the clock of the current runtime,
    /// which must be paused.
    ///
    /// The probe uses it to observe a learner's attempt.
    pub fn watch(&self) {
        self.begin(Clock::Paused(tokio::time::Instant::now()), |_, _| ());
    }

    /// Stops the clock. What is recorded from now on gets the time of this call.
    pub(crate) fn freeze(&self) {
        let mut recorder = self.recorder();
        recorder.frozen = Some(recorder.now());
    }

    /// Ends the recording and returns it. Whatever happens after this is lost unless a
    /// new recording starts.
    pub fn finish(&self) -> Record {
        std::mem::take(&mut *self.recorder()).into_record()
    }

    fn recorder(&self) -> MutexGuard<'_, Recorder> {
        self.recorder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subscriber> Layer<S> for Timeline {
    fn on_new_span(&self, span: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        if span.metadata().target() == LANE {
            let mut name = LaneName::default();
            span.record(&mut name);
            self.recorder().open(id.into_u64(), name.0);
        }
    }

    fn on_enter(&self, id: &Id, _: Context<'_, S>) {
        self.recorder().enter(id.into_u64());
    }

    fn on_exit(&self, id: &Id, _: Context<'_, S>) {
        self.recorder().exit(id.into_u64());
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        self.recorder().close(id.into_u64());
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        match event.metadata().target() {
            DONE => self.recorder().done(),
            LINE => {
                let mut text = Message::default();
                event.record(&mut text);
                self.recorder().say(text.0);
            }
            _ => {}
        }
    }
}

#[derive(Default)]
struct Recorder {
    clock: Option<Clock>,
    frozen: Option<Duration>,
    print_line: Option<fn(Duration, &str)>,
    lanes: Vec<Lane>,
    /// The lane of each open span. `tracing` reuses the ids of closed spans.
    index: HashMap<u64, usize>,
    /// How many lanes have each name.
    names: HashMap<String, usize>,
    threads: Vec<Thread>,
    lines: Vec<Line>,
}

struct Thread {
    key: usize,
    name: String,
    /// The lanes that are entered on this thread, the innermost last.
    stack: Vec<Entered>,
}

#[derive(Clone, Copy)]
struct Entered {
    span: u64,
    lane: usize,
    /// Whether the thread was already panicking when the lane was entered.
    panicking: bool,
}

impl Recorder {
    fn now(&self) -> Duration {
        let lines = self.lines.len() as u64;
        self.frozen
            .or_else(|| self.clock.as_ref().map(|clock| clock.now(lines)))
            .unwrap_or_default()
    }

    fn open(&mut self, id: u64, name: String) {
        let given = self.names.entry(name.clone()).or_default();
        *given += 1;
        let name = match *given {
            1 => name,
            n => format!("{name} ({n})"),
        };
        self.index.insert(id, self.lanes.len());
        self.lanes.push(Lane { name, holds: Vec::new(), end: None });
    }

    fn enter(&mut self, id: u64) {
        let Some(&lane) = self.index.get(&id) else { return };
        let now = self.now();
        let thread = self.thread();
        if let Some(&Entered { lane: outer, .. }) = self.threads[thread].stack.last()
        {
            self.release(outer, now);
        }
        let panicking = std::thread::panicking();
        self.threads[thread].stack.push(Entered { span: id, lane, panicking });
        self.hold(lane, now, thread);
    }

    fn exit(&mut self, id: u64) {
        let Some(thread) = self.known_thread(thread_key()) else { return };
        let stack = &mut self.threads[thread].stack;
        // Searching the stack is faster than looking up the span in `index`.
        let Some(depth) = stack.iter().rposition(|it| it.span == id) else { return };
        let Entered { lane, panicking, .. } = stack.remove(depth);
        let outer = stack.last().map(|it| it.lane);
        let now = self.now();
        self.release(lane, now);
        if std::thread::panicking() && !panicking {
            self.end(lane, now, End::Panicked);
        }
        if let Some(outer) = outer {
            self.hold(outer, now, thread);
        }
    }

    fn close(&mut self, id: u64) {
        let Some(lane) = self.index.remove(&id) else { return };
        self.end(lane, self.now(), End::Dropped);
    }

    fn done(&mut self) {
        if let Some(lane) = self.innermost() {
            let now = self.now();
            self.release(lane, now);
            self.end(lane, now, End::Done);
        }
    }

    /// Records a line and prints it. The caller holds the lock, so lines of several
    /// threads are printed in the order of their times.
    fn say(&mut self, text: String) {
        let at = self.now();
        if let Some(print_line) = self.print_line {
            print_line(at, &text);
        }
        let lane = self.innermost();
        self.lines.push(Line { at, lane, text });
    }

    fn innermost(&mut self) -> Option<usize> {
        let thread = self.thread();
        self.threads[thread].stack.last().map(|it| it.lane)
    }

    fn hold(&mut self, lane: usize, now: Duration, thread: usize) {
        let lane = &mut self.lanes[lane];
        if lane.end.is_some() {
            return;
        }
        let continues = (lane.holds.last())
            .is_some_and(|last| last.thread == thread && last.to == now);
        if !continues {
            lane.holds.push(Hold { from: now, to: now, thread });
        }
    }

    fn release(&mut self, lane: usize, now: Duration) {
        let lane = &mut self.lanes[lane];
        if lane.end.is_none()
            && let Some(hold) = lane.holds.last_mut()
        {
            hold.to = now;
        }
    }

    /// Only the first end counts: a future that is done also gets dropped later.
    fn end(&mut self, lane: usize, now: Duration, end: End) {
        self.lanes[lane].end.get_or_insert((now, end));
    }

    /// Returns the index of the calling thread. A new thread is added first.
    fn thread(&mut self) -> usize {
        let key = thread_key();
        if let Some(known) = self.known_thread(key) {
            return known;
        }
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("unnamed").to_owned();
        self.threads.push(Thread { key, name, stack: Vec::new() });
        self.threads.len() - 1
    }

    fn known_thread(&self, key: usize) -> Option<usize> {
        // The search goes backward, because the newest threads record most often.
        self.threads.iter().rposition(|it| it.key == key)
    }

    fn into_record(self) -> Record {
        let took = self.now();
        let axis = self.clock.map_or(crate::timeline::Axis::Seconds, |it| it.axis());
        let mut place = vec![None; self.lanes.len()];
        let mut lanes = Vec::new();
        for (index, lane) in self.lanes.into_iter().enumerate() {
            if !lane.holds.is_empty() {
                place[index] = Some(lanes.len());
                lanes.push(lane);
            }
        }
        let lines = (self.lines.into_iter())
            .map(|line| Line { lane: line.lane.and_then(|it| place[it]), ..line })
            .collect();
        let threads = self.threads.into_iter().map(|it| it.name).collect();
        let mut record = Record { axis, lanes, threads, lines, took };
        sort_threads(&mut record);
        record
    }
}

/// Sorts the threads by the first lane that each of them ran. The order in which they
/// start depends on the operating system and differs from run to run.
fn sort_threads(record: &mut Record) {
    let mut first = vec![usize::MAX; record.threads.len()];
    for (index, lane) in record.lanes.iter().enumerate() {
        for hold in &lane.holds {
            first[hold.thread] = first[hold.thread].min(index);
        }
    }
    let mut order: Vec<_> = (0..record.threads.len()).collect();
    order.sort_by_key(|&thread| first[thread]);
    let mut place = vec![0; order.len()];
    for (now, &before) in order.iter().enumerate() {
        place[before] = now;
    }
    record.threads = order.iter().map(|&it| record.threads[it].clone()).collect();
    for hold in record.lanes.iter_mut().flat_map(|lane| &mut lane.holds) {
        hold.thread = place[hold.thread];
    }
}

/// Returns a small number for the calling thread. This is faster than getting its name
/// or `ThreadId`.
fn thread_key() -> usize {
    static THREADS: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static KEY: usize = THREADS.fetch_add(1, Ordering::Relaxed);
    }
    KEY.with(|key| *key)
}

#[derive(Default)]
struct LaneName(String);

impl Visit for LaneName {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "name" {
            self.0 = format!("{value:?}");
        }
    }
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            write!(self.0, "{value:?}").expect("writing to a `String` never fails");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Axis;

    #[test]
    fn threads_are_sorted_by_the_first_lane_that_they_ran() {
        let lane = |name: &str, threads: &[usize]| {
            let holds = threads.iter().map(|&thread| {
                let [from, to] = [Duration::ZERO; 2];
                Hold { from, to, thread }
            });
            Lane { name: name.to_owned(), holds: holds.collect(), end: None }
        };
        let mut record = Record {
            axis: Axis::Seconds,
            lanes: vec![lane("a", &[1]), lane("b", &[2, 1]), lane("c", &[0])],
            threads: ["of c", "of a", "of b"].map(str::to_owned).into(),
            lines: Vec::new(),
            took: Duration::ZERO,
        };
        sort_threads(&mut record);
        assert_eq!(record.threads, ["of a", "of b", "of c"]);
        assert_eq!(record.lanes[1], lane("b", &[1, 0]));
    }
}

//! The timeline as a Chrome trace, for ui.perfetto.dev and chrome://tracing.
//!
//! In terms of the Trace Event Format, an act is a process, and each of its lanes is
//! a thread. Holds and waits are complete events (`X`), lines and ends are instant
//! events (`i`), and names and sort orders are metadata events (`M`). Times are whole
//! microseconds. The viewers nest or hide slices without a length, so a hold that
//! takes no time is drawn 1 µs long, and several holds on one thread within a
//! microsecond become one slice that counts them.

use super::{Act, Axis, Lane};
use serde_json::{Value, json};
use std::{fmt::Write, time::Duration};

/// The number of the first thread. Numbers continue through all acts, because the
/// viewers identify a thread by its number alone. They start above the process
/// numbers, because a thread whose number equals its process's number is shown as
/// the main thread.
const FIRST_THREAD: usize = 1001;

/// Returns the acts that have lanes as a JSON text. Acts without lanes are left out.
pub fn json(title: &str, acts: &[Act]) -> String {
    let mut trace = Trace::default();
    for act in acts.iter().filter(|act| !act.record.lanes.is_empty()) {
        trace.act(act);
    }
    let footer = json!({
        "displayTimeUnit": "ms",
        "otherData": {
            "story": title,
            "instants": "an event that takes no time is drawn 1 µs long",
            "lines": "in an act without time, each line takes 1 ms",
        },
    });
    let footer = footer.to_string();
    let footer =
        footer.strip_prefix('{').expect("a JSON object starts with a brace");
    format!("{{\"traceEvents\":[\n{}\n],{footer}\n", trace.events)
}

#[derive(Default)]
struct Trace {
    /// The elements of the array, one event per line. They are written as text, because
    /// there can be hundreds of thousands of them, too many to build a `Value` for
    /// each.
    events: String,
    threads: usize,
}

/// The process and the thread of an event, and the axis of its act.
#[derive(Clone, Copy)]
struct Place {
    pid: usize,
    tid: usize,
    axis: Axis,
}

/// One or more holds that are drawn as one slice.
struct Slice {
    from: u64,
    to: u64,
    thread: usize,
    holds: usize,
}

impl Trace {
    fn act(&mut self, act: &Act) {
        let Act { number: pid, title, record } = act;
        let (pid, axis) = (*pid, record.axis);
        // The first thread of the act, which shows the lines outside all lanes, if any.
        let story = Place { pid, tid: FIRST_THREAD + self.threads, axis };
        let name = format!("{pid}. {title}");
        self.metadata(story, "process_name", &json!({ "name": name }));
        self.metadata(story, "process_sort_index", &json!({ "sort_index": pid }));
        if axis == Axis::Lines {
            let labels = json!({ "labels": "1 ms is 1 line" });
            self.metadata(story, "process_labels", &labels);
        }
        if record.lines.iter().any(|line| line.lane.is_none()) {
            self.thread(pid, axis, "outside all lanes");
        }
        let names = record.lanes.iter().map(|lane| &lane.name);
        let places: Vec<_> = names.map(|it| self.thread(pid, axis, it)).collect();

        let threads = record.threads.iter();
        let threads: Vec<_> =
            threads.map(|it| Value::from(&**it).to_string()).collect();
        for (lane, &place) in record.lanes.iter().zip(&places) {
            self.lane(place, lane, &threads, record.took);
        }
        for line in &record.lines {
            let place = line.lane.map_or(story, |lane| places[lane]);
            self.instant(place, "line", &line.text, line.at);
        }
        for (lane, &place) in record.lanes.iter().zip(&places) {
            if let Some((at, end)) = lane.end {
                self.instant(place, "end", end.words(), at);
            }
        }
    }

    /// Adds a thread to the trace and sorts it below the earlier ones.
    fn thread(&mut self, pid: usize, axis: Axis, name: &str) -> Place {
        let place = Place { pid, tid: FIRST_THREAD + self.threads, axis };
        let order = json!({ "sort_index": self.threads });
        self.metadata(place, "thread_name", &json!({ "name": name }));
        self.metadata(place, "thread_sort_index", &order);
        self.threads += 1;
        place
    }

    /// Writes a lane's holds, the waits between them, and the wait until its end.
    fn lane(
        &mut self,
        place: Place,
        lane: &Lane,
        threads: &[String],
        took: Duration,
    ) {
        let mut slice: Option<Slice> = None;
        for hold in &lane.holds {
            let from = place.micros(hold.from);
            let to = place.micros(hold.to);
            match &mut slice {
                Some(last) if last.thread == hold.thread && from < last.to => {
                    last.to = last.to.max(to);
                    last.holds += 1;
                }
                last => {
                    let free = last.as_ref().map_or(from, |last| last.to);
                    if let Some(last) = last.take() {
                        self.hold(place, &last, threads);
                        self.wait(place, last.to, from);
                    }
                    let from = from.max(free);
                    let (to, thread) = (to.max(from + 1), hold.thread);
                    slice = Some(Slice { from, to, thread, holds: 1 });
                }
            }
        }
        let Some(last) = slice else { return };
        self.hold(place, &last, threads);
        let end = lane.end.map_or(took, |(at, _)| at);
        self.wait(place, last.to, place.micros(end));
    }

    fn hold(&mut self, place: Place, slice: &Slice, threads: &[String]) {
        let name = match place.axis {
            Axis::Seconds => "holds the thread",
            Axis::Lines => "runs",
        };
        let Slice { from, to, thread, holds } = *slice;
        let thread = &threads[thread];
        let args = format_args!(r#"{{"thread":{thread},"holds":{holds}}}"#);
        self.slice(place, name, "hold", from..to, args);
    }

    fn wait(&mut self, place: Place, from: u64, to: u64) {
        if from < to {
            self.slice(place, "waits", "wait", from..to, format_args!("{{}}"));
        }
    }

    fn slice(
        &mut self,
        place: Place,
        name: &'static str,
        cat: &'static str,
        time: std::ops::Range<u64>,
        args: std::fmt::Arguments<'_>,
    ) {
        let (Place { pid, tid, .. }, ts) = (place, time.start);
        let dur = time.end - ts;
        self.event(format_args!(
            r#"{{"name":"{name}","cat":"{cat}","ph":"X","ts":{ts},"dur":{dur},"pid":{pid},"tid":{tid},"args":{args}}}"#
        ));
    }

    fn instant(&mut self, place: Place, cat: &str, name: &str, at: Duration) {
        let (Place { pid, tid, .. }, ts) = (place, place.micros(at));
        let event = json!({
            "name": name, "cat": cat, "ph": "i", "s": "t",
            "ts": ts, "pid": pid, "tid": tid, "args": {},
        });
        self.event(format_args!("{event}"));
    }

    fn metadata(&mut self, place: Place, name: &str, args: &Value) {
        let Place { pid, tid, .. } = place;
        let event = json!({
            "name": name, "cat": "__metadata", "ph": "M",
            "ts": 0, "pid": pid, "tid": tid, "args": args,
        });
        self.event(format_args!("{event}"));
    }

    fn event(&mut self, event: std::fmt::Arguments<'_>) {
        let separator = if self.events.is_empty() { "" } else { ",\n" };
        write!(self.events, "{separator}{event}")
            .expect("writing to a `String` never fails");
    }
}

impl Place {
    /// Returns the time in microseconds. On [`Axis::Lines`], a line is a second, which
    /// becomes a millisecond.
    fn micros(self, time: Duration) -> u64 {
        let micros = match self.axis {
            Axis::Seconds => time.as_micros(),
            Axis::Lines => time.as_millis(),
        };
        u64::try_from(micros).unwrap_or(u64::MAX)
    }
}

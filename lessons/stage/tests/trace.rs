//! Tests the Chrome trace against the Trace Event Format, field by field.

mod acts;

use acts::{act, lane, many_polls};
use serde_json::{Value, json};
use stage::timeline::{Act, Axis, End, Hold, Line, trace};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

fn story() -> Vec<Act> {
    let mut clocked = act(
        1,
        Axis::Seconds,
        5000,
        vec![
            lane(
                "done",
                &[(0, 0), (1000, 2000), (4000, 4000)],
                Some((4000, End::Done)),
            ),
            lane("dropped \"it\"", &[(0, 0)], Some((3000, End::Dropped))),
            lane("panicked", &[(2000, 2500)], Some((2500, End::Panicked))),
            lane("left", &[(500, 500)], None),
        ],
    );
    clocked.record.lines =
        vec![line(0, None, "outside"), line(1500, Some(0), "\"inside\"")];
    let lines =
        vec![lane("caller", &[(0, 1000), (2000, 3000)], Some((3000, End::Done)))];
    vec![
        clocked,
        act(2, Axis::Seconds, 1000, Vec::new()),
        act(3, Axis::Lines, 3000, lines),
    ]
}

fn line(at: u64, lane: Option<usize>, text: &str) -> Line {
    Line { at: Duration::from_millis(at), lane, text: text.to_owned() }
}

fn parsed(acts: &[Act]) -> Value {
    serde_json::from_str(&trace::json("A story", acts)).expect("valid JSON")
}

fn events(acts: &[Act]) -> Vec<Value> {
    let Value::Array(events) = parsed(acts)["traceEvents"].take() else {
        panic!("`traceEvents` is not an array");
    };
    events
}

/// Returns the events of this category, in the order of the file.
fn of_category(events: &[Value], cat: &str) -> Vec<Value> {
    events.iter().filter(|event| event["cat"] == cat).cloned().collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a whole number"))
}

/// Returns the id of the only thread with this name.
fn thread_id(events: &[Value], name: &str) -> u64 {
    let names = events.iter().filter(|it| it["name"] == "thread_name");
    let found: Vec<_> = names.filter(|it| it["args"]["name"] == name).collect();
    assert_eq!(found.len(), 1, "{name}");
    number(&found[0]["tid"])
}

/// Returns the name, the start, and the end of each slice of one thread.
fn slices(events: &[Value], tid: u64) -> Vec<(&str, u64, u64)> {
    let slices = events.iter().filter(|it| it["ph"] == "X" && it["tid"] == tid);
    let actual = slices.map(|it| {
        let from = number(&it["ts"]);
        (it["name"].as_str().expect("a name"), from, from + number(&it["dur"]))
    });
    actual.collect()
}

#[test]
fn the_file_is_an_object_that_names_its_story() {
    let file = parsed(&story());
    assert!(file["traceEvents"].is_array());
    assert_eq!(file["displayTimeUnit"], "ms");
    assert_eq!(file["otherData"]["story"], "A story");
}

#[test]
fn every_event_has_the_fields_of_its_phase() {
    for event in events(&story()) {
        let has = |field: &str| !event[field].is_null();
        assert!(event["name"].is_string(), "{event}");
        assert!(event["cat"].is_string(), "{event}");
        assert!(event["args"].is_object(), "{event}");
        for field in ["ts", "pid", "tid"] {
            assert!(event[field].is_u64(), "{field} of {event}");
        }
        match event["ph"].as_str().expect("a phase") {
            "X" => assert!(number(&event["dur"]) > 0 && !has("s"), "{event}"),
            "i" => assert!(event["s"] == "t" && !has("dur"), "{event}"),
            "M" => match event["name"].as_str().expect("checked above") {
                "process_name" | "thread_name" => {
                    assert!(event["args"]["name"].is_string(), "{event}");
                }
                "process_sort_index" | "thread_sort_index" => {
                    assert!(event["args"]["sort_index"].is_u64(), "{event}");
                }
                "process_labels" => {
                    assert!(event["args"]["labels"].is_string(), "{event}");
                }
                other => panic!("{other} is not metadata of the format"),
            },
            other => panic!("unexpected event of phase {other}"),
        }
    }
}

#[test]
fn every_event_belongs_to_a_named_thread_and_a_named_process() {
    let events = events(&story());
    let named = |kind: &str, id: &str| -> BTreeSet<u64> {
        let names = events.iter().filter(|it| it["name"] == kind);
        names.map(|it| number(&it[id])).collect()
    };
    let [processes, threads] =
        [named("process_name", "pid"), named("thread_name", "tid")];
    for event in &events {
        assert!(processes.contains(&number(&event["pid"])), "{event}");
        assert!(threads.contains(&number(&event["tid"])), "{event}");
    }
}

#[test]
fn every_act_with_lanes_is_a_process() {
    let events = events(&story());
    let of = |name: &str| -> Vec<_> {
        let events = events.iter().filter(|it| it["name"] == name);
        events.map(|it| (number(&it["pid"]), it["args"].clone())).collect()
    };
    assert_eq!(
        of("process_name"),
        [
            (1, json!({ "name": "1. Act number 1" })),
            (3, json!({ "name": "3. Act number 3" }))
        ]
    );
    assert_eq!(
        of("process_sort_index"),
        [(1, json!({ "sort_index": 1 })), (3, json!({ "sort_index": 3 }))]
    );
}

#[test]
fn a_thread_id_is_used_once_and_differs_from_the_process_id() {
    let events = events(&story());
    let mut owners: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    for event in &events {
        owners
            .entry(number(&event["tid"]))
            .or_default()
            .insert(number(&event["pid"]));
    }
    for (tid, pids) in owners {
        assert_eq!(pids.len(), 1, "thread {tid} belongs to the processes {pids:?}");
        assert!(
            !pids.contains(&tid),
            "thread {tid} would be shown as the main thread"
        );
    }
}

#[test]
fn lanes_are_sorted_in_the_order_of_the_story() {
    let events = events(&story());
    let sorted: BTreeMap<_, _> = (events.iter())
        .filter(|it| it["name"] == "thread_sort_index")
        .map(|it| (number(&it["args"]["sort_index"]), number(&it["tid"])))
        .collect();
    let names = [
        "outside all lanes",
        "done",
        "dropped \"it\"",
        "panicked",
        "left",
        "caller",
    ];
    let expected = names.map(|name| thread_id(&events, name));
    assert_eq!(sorted.into_values().collect::<Vec<_>>(), expected);
}

#[test]
fn holds_and_waits_alternate_until_the_lane_ends() {
    let events = events(&story());
    let slices = |name| slices(&events, thread_id(&events, name));
    assert_eq!(
        slices("done"),
        [
            ("holds the thread", 0, 1),
            ("waits", 1, 1_000_000),
            ("holds the thread", 1_000_000, 2_000_000),
            ("waits", 2_000_000, 4_000_000),
            ("holds the thread", 4_000_000, 4_000_001),
        ]
    );
    assert_eq!(slices("panicked"), [("holds the thread", 2_000_000, 2_500_000)]);
    assert_eq!(
        slices("left"),
        [("holds the thread", 500_000, 500_001), ("waits", 500_001, 5_000_000)]
    );
}

#[test]
fn a_hold_names_its_thread() {
    let mut story = story();
    story[0].record.lanes[3].holds[0].thread = 1;
    let holds = of_category(&events(&story), "hold");
    let threads: Vec<_> =
        holds.iter().map(|it| it["args"]["thread"].as_str()).collect();
    assert_eq!(threads[..5], [Some("main"); 5]);
    assert_eq!(threads[5], Some("worker"));
}

#[test]
fn a_line_appears_on_the_lane_that_said_it() {
    let events = events(&story());
    let lines = of_category(&events, "line");
    let actual: Vec<_> = lines
        .iter()
        .map(|it| (&it["name"], number(&it["tid"]), number(&it["ts"])))
        .collect();
    assert_eq!(
        actual,
        [
            (&json!("outside"), thread_id(&events, "outside all lanes"), 0),
            (&json!("\"inside\""), thread_id(&events, "done"), 1_500_000),
        ]
    );
}

#[test]
fn an_end_is_an_instant_event_that_names_the_end() {
    let events = events(&story());
    let ends = of_category(&events, "end");
    let actual: Vec<_> = ends
        .iter()
        .map(|it| (&it["name"], number(&it["tid"]), number(&it["ts"])))
        .collect();
    assert_eq!(
        actual,
        [
            (&json!("done"), thread_id(&events, "done"), 4_000_000),
            (
                &json!("dropped before done"),
                thread_id(&events, "dropped \"it\""),
                3_000_000
            ),
            (&json!("panicked"), thread_id(&events, "panicked"), 2_500_000),
            (&json!("done"), thread_id(&events, "caller"), 3_000),
        ]
    );
}

#[test]
fn a_line_takes_a_millisecond_in_an_act_without_time() {
    let events = events(&story());
    assert_eq!(
        slices(&events, thread_id(&events, "caller")),
        [("runs", 0, 1000), ("waits", 1000, 2000), ("runs", 2000, 3000)]
    );
    let labels = events.iter().find(|it| it["name"] == "process_labels");
    let labels = labels.expect("act 3 counts lines");
    assert_eq!(labels["pid"], 3);
    assert_eq!(labels["args"]["labels"], "1 ms is 1 line");
}

#[test]
fn slices_of_a_thread_do_not_overlap() {
    // Two threads have several holds within one microsecond, too many to be drawn in
    // it.
    let mut crowded = act(1, Axis::Seconds, 1, vec![lane("x", &[], None)]);
    crowded.record.lanes[0].holds = (0..5000)
        .map(|it| {
            let at = Duration::from_nanos(it * 190);
            Hold { from: at, to: at, thread: (it / 3 % 2) as usize }
        })
        .collect();
    let acts = [story(), vec![crowded, many_polls(1000, 3)]].concat();
    let events = events(&acts);
    let threads: BTreeSet<_> = events.iter().map(|it| number(&it["tid"])).collect();
    for tid in threads {
        let mut slices = slices(&events, tid);
        slices.sort_by_key(|&(_, from, _)| from);
        for pair in slices.windows(2) {
            assert!(pair[0].2 <= pair[1].1, "{pair:?} on {tid}");
        }
    }
}

#[test]
fn polls_within_a_microsecond_become_one_slice_that_counts_them() {
    let mut fast = act(1, Axis::Seconds, 1, vec![lane("x", &[], None)]);
    let poll = |(nanos, thread)| {
        let at = Duration::from_nanos(nanos);
        Hold { from: at, to: at, thread }
    };
    let polls = [(5100, 0), (5400, 0), (5900, 0), (6000, 0), (9000, 0), (9500, 1)];
    fast.record.lanes[0].holds = polls.map(poll).to_vec();
    let holds = of_category(&events(&[fast]), "hold");
    let actual = holds.iter().map(|it| {
        let [count, thread] = ["holds", "thread"].map(|field| &it["args"][field]);
        (number(&it["ts"]), number(&it["dur"]), number(count), thread)
    });
    let [main, worker] = &["main", "worker"].map(Value::from);
    assert_eq!(
        actual.collect::<Vec<_>>(),
        // The worker's poll is drawn one microsecond late, because main's poll is
        // drawn in the microsecond in which both happened.
        [(5, 1, 3, main), (6, 1, 1, main), (9, 1, 1, main), (10, 1, 1, worker)]
    );
}

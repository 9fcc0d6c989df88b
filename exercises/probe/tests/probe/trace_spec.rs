//! Which traces are allowed, and how the others violate the rules.

use probe::{TraceSpec, Violation};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn every_order_is_allowed_without_rules() {
    let allowed = TraceSpec::of(["a", "b", "b"]);
    for lines in [["a", "b", "b"], ["b", "a", "b"], ["b", "b", "a"]] {
        assert_eq!(allowed.violation(&trace(lines)), None);
    }
    assert_eq!(TraceSpec::of([""; 0]).violation(&[]), None);
}

#[test]
fn a_line_that_occurs_too_rarely_is_missing() {
    let allowed = TraceSpec::of(["a", "b", "b"]);
    let missing = |line: &str| Some(Violation::Missing(line.to_owned()));
    assert_eq!(allowed.violation(&trace(["b", "b"])), missing("a"));
    assert_eq!(allowed.violation(&trace(["b", "a"])), missing("b"));
}

#[test]
fn a_surplus_line_differs_from_an_unexpected_line() {
    let allowed = TraceSpec::of(["a", "b", "b"]);
    let twice = Some(Violation::Twice("b".to_owned()));
    assert_eq!(allowed.violation(&trace(["b", "a", "b", "b"])), twice);
    let unexpected = Some(Violation::Unexpected("c".to_owned()));
    assert_eq!(allowed.violation(&trace(["a", "b", "c"])), unexpected);
}

#[test]
fn before_orders_two_lines_and_leaves_the_others_free() {
    let allowed = TraceSpec::of(["a", "b", "c"]).before("a", "c");
    for lines in [["a", "b", "c"], ["b", "a", "c"], ["a", "c", "b"]] {
        assert_eq!(allowed.violation(&trace(lines)), None);
    }
    for lines in [["c", "b", "a"], ["b", "c", "a"], ["c", "a", "b"]] {
        assert_eq!(allowed.violation(&trace(lines)), out_of_order("a", "c"));
    }
}

#[test]
fn in_order_puts_each_line_before_the_next() {
    let allowed = TraceSpec::of(["a", "b", "c", "free"]).in_order(["a", "b", "c"]);
    assert_eq!(allowed.violation(&trace(["a", "free", "b", "c"])), None);
    let violation = allowed.violation(&trace(["free", "a", "c", "b"]));
    assert_eq!(violation, out_of_order("b", "c"));
}

#[test]
fn before_applies_to_all_equal_lines() {
    let allowed = TraceSpec::of(["a", "a", "b", "b"]).before("a", "b");
    assert_eq!(allowed.violation(&trace(["a", "a", "b", "b"])), None);
    let violation = allowed.violation(&trace(["a", "b", "a", "b"]));
    assert_eq!(violation, out_of_order("a", "b"));
}

#[test]
fn a_line_at_a_different_time_is_a_violation() {
    let allowed = TraceSpec::of(["a", "b"]).at("b", SECOND);
    assert_eq!(allowed.violation(&trace(["a", "b"])), None);
    let wrong = Violation::WrongTime {
        line: "b".to_owned(),
        at: Duration::ZERO,
        due: SECOND,
    };
    assert_eq!(allowed.violation(&trace(["b", "a"])), Some(wrong));
}

#[test]
fn repeated_calls_of_at_apply_to_one_equal_line_after_another() {
    let ticks = |second| {
        TraceSpec::of(["tick", "a", "tick"]).at("tick", SECOND).at("tick", second)
    };
    let trace = trace(["a", "tick", "tick"]);
    assert_eq!(ticks(2 * SECOND).violation(&trace), None);
    let wrong = Violation::WrongTime {
        line: "tick".to_owned(),
        at: 2 * SECOND,
        due: 3 * SECOND,
    };
    assert_eq!(ticks(3 * SECOND).violation(&trace), Some(wrong));
}

#[test]
fn each_violation_has_a_message() {
    let line = || "tick".to_owned();
    let all = [
        Violation::Missing(line()),
        Violation::Unexpected(line()),
        Violation::Twice(line()),
        out_of_order("tick", "tock").expect("it is `Some`"),
        Violation::WrongTime {
            line: line(),
            at: SECOND / 2,
            due: Duration::from_millis(1250),
        },
    ];
    let words = [
        "\"tick\" is missing",
        "\"tick\" is not an expected line",
        "\"tick\" appears too often",
        "\"tock\" comes before \"tick\"",
        "\"tick\" appears at 0.5 s, but is due at 1.25 s",
    ];
    assert_eq!(all.map(|it| it.to_string()), words);
}

#[test]
#[should_panic(expected = "\"d\" is not among the lines")]
fn a_rule_for_an_unknown_line_panics() {
    let _ = TraceSpec::of(["a", "b"]).before("a", "d");
}

#[test]
#[should_panic(expected = "a line cannot come before itself")]
fn a_rule_that_puts_a_line_before_itself_panics() {
    let _ = TraceSpec::of(["a", "b"]).in_order(["b", "b"]);
}

#[test]
#[should_panic(expected = "\"a\" is not listed 2 times")]
fn more_times_for_a_line_than_occurrences_panic() {
    let _ = TraceSpec::of(["a", "b"]).at("a", SECOND).at("a", SECOND);
}

/// One line per second, from zero.
fn trace<const N: usize>(lines: [&str; N]) -> Vec<(Duration, String)> {
    let times = (0..).map(|second| second * SECOND);
    times.zip(lines.map(str::to_owned)).collect()
}

fn out_of_order(earlier: &str, later: &str) -> Option<Violation> {
    let (earlier, later) = (earlier.to_owned(), later.to_owned());
    Some(Violation::OutOfOrder { earlier, later })
}

//! The rows of the table: a behavior, and what each executor does.

use crate::on_tokio::{self, CurrentThread, MultiThread};
use crate::ours::{self, Ours};
use crate::table::{Cell::Does, Cell::NotPromised, Row};
use crate::{ends, fairness, tasks, timers, wakes};
use std::time::Duration;

/// How long a worker thread may take to poll a task on a slow machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const ROWS: [Row; 25] = [
    Row {
        question: "Tasks spawned one after another start",
        cells: [
            Does(
                tasks::spawned_in_a_row::<Ours>,
                "in this order, at the next await",
            ),
            Does(
                tasks::spawned_in_a_row::<CurrentThread>,
                "in this order, at the next await",
            ),
            NotPromised("two workers take them"),
        ],
    },
    Row {
        question: "`spawn` outside a loop, `block_on` inside one",
        cells: [
            Does(tasks::misplaced::<Ours>, "both panic"),
            Does(tasks::misplaced::<CurrentThread>, "both panic"),
            Does(tasks::misplaced::<MultiThread>, "both panic"),
        ],
    },
    Row {
        question: "A task that holds an `Rc`",
        cells: [
            Does(ours::holds_an_rc, "runs"),
            Does(on_tokio::holds_an_rc::<0>, "needs a `LocalSet`"),
            Does(on_tokio::holds_an_rc::<2>, "needs a `LocalSet`"),
        ],
    },
    Row {
        question: "A task that is woken three times before its turn is polled",
        cells: [
            Does(wakes::woken_three_times::<Ours>, "once"),
            Does(wakes::woken_three_times::<CurrentThread>, "once"),
            NotPromised("its turn may come between two wakes"),
        ],
    },
    Row {
        question: "A task that its own thread and another thread wake before its turn is polled",
        cells: [
            Does(wakes::woken_by_two_threads::<Ours>, "once"),
            Does(wakes::woken_by_two_threads::<CurrentThread>, "once"),
            NotPromised("its turn may come between two wakes"),
        ],
    },
    Row {
        question: "A task that is woken three times during its poll is polled",
        cells: [
            Does(wakes::woken_in_its_poll::<Ours>, "once more, after the others"),
            Does(
                wakes::woken_in_its_poll::<CurrentThread>,
                "once more, after the others",
            ),
            Does(wakes::woken_in_its_poll_alone::<MultiThread>, "once more"),
        ],
    },
    Row {
        question: "A task whose handle is dropped",
        cells: [
            Does(tasks::dropped_handle::<Ours>, "keeps running"),
            Does(tasks::dropped_handle::<CurrentThread>, "keeps running"),
            Does(tasks::dropped_handle::<MultiThread>, "keeps running"),
        ],
    },
    Row {
        question: "A waiting task that is aborted is dropped",
        cells: [
            Does(tasks::aborted::<Ours>, "at its turn, before its handle is ready"),
            Does(
                tasks::aborted::<CurrentThread>,
                "at its turn, before its handle is ready",
            ),
            Does(tasks::aborted_alone::<MultiThread>, "before its handle is ready"),
        ],
    },
    Row {
        question: "The future of a task that returns is dropped",
        cells: [
            Does(
                tasks::woken_after_the_drop::<Ours>,
                "before its handle's waker is called",
            ),
            Does(
                tasks::woken_after_the_drop::<CurrentThread>,
                "before its handle's waker is called",
            ),
            Does(tasks::returned::<MultiThread>, "before its handle is ready"),
        ],
    },
    Row {
        question: "A panic in the destructor of a future that is ready",
        cells: [
            Does(tasks::panicking_destructor::<Ours>, "goes to its handle"),
            Does(tasks::panicking_destructor::<CurrentThread>, "goes to its handle"),
            Does(tasks::panicking_destructor::<MultiThread>, "goes to its handle"),
        ],
    },
    Row {
        question: "A panic in a task",
        cells: [
            Does(
                tasks::panicking::<Ours>,
                "goes to its handle, with its message; other tasks keep running",
            ),
            Does(
                tasks::panicking::<CurrentThread>,
                "goes to its handle, with its message; other tasks keep running",
            ),
            Does(
                tasks::panicking::<MultiThread>,
                "goes to its handle, with its message; other tasks keep running",
            ),
        ],
    },
    Row {
        question: "Tasks that are left over when `block_on` returns",
        cells: [
            Does(|| ends::left_tasks::<Ours>(Duration::ZERO), "are dropped"),
            Does(
                || ends::left_tasks::<CurrentThread>(Duration::ZERO),
                "continue in the next `block_on`, until the runtime is dropped",
            ),
            Does(
                || ends::left_tasks::<MultiThread>(PATIENCE),
                "keep running until the runtime is dropped",
            ),
        ],
    },
    Row {
        question: "The handle of such a task, in the next `block_on`",
        cells: [
            Does(
                ends::handle_of_a_left_task::<Ours>,
                "reports that it was canceled",
            ),
            Does(ends::handle_of_a_left_task::<CurrentThread>, "returns its output"),
            Does(ends::handle_of_a_left_task::<MultiThread>, "returns its output"),
        ],
    },
    Row {
        question: "If all tasks wait and no timer is set, `block_on`",
        cells: [
            Does(
                ours::all_wait,
                "returns an error that lists both tasks, on the virtual clock",
            ),
            Does(
                on_tokio::all_wait::<0>,
                "sleeps until another thread wakes a task",
            ),
            Does(
                on_tokio::all_wait::<2>,
                "sleeps until another thread wakes a task",
            ),
        ],
    },
    Row {
        question: "If another thread calls a waker later, `block_on`",
        cells: [
            Does(ends::waker_on_a_thread::<Ours>, "sleeps until then"),
            Does(ends::waker_on_a_thread::<CurrentThread>, "sleeps until then"),
            Does(ends::waker_on_a_thread::<MultiThread>, "sleeps until then"),
        ],
    },
    Row {
        question: "On the virtual clock, sleeps of an hour and a microsecond take",
        cells: [
            Does(timers::long_and_short::<Ours>, "exactly that"),
            Does(
                timers::long_and_short::<CurrentThread>,
                "an hour and a millisecond",
            ),
            Does(on_tokio::has_a_virtual_clock, "it has none: `pause` panics"),
        ],
    },
    Row {
        question: "The duration of a sleep counts from",
        cells: [
            Does(timers::counts_from::<Ours>, "the call to `sleep`"),
            Does(timers::counts_from::<CurrentThread>, "the call to `sleep`"),
            Does(timers::counts_from::<MultiThread>, "the call to `sleep`"),
        ],
    },
    Row {
        question: "On the virtual clock, a sleep of zero",
        cells: [
            Does(timers::sleep_of_no_time::<Ours>, "does not yield"),
            Does(timers::sleep_of_no_time::<CurrentThread>, "does not yield"),
            NotPromised("on a real clock, it may last a millisecond"),
        ],
    },
    Row {
        question: "Sleeps that are due at the same instant fire",
        cells: [
            Does(
                timers::due_together::<Ours>,
                "in the order of the calls to `sleep`",
            ),
            Does(
                timers::due_together::<CurrentThread>,
                "in the order of their first polls",
            ),
            NotPromised("on a real clock, this hardly ever happens"),
        ],
    },
    Row {
        question: "A future that is ready exactly at its timeout",
        cells: [
            Does(timers::just_in_time::<Ours>, "wins"),
            Does(timers::just_in_time::<CurrentThread>, "wins"),
            NotPromised("on a real clock, it may be late"),
        ],
    },
    Row {
        question: "After a timer is due, a task that works for 2 ms and yields gets",
        cells: [
            Does(fairness::timer_next_to_work::<Ours>, "at most 2 polls"),
            Does(fairness::timer_next_to_work::<CurrentThread>, "at most 2 polls"),
            NotPromised("another worker may run the timer"),
        ],
    },
    Row {
        question: "A timer, next to a task that keeps waking itself",
        cells: [
            Does(
                fairness::timer_on_either_clock::<Ours>,
                "fires; a virtual clock does not move",
            ),
            Does(
                fairness::timer_on_either_clock::<CurrentThread>,
                "fires; a virtual clock does not move",
            ),
            Does(fairness::timer::<MultiThread>, "fires"),
        ],
    },
    Row {
        question: "Next to such a task, a wake from another thread takes effect after",
        cells: [
            Does(fairness::wake_of_a_thread::<Ours>, "at most 1 poll"),
            Does(fairness::wake_of_a_thread::<CurrentThread>, "at most 30 polls"),
            NotPromised("another worker may see it immediately"),
        ],
    },
    Row {
        question: "Of 1,000 messages in a channel, one poll receives",
        cells: [
            Does(fairness::messages::<Ours>, "all"),
            Does(
                fairness::messages::<CurrentThread>,
                "128 from tokio's channel, all from the `futures` channel",
            ),
            Does(
                fairness::messages::<MultiThread>,
                "128 from tokio's channel, all from the `futures` channel",
            ),
        ],
    },
    Row {
        question: "While the future of `block_on` yields once, this many of 200 ready tasks run",
        cells: [
            Does(fairness::turn_of_the_main_future::<Ours>, "200"),
            Does(fairness::turn_of_the_main_future::<CurrentThread>, "61"),
            NotPromised("the workers run all the time"),
        ],
    },
];

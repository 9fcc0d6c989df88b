//! What is asked, and what each executor answers.

use crate::on_tokio::{self, CurrentThread, MultiThread};
use crate::ours::{self, Ours};
use crate::table::{Cell::Does, Cell::NotPromised, Row};
use crate::{ends, fairness, tasks, timers, wakes};
use std::time::Duration;

/// How long a worker thread of a slow machine may take to poll a task.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const ROWS: [Row; 20] = [
    Row {
        question: "Tasks that are spawned in a row start",
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
        question: "`spawn` outside of a loop, `block_on` within one",
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
        question: "A task that is woken three times within its poll is polled",
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
            Does(tasks::dropped_handle::<Ours>, "goes on"),
            Does(tasks::dropped_handle::<CurrentThread>, "goes on"),
            Does(tasks::dropped_handle::<MultiThread>, "goes on"),
        ],
    },
    Row {
        question: "A waiting task that is aborted is dropped",
        cells: [
            Does(tasks::aborted::<Ours>, "at its turn, before its handle answers"),
            Does(
                tasks::aborted::<CurrentThread>,
                "at its turn, before its handle answers",
            ),
            Does(tasks::aborted_alone::<MultiThread>, "before its handle answers"),
        ],
    },
    Row {
        question: "A panic in a task",
        cells: [
            Does(tasks::panicking::<Ours>, "reaches its handle; the others go on"),
            Does(
                tasks::panicking::<CurrentThread>,
                "reaches its handle; the others go on",
            ),
            Does(
                tasks::panicking::<MultiThread>,
                "reaches its handle; the others go on",
            ),
        ],
    },
    Row {
        question: "Tasks that are left when `block_on` returns",
        cells: [
            Does(|| ends::left_tasks::<Ours>(Duration::ZERO), "are dropped"),
            Does(
                || ends::left_tasks::<CurrentThread>(Duration::ZERO),
                "go on at the next `block_on`, until the runtime is dropped",
            ),
            Does(
                || ends::left_tasks::<MultiThread>(PATIENCE),
                "go on meanwhile, until the runtime is dropped",
            ),
        ],
    },
    Row {
        question: "The handle of such a task, in the next `block_on`",
        cells: [
            Does(ends::handle_of_a_left_task::<Ours>, "says that it was cancelled"),
            Does(ends::handle_of_a_left_task::<CurrentThread>, "gives its output"),
            Does(ends::handle_of_a_left_task::<MultiThread>, "gives its output"),
        ],
    },
    Row {
        question: "All wait, and no timer is set",
        cells: [
            Does(
                ours::all_wait,
                "on the virtual clock, an error that names both tasks",
            ),
            Does(on_tokio::all_wait::<0>, "sleeps until another thread wakes one"),
            Does(on_tokio::all_wait::<2>, "sleeps until another thread wakes one"),
        ],
    },
    Row {
        question: "On the virtual clock, sleeps of an hour and a microsecond take",
        cells: [
            Does(timers::long_and_short::<Ours>, "just that"),
            Does(
                timers::long_and_short::<CurrentThread>,
                "an hour and a millisecond",
            ),
            Does(on_tokio::has_a_virtual_clock, "it has none: `pause` panics"),
        ],
    },
    Row {
        question: "A sleep counts from",
        cells: [
            Does(timers::counts_from::<Ours>, "its call"),
            Does(timers::counts_from::<CurrentThread>, "its call"),
            Does(timers::counts_from::<MultiThread>, "its call"),
        ],
    },
    Row {
        question: "On the virtual clock, a sleep of no time",
        cells: [
            Does(timers::sleep_of_no_time::<Ours>, "does not even yield"),
            Does(timers::sleep_of_no_time::<CurrentThread>, "does not even yield"),
            NotPromised("on a real clock, it lasts to a whole millisecond"),
        ],
    },
    Row {
        question: "Sleeps that are due at the same instant fire",
        cells: [
            Does(timers::due_together::<Ours>, "in the order of their calls"),
            Does(
                timers::due_together::<CurrentThread>,
                "in the order of their first polls",
            ),
            NotPromised("on a real clock, hardly any two are"),
        ],
    },
    Row {
        question: "A future that is ready at the very end of its timeout",
        cells: [
            Does(timers::just_in_time::<Ours>, "wins"),
            Does(timers::just_in_time::<CurrentThread>, "wins"),
            NotPromised("on a real clock, it may be late"),
        ],
    },
    Row {
        question: "A timer, beside a task that always wakes itself",
        cells: [
            Does(
                fairness::timer_on_either_clock::<Ours>,
                "fires; but a virtual clock stands still",
            ),
            Does(
                fairness::timer_on_either_clock::<CurrentThread>,
                "fires; but a virtual clock stands still",
            ),
            Does(fairness::timer::<MultiThread>, "fires"),
        ],
    },
    Row {
        question: "Beside such a task, a wake from another thread waits for",
        cells: [
            Does(fairness::wake_of_a_thread::<Ours>, "at most 64 polls"),
            Does(fairness::wake_of_a_thread::<CurrentThread>, "at most 30 polls"),
            NotPromised("another worker may see it at once"),
        ],
    },
    Row {
        question: "Of 1000 messages in a channel, a poll takes",
        cells: [
            Does(fairness::messages::<Ours>, "all"),
            Does(
                fairness::messages::<CurrentThread>,
                "128 from tokio's, all from that of `futures`",
            ),
            Does(
                fairness::messages::<MultiThread>,
                "128 from tokio's, all from that of `futures`",
            ),
        ],
    },
    Row {
        question: "Of 200 ready tasks, while `block_on`'s own future yields, run",
        cells: [
            Does(fairness::turn_of_the_main_future::<Ours>, "200"),
            Does(fairness::turn_of_the_main_future::<CurrentThread>, "61"),
            NotPromised("the workers never stop"),
        ],
    },
];

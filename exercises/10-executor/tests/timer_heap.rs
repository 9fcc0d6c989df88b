//! Timers wake the sleeps that are due, in order and once, and forget those that were
//! dropped.
//!
//! The check plays the loop: it polls sleeps, asks for the next deadline, and fires. It
//! knows which sleeps are set, so it knows what each call must do. It counts
//! comparisons between instants, because nothing else reveals the data structure.

#[path = "../timer_heap.rs"]
mod timer_heap;

/// A time on the loop's clock.
pub use probe::CountedInstant as Instant;
use probe::{
    PolledTask, Rng, Scenario, Shared, WakeLog, Watchdog, comparisons, ensure,
    scenario,
    words::{list, times},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};
use timer_heap::Timers;

#[test]
fn sleeps_are_woken_at_their_deadlines_in_their_order() {
    scenario(|s| wakes_in_order(s, &Rng::new().distinct(40, 1..5000)));
}

#[test]
fn sleeps_with_the_same_deadline_are_woken_in_the_order_in_which_they_were_set() {
    when_sleeps_wake_at_all(|s| {
        let mut rng = Rng::new();
        let few = rng.distinct(5, 1..5000);
        let deadlines = rng.shuffled(few.into_iter().cycle().take(60));
        wakes_in_order(s, &deadlines);
    });
}

#[test]
fn a_timer_is_due_at_its_deadline_and_not_before() {
    scenario(|s| {
        let at = Rng::new().range(10..5000);
        let timers = Loop::new(s);
        timers.sleeps(&[at]);
        timers.fires(at - 1);
        timers.turns(at);
        let (_, mut sleep) = timers.sleep(at + 100);
        timers.poll(at + 100, &mut sleep);
        timers.fire(at + 99);
        timers.poll(at + 100, &mut sleep);
    });
}

#[test]
fn a_loop_that_is_late_wakes_all_sleeps_that_are_due() {
    when_sleeps_wake_at_all(|s| {
        let mut rng = Rng::new();
        let now = rng.range(2000..3000);
        // The current time is not close to any deadline.
        let past = rng.distinct(12, 1..now - 1);
        let later = rng.distinct(12, now + 2..5000);
        // With so many, a sort that isn't stable can't keep the order by luck.
        let deadlines = rng.shuffled([past, later].concat().repeat(3));
        let timers = Loop::new(s);
        timers.sleeps(&deadlines);
        timers.turns(now);
        timers.judged_next();
    });
}

#[test]
fn a_sleep_until_a_time_that_has_passed_does_not_wait() {
    when_sleeps_wake_at_all(|s| {
        for (now, old) in [(1000, false), (1001, false), (1700, false), (1001, true)]
        {
            let timers = Loop::new(s);
            let old = old.then(|| timers.sleep(1000));
            timers.fire(now);
            let (_, mut sleep) = old.unwrap_or_else(|| timers.sleep(1000));
            // If it isn't ready, it must count as due, so that the loop doesn't park.
            let is_over = sleep.poll().is_some() || {
                let is_due = timers.next_deadline().is_some_and(|it| it <= now);
                timers.fire(now).len() == 1 && is_due && sleep.poll().is_some()
            };
            s.story(format!("a sleep until 1000 ms is first polled at {now} ms"));
            ensure!(s, is_over, None, "it is neither ready nor woken by `fire`");
        }
    });
}

#[test]
fn a_sleep_that_is_polled_again_has_one_timer_for_its_latest_waker() {
    when_sleeps_wake_at_all(|s| {
        const A_TIMER_EACH: &str = "a-poll-sets-a-timer";
        let polls = Rng::new().range(3..9) as usize;
        let timers = Loop::new(s);
        let set = |at, polls: usize| {
            let (_, mut sleep) = timers.sleep(at);
            for nth in 0..polls {
                if nth.is_multiple_of(2) {
                    sleep.set_waker(timers.log.waker((at, nth / 2)));
                }
                timers.poll(at, &mut sleep);
            }
            sleep
        };
        s.story(format!("a sleep is polled {polls} times, twice with each waker"));
        let _sleep = set(200, polls);
        let called = timers.fire(200);
        let misconception = match called[..] {
            [(_, 0)] => Some("first-waker-will-do"),
            [] | [_] => None,
            _ => Some(A_TIMER_EACH),
        };
        let numbers = list(called.iter().map(|it| it.1 + 1));
        let measured = format!("`fire` calls waker number {numbers}");
        ensure!(s, called == [(200, (polls - 1) / 2)], misconception, "{measured}");
        timers.judged_next();
        // Many polls must not leave more behind than one poll does.
        let leaves = |polls| {
            drop(set(300, polls));
            timers.next_deadline().is_some()
        };
        let measured = "it is dropped, but there is still a next deadline";
        ensure!(s, leaves(1) || !leaves(polls), A_TIMER_EACH, "{measured}");
    });
}

#[test]
fn a_dropped_sleep_leaves_nothing_behind() {
    when_sleeps_wake_at_all(|s| {
        let mut rng = Rng::new();
        // The first and the last are dropped, and some that share a deadline.
        let mut few = rng.distinct(9, 1..5000);
        let deadlines = rng.shuffled(few.iter().copied().cycle().take(25));
        few.sort_unstable();
        let timers = Loop::new(s);
        // This sleep is never polled.
        drop(timers.sleep(few[0]));
        let mut all = timers.sleeps(&deadlines);
        all.retain(|(at, age)| {
            [few[0], few[8]].contains(at) || age.is_multiple_of(3)
        });
        all.iter().for_each(|key| timers.drops(key));
        s.story(format!("{} of 25 sleeps are dropped", all.len()));
        timers.judged_next();
        let kept = timers.kept();
        timers.fires(few[0]);
        ensure!(s, kept == 0, UNFIRED, "wakers that are still kept: {kept}");
        timers.turns_until_all_are_over();
    });
}

#[test]
fn a_finished_sleep_does_not_affect_others_when_it_is_dropped() {
    when_sleeps_wake_at_all(|s| {
        for is_polled in [false, true] {
            let timers = Loop::new(s);
            timers.sleeps(&[120, 110, 100]);
            let over = [100, 110, 120].map(|now| timers.fires(now));
            s.story("three sleeps are over and dropped while three others are set");
            timers.sleeps(&[400, 300, 350]);
            for mut sleep in over.into_iter().flatten() {
                // The sleep's task may drop it without another poll.
                if is_polled {
                    sleep.poll();
                }
            }
            timers.turns_until_all_are_over();
            let kept = timers.kept();
            let measured =
                format!("all are over, but wakers are still kept: {kept}");
            ensure!(s, kept == 0, None, "{measured}");
        }
    });
}

#[test]
fn a_waker_may_set_and_cancel_timers() {
    when_sleeps_wake_at_all(|_| {});
    let watchdog = Watchdog::new().calls_back("nobody-comes-back");
    watchdog.watch(|s| {
        s.story("a waker that `fire` calls cancels one sleep and sets another");
        let timers = Loop::new(s);
        let sleeps = timers.sleeps(&[100, 110, 150]);
        CANCELED.set(Some((Rc::clone(&timers), sleeps[2])));
        timers.turns(120);
        timers.judged_next();
        timers.fires(200);
        timers.turns_until_all_are_over();
    });
}

#[test]
fn two_loops_do_not_share_timers() {
    when_sleeps_wake_at_all(|s| {
        let (one, other) = (Loop::new(s), Loop::new(s));
        one.sleeps(&[100]);
        other.sleeps(&[200]);
        s.story("two loops have timers");
        other.fires(150);
        one.judged_next();
        other.judged_next();
        one.fires(99);
    });
}

/// In every turn, some sleeps end, one is dropped, and the same number begins.
#[test]
fn one_sleep_does_not_need_a_search_through_ten_thousand() {
    when_sleeps_wake_at_all(|s| {
        s.story(format!("up to {MANY} sleeps are set, and some are dropped"));
        let mut rng = Rng::new();
        let timers = Loop::new(s);
        let mut keys = Vec::new();
        let before = comparisons();
        let mut now = 0;
        for sleeps in 1..=3 * MANY / 2 {
            keys.extend(timers.sleeps(&[now + rng.range(1..100_000)]));
            let compared = comparisons() - before;
            let each = compared / sleeps;
            ensure!(
                s,
                compared <= (sleeps + 100) * ENOUGH,
                "timers-are-few",
                "for each of the first {sleeps}, instants were compared {each} times"
            );
            if timers.sleeps.borrow().len() as u64 == MANY {
                now = timers.judged_next().expect("many sleeps are set");
                timers.turns(now);
                let age = rng.range(1..MANY) as usize;
                timers.drops(&keys[keys.len() - age]);
            }
        }
        // Dropping ten thousand sleeps would not prove anything more.
        std::mem::forget(timers);
    });
}

/// How many sleeps are set at the same time.
const MANY: u64 = 10_000;

/// Comparisons for one sleep, from its beginning to its end. Heaps and trees need less
/// than a third of this, but a search through all sleeps needs thirty times as many.
const ENOUGH: u64 = 300;

/// The misconceptions behind a dropped sleep's timer that remains and wakes no task,
/// behind one that remains and wakes a task, and behind a timer that replaces
/// another one.
const UNFIRED: &str = "canceled-is-unfired";
const UNDONE: &str = "a-drop-undoes-it-all";
const ONE_TIMER: &str = "one-timer-a-deadline";

thread_local! {
    /// A loop and a sleep that the next waker cancels. Wakers are shared among threads,
    /// but a sleep might not be `Send`, so a waker can't own it.
    static CANCELED: RefCell<Option<(Rc<Loop>, Key)>> = const { RefCell::new(None) };
}

fn cancel_one_and_set_another() {
    if let Some((timers, canceled)) = CANCELED.take() {
        timers.drops(&canceled);
        timers.next_deadline();
        timers.sleeps(&[300]);
    }
}

/// Plays the simplest case, and then `script`. If an attempt fails in the simplest
/// case, the cause is not what `script` adds, and the misconception is unknown.
#[track_caller]
fn when_sleeps_wake_at_all(script: impl FnOnce(&Scenario) + Send + 'static) {
    scenario(|s| wakes_in_order(s, &Rng::new().distinct(40, 1..5000)));
    scenario(script);
}

fn wakes_in_order(s: &Scenario, deadlines: &[u64]) {
    let timers = Loop::new(s);
    timers.sleeps(deadlines);
    let is_woken = !timers.log.take().is_empty();
    let measured = "a sleep is polled, and calls its waker in the poll";
    ensure!(s, !is_woken, "waking-myself-is-waiting", "{measured}");
    timers.turns_until_all_are_over();
}

/// A sleep's deadline and its age, so that keys are in the order of wakes. The
/// deadline is not an `Instant`, because the check's own comparisons must not count.
type Key = (u64, usize);

type Sleep = PolledTask<'static, ()>;

/// A loop, its timers, and what it knows about them.
struct Loop {
    s: Scenario,
    /// Never dropped, so that a sleep may borrow them.
    timers: &'static Timers,
    /// The sleeps that are set.
    sleeps: RefCell<BTreeMap<Key, Sleep>>,
    /// Sleeps that were dropped before their deadlines.
    dropped: Shared<Vec<Key>>,
    log: WakeLog<Key>,
    /// The latest time that `fire` was told.
    now: Cell<u64>,
}

impl Loop {
    fn new(s: &Scenario) -> Rc<Self> {
        Rc::new(Self {
            s: s.clone(),
            timers: Box::leak(Box::new(Timers::new())),
            sleeps: RefCell::default(),
            dropped: Shared::default(),
            log: WakeLog::on_wake(cancel_one_and_set_another),
            now: Cell::default(),
        })
    }

    /// How many wakers are kept, besides those of the sleeps that are set.
    fn kept(&self) -> usize {
        self.log.retained().saturating_sub(self.sleeps.borrow().len())
    }

    /// A sleep that has not been polled.
    fn sleep(&self, at: u64) -> (Key, Sleep) {
        let key = (at, self.log.count());
        let future = self.timers.sleep_until(Instant::new(at));
        (key, PolledTask::lenient(&self.s, "a sleep", self.log.waker(key), future))
    }

    /// Polls a sleep, which must not be ready before its deadline.
    fn poll(&self, at: u64, sleep: &mut Sleep) {
        let is_early = sleep.poll().is_some() && self.now.get() < at;
        let [at, now] = [at, self.now.get()].map(Instant::new);
        let measured =
            format!("a sleep until {at} is polled {}", times(sleep.polls()));
        ensure!(self.s, !is_early, None, "{measured}, and is ready at {now}");
    }

    /// Sets sleeps: polls each for the first time.
    fn sleeps(&self, deadlines: &[u64]) -> Vec<Key> {
        let set = |at: &u64| {
            let (key, mut sleep) = self.sleep(*at);
            self.poll(*at, &mut sleep);
            self.sleeps.borrow_mut().insert(key, sleep);
            key
        };
        deadlines.iter().map(set).collect()
    }

    /// Drops a sleep, if it's still set.
    fn drops(&self, key: &Key) {
        let sleep = self.sleeps.borrow_mut().remove(key);
        if sleep.is_some() {
            self.dropped.lock().push(*key);
        }
    }

    fn next_deadline(&self) -> Option<u64> {
        let next = self.s.within("`next_deadline`", || self.timers.next_deadline());
        next.map(Instant::millis)
    }

    /// The next deadline, which must be the earliest of the sleeps that are set.
    fn judged_next(&self) -> Option<u64> {
        let next = self.next_deadline();
        let due = self.sleeps.borrow().keys().next().map(|it| it.0);
        let misconception = || {
            let has = |keys: &[Key], at| keys.iter().any(|it| it.0 == at);
            let set: Vec<_> = self.sleeps.borrow().keys().copied().collect();
            let dropped = self.dropped.get();
            let of_dropped = |at: &u64| has(&dropped, *at) && !has(&set, *at);
            if let Some(at) = next.filter(of_dropped) {
                let is_undone = self.fire(at).iter().any(|it| !set.contains(it));
                return Some(if is_undone { UNDONE } else { UNFIRED });
            }
            // If a dropped sleep has replaced the earliest sleep, the earliest is never
            // woken.
            let woken = self.fire(1_000_000);
            due.filter(|at| has(&dropped, *at) && !has(&woken, *at))
                .map(|_| ONE_TIMER)
        };
        let [gives, is] = [next, due].map(|it| it.map(Instant::new));
        let measured = format!(
            "`next_deadline` returns {gives:?}, but {is:?} is the next deadline"
        );
        ensure!(self.s, next == due, misconception(), "{measured}");
        due
    }

    /// Fires, and returns the sleeps that this has woken.
    fn fire(&self, now: u64) -> Vec<Key> {
        self.now.set(now);
        self.s.within("`fire`", || self.timers.fire(Instant::new(now)));
        self.log.take()
    }

    /// Fires, which must wake the sleeps that are due, and returns them.
    fn fires(&self, now: u64) -> Vec<Sleep> {
        let end = (now + 1, 0);
        let due: Vec<_> =
            self.sleeps.borrow().range(..end).map(|it| *it.0).collect();
        let woken = self.fire(now);
        let told = Instant::new(now);
        if let Some(key) = woken.iter().find(|it| !due.contains(it)) {
            let misconception = self.dropped.lock().contains(key).then_some(UNDONE);
            let is = format!("a sleep until {} is woken", Instant::new(key.0));
            self.s.reject(misconception, format!("{is} when it is {told}"));
        }
        let misconception = || {
            if woken.is_empty() {
                let is_past =
                    self.fire(now).is_empty() && !self.fire(now + 1).is_empty();
                return is_past.then_some("due-is-past");
            }
            if due.iter().all(|it| woken.contains(it)) {
                let is_tie =
                    woken.len() == due.len() && woken.is_sorted_by_key(|it| it.0);
                return is_tie.then_some("equals-keep-their-order");
            }
            // If the sleep will still be woken, no other sleep has replaced it.
            let is_lost = self.next_deadline() != Some(now);
            (is_lost && woken.iter().any(|(at, _)| *at == now)).then_some(ONE_TIMER)
        };
        ensure!(
            self.s,
            woken == due,
            misconception(),
            "when `fire` is told {told}, {} are due; it wakes {}, by their age: {}",
            due.len(),
            woken.len(),
            list(woken.iter().map(|(_, age)| age))
        );
        let mut sleeps = self.sleeps.borrow_mut();
        due.iter().filter_map(|key| sleeps.remove(key)).collect()
    }

    fn turns_until_all_are_over(&self) {
        while let Some(at) = self.judged_next() {
            self.turns(at);
        }
    }

    /// Fires, and polls and drops the sleeps that are due.
    fn turns(&self, now: u64) {
        for mut sleep in self.fires(now) {
            let is_ready = sleep.poll().is_some();
            ensure!(self.s, is_ready, None, "a sleep was woken, but is not ready");
        }
    }
}

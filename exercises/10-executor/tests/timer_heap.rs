//! Timers wake the sleeps that are due, in order and once, and forget those that were
//! dropped.
//!
//! The check is the loop: it polls sleeps, asks for the next deadline, and fires. Which
//! structure keeps the timers shows only in how often instants are compared, and that
//! is counted.

#[path = "../timer_heap.rs"]
mod timer_heap;

use probe::{
    Finding, Rng, Scenario, Shared, TestWaker, Watchdog, ensure, scenario, time,
    words::list,
};
use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
    collections::BTreeMap,
    fmt::{self, Display},
    mem::ManuallyDrop,
    pin::Pin,
    time::Duration,
};
use timer_heap::Timers;

#[test]
fn sleeps_are_woken_at_their_deadlines_in_their_order() {
    scenario(|s| wakes_in_order(s, &Rng::new().distinct(40, 1..5000)));
}

#[test]
fn sleeps_with_one_deadline_are_woken_in_the_order_in_which_they_began() {
    when_sleeps_wake_at_all(|s| {
        let mut rng = Rng::new();
        let few = rng.distinct(5, 1..5000);
        let mut deadlines: Vec<_> = few.iter().cycle().take(60).copied().collect();
        rng.shuffle(&mut deadlines);
        wakes_in_order(s, &deadlines);
    });
}

#[test]
fn a_timer_is_due_at_its_deadline_and_not_before() {
    scenario(|s| {
        let at = Rng::new().range(10..5000);
        s.story(format!("a sleep until {} is set", Instant(at)));
        let timers = [Loop::new(s), Loop::new(s)];
        let mut sleepers = [0, 1].map(|nth| timers[nth].asleep(&[at]));
        timers[0].fires(at - 1, &[]);
        let is_early = sleepers[0][0].poll();
        ensure!(s, !is_early, None, "it is ready 1 ms before its deadline");
        timers[1].fires(at - 1, &[]);
        timers[1].fires(at, &[0]);
        sleepers[1][0].ends();
    });
}

#[test]
fn a_loop_that_is_late_wakes_all_sleeps_that_are_due() {
    when_sleeps_wake_at_all(|s| {
        let mut rng = Rng::new();
        let now = rng.range(2000..3000);
        // No deadline is near the time that it is.
        let mut deadlines = rng.distinct(12, 1..now - 1);
        deadlines.extend(rng.distinct(12, now + 1..5000));
        rng.shuffle(&mut deadlines);
        let timers = Loop::new(s);
        let _sleepers = timers.asleep(&deadlines);
        let mut names: Vec<_> = (0..deadlines.len()).collect();
        names.sort_by_key(|name| deadlines[*name]);
        timers.fires(now, &names[..12]);
        timers.next_is(Some(deadlines[names[12]]));
    });
}

#[test]
fn a_sleep_until_a_time_that_has_passed_does_not_wait() {
    when_sleeps_wake_at_all(|s| {
        for now in [1000, 1001, 1700] {
            let timers = Loop::new(s);
            timers.fire(now);
            let mut sleeper = timers.sleeper(0, 1000);
            // If it isn't ready, it's due now, and the loop that asks will not park.
            let is_over = sleeper.poll() || {
                let is_due = timers.next_deadline().is_some_and(|it| it <= now);
                timers.fire(now) == [(0, 1000)] && is_due && sleeper.poll()
            };
            let [now, at] = [now, 1000].map(Instant);
            s.story(format!("it is {now}, and a sleep until {at} begins"));
            let measured =
                "it is neither ready at once nor woken by the next `fire`";
            ensure!(s, is_over, None, "{measured}");
        }
    });
}

#[test]
fn a_sleep_that_is_polled_again_has_one_timer_for_its_latest_waker() {
    when_sleeps_wake_at_all(|s| {
        let polls = Rng::new().range(3..9) as usize;
        let timers = Loop::new(s);
        let mut same = timers.sleeper(0, 100);
        (0..polls).for_each(|_| _ = same.poll());
        let mut moved = timers.sleeper(1, 200);
        moved.poll_with_wakers(polls);
        s.story(format!("a sleep is polled {polls} times before it is due"));
        let calls = timers.fire(100).len();
        let misconception = (calls > 1).then_some(A_TIMER_EACH);
        ensure!(s, calls == 1, misconception, "calls of its waker: {calls}");
        timers.next_is(Some(200));

        s.story(format!(
            "a sleep is polled with {polls} wakers, one after the other"
        ));
        let called = timers.fire(200);
        let called: Vec<_> = called.into_iter().map(|(name, _)| name).collect();
        let misconception = match called[..] {
            [1] => Some("first-waker-will-do"),
            [] | [_] => None,
            _ => Some(A_TIMER_EACH),
        };
        let numbers = list(&called);
        let measured = format!("when it is due, `fire` calls number {numbers}");
        ensure!(s, called == [polls], misconception, "{measured}");
        // A sleep that was polled often leaves no more than one that was polled once.
        let [leaves_one, leaves_many] = [1, polls].map(|polls| {
            let mut gone = timers.sleeper(1, 300);
            gone.poll_with_wakers(polls);
            gone.end();
            timers.next_deadline().is_some()
        });
        let measured = "it is dropped, and there is a next deadline";
        ensure!(s, leaves_one || !leaves_many, A_TIMER_EACH, "{measured}");
    });
}

#[test]
fn a_dropped_sleep_leaves_nothing_behind() {
    when_sleeps_wake_at_all(|s| {
        let mut rng = Rng::new();
        // Some are first, some last, and some share a deadline with others.
        let mut few = rng.distinct(9, 1..5000);
        let mut deadlines: Vec<_> = few.iter().cycle().take(25).copied().collect();
        rng.shuffle(&mut deadlines);
        few.sort_unstable();
        let is_gone = |name: &usize| {
            let at = deadlines[*name];
            at == few[0] || at == few[8] || name.is_multiple_of(3)
        };
        let (gone, left): (Vec<_>, Vec<_>) = (0..25).partition(is_gone);
        let timers = Loop::new(s);
        let mut sleepers = timers.asleep(&deadlines);
        gone.iter().for_each(|name| sleepers[*name].end());
        s.story(format!("{} of 25 sleeps are dropped", gone.len()));
        let kept = gone.iter().filter(|it| sleepers[**it].is_kept()).count();
        let next = timers.next_deadline();

        // A dropped sleep that is still there would be woken now, or has a turn of its
        // own in which no sleep is woken.
        let mut woken = timers.fire(few[0]);
        let mut idle = None;
        for _ in 0..100 {
            let Some(at) = timers.next_deadline() else { break };
            let due = timers.fire(at);
            idle = idle.or(due.is_empty().then_some(at));
            for (name, _) in due.iter().filter(|(name, _)| left.contains(name)) {
                sleepers[*name].ends();
            }
            woken.extend(due);
        }
        if let Some((_, at)) = woken.iter().find(|(name, _)| gone.contains(name)) {
            let measured = format!("one of them, until {}, is woken", Instant(*at));
            s.reject("a-drop-undoes-it-all", measured);
        }
        let expected = left.iter().map(|name| deadlines[*name]).min();
        let of_gone = gone.iter().any(|name| next == Some(deadlines[*name]));
        let given = or_none(next);
        let measured =
            format!("the first deadline of the others is {}", or_none(expected));
        ensure!(
            s,
            next == expected,
            of_gone.then_some(UNFIRED),
            "{measured}; `next_deadline` gives {given}"
        );
        ensure!(s, kept == 0, UNFIRED, "wakers of theirs that are kept: {kept}");
        let is_woken = |name: &usize| woken.iter().any(|it| it.0 == *name);
        if let Some(at) =
            left.iter().find(|it| !is_woken(it)).map(|it| deadlines[*it])
        {
            let shared = gone.iter().any(|name| deadlines[*name] == at);
            let measured =
                format!("another one, until {}, is never woken", Instant(at));
            s.reject(shared.then_some("one-timer-a-deadline"), measured);
        }
        // Only when all are woken it's certain that no deadline is counted twice.
        let at = or_none(idle);
        ensure!(s, idle.is_none(), UNFIRED, "the loop turns at {at} and wakes none");
    });
}

#[test]
fn a_sleep_that_is_over_disturbs_no_other_when_it_is_dropped() {
    when_sleeps_wake_at_all(|s| {
        let is_polled = Rng::new().range(0..2) == 0;
        for is_polled in [is_polled, !is_polled] {
            let timers = Loop::new(s);
            let mut over = timers.asleep(&[120, 110, 100]);
            for now in [100, 110, 120] {
                timers.fire(now);
            }
            let mut later = timers.asleep(&[400, 300, 350]);
            for sleeper in &mut over {
                // Its task may drop it without another poll.
                if is_polled {
                    sleeper.poll();
                }
            }
            over.iter_mut().for_each(Sleeper::end);
            s.story("three sleeps are over and dropped while three others are set");
            timers.next_is(Some(300));
            timers.fires(300, &[1]);
            timers.fires(350, &[2]);
            timers.fires(400, &[0]);
            later.iter_mut().for_each(Sleeper::end);
            s.story("six sleeps are over and dropped");
            let kept = over.iter().chain(&later).filter(|it| it.is_kept()).count();
            ensure!(s, kept == 0, None, "wakers of theirs that are kept: {kept}");
        }
    });
}

#[test]
fn a_waker_may_set_and_cancel_timers() {
    when_sleeps_wake_at_all(|_| {});
    const MISCONCEPTION: Option<&str> = Some("nobody-comes-back");
    let watchdog = Watchdog::new()
        .on_timeout(|s| {
            Finding::new(MISCONCEPTION, s.tell("`fire` does not return"))
        })
        .on_panic(|s, words| {
            let measured = s.tell(format!("that panics: {words}"));
            let borrowed = words.contains("borrowed");
            Finding::new(MISCONCEPTION.filter(|_| borrowed), measured)
        });
    watchdog.watch(|s| {
        s.story(
            "when its waker is called, a task cancels one sleep and sets another",
        );
        let timers = Loop::new(s);
        let mut sleepers = [(0, 100), (1, 110), (2, 150)]
            .map(|(name, at)| timers.sleeper(name, at));
        let waker = sleepers[0].waker.waker();
        sleepers[0].waker = TestWaker::on_wake(move || {
            waker.wake_by_ref();
            cancel_one_and_set_another();
        });
        sleepers.iter_mut().for_each(|it| _ = it.poll());
        let [_sleeper, _other, canceled] = sleepers;
        LATER.set(Some((timers.clone(), canceled)));
        timers.fires(120, &[0, 1]);
        timers.next_is(Some(300));
        timers.fires(200, &[]);
        timers.fires(300, &[7]);
    });
}

#[test]
fn every_loop_has_timers_of_its_own() {
    when_sleeps_wake_at_all(|s| {
        let (one, other) = (Loop::new(s), Loop::new(s));
        let _sleepers = [one.asleep(&[100]), other.asleep(&[200])];
        s.story("two loops have timers");
        other.fires(150, &[]);
        one.next_is(Some(100));
        other.next_is(Some(200));
        one.fires(99, &[]);
    });
}

/// In every turn some sleeps are over, one is dropped, and as many begin.
#[test]
fn ten_thousand_sleeps_are_not_looked_through_for_one() {
    when_sleeps_wake_at_all(|s| {
        s.story(format!(
            "up to {MANY} sleeps are set at a time, and some are dropped"
        ));
        let mut rng = Rng::new();
        let timers = Loop::new(s);
        // By deadline and by age: to compare `Instant`s is not for the check.
        let mut sleepers = BTreeMap::new();
        let mut deadlines = Vec::new();
        let mut now = 0;
        for name in 0..3 * MANY / 2 {
            let at = now + rng.range(1..100_000);
            let mut sleeper = timers.sleeper(name, at);
            sleeper.poll();
            sleepers.insert((at, name), sleeper);
            deadlines.push(at);
            let (compared, sleeps) = (COMPARED.get(), deadlines.len() as u64);
            let each = compared / sleeps;
            ensure!(
                s,
                compared <= (sleeps + 100) * ENOUGH,
                "timers-are-few",
                "for each of the first {sleeps}, instants were compared {each} times"
            );
            if sleepers.len() < MANY {
                continue;
            }

            now = sleepers.first_key_value().expect("they are many").0.0;
            timers.next_is(Some(now));
            let mut due = Vec::new();
            while let Some(entry) = sleepers.first_entry()
                && entry.key().0 == now
            {
                due.push(entry.remove_entry());
            }
            let names: Vec<_> = due.iter().map(|((_, name), _)| *name).collect();
            timers.fires(now, &names);
            due.iter_mut().for_each(|(_, it)| it.ends());
            let age = rng.range(1..MANY as u64) as usize;
            let dropped = deadlines.len().saturating_sub(age);
            if let Some(mut it) = sleepers.remove(&(deadlines[dropped], dropped)) {
                it.end();
            }
        }
    });
}

/// How many sleeps are set together.
const MANY: usize = 10_000;

/// Comparisons for one sleep, from its beginning to its end. Heaps and trees take
/// less than a third of this, and to look at all of them takes thirty times as much.
const ENOUGH: u64 = 300;

/// The misconceptions that several claims are about.
const A_TIMER_EACH: &str = "a-poll-sets-a-timer";
const UNFIRED: &str = "canceled-is-unfired";

thread_local! {
    /// What a waker works with. It must be shared among threads, and sleeps need
    /// not.
    static LATER: RefCell<Option<(Loop, Sleeper)>> = const { RefCell::new(None) };

    /// How often instants were compared on this thread.
    static COMPARED: Cell<u64> = const { Cell::new(0) };
}

fn cancel_one_and_set_another() {
    let Some((timers, mut sleeper)) = LATER.take() else { return };
    sleeper.end();
    timers.next_deadline();
    let mut sleeper = timers.sleeper(7, 300);
    sleeper.poll();
    LATER.set(Some((timers, sleeper)));
}

/// Plays the simplest case, and then `script`. An attempt that fails in the first
/// doesn't fail because of what `script` adds, and its misconception is not known.
#[track_caller]
fn when_sleeps_wake_at_all(script: impl FnOnce(&Scenario) + Send + 'static) {
    scenario(|s| wakes_in_order(s, &Rng::new().distinct(40, 1..5000)));
    scenario(script);
}

/// Sleeps until all of these deadlines, and turns the loop until all are over.
fn wakes_in_order(s: &Scenario, deadlines: &[u64]) {
    let timers = Loop::new(s);
    let mut sleepers = timers.asleep(deadlines);
    s.story("a sleep is polled for the first time");
    let is_woken = !timers.woken.take().is_empty();
    ensure!(s, !is_woken, "waking-myself-is-waiting", "the poll calls its waker");
    let mut all = BTreeMap::<_, Vec<_>>::new();
    for (name, at) in deadlines.iter().enumerate() {
        all.entry(*at).or_default().push(name);
    }
    for (at, due) in all {
        let now = Instant(at);
        s.story(match due.len() {
            1 => format!("a sleep until {now} is set"),
            many => format!("{many} sleeps until {now} are set"),
        });
        timers.next_is(Some(at));
        timers.fires(at, &due);
        due.iter().for_each(|name| sleepers[*name].ends());
    }
    s.story("all have been woken");
    timers.next_is(None);
    s.story("");
}

fn or_none(at: Option<u64>) -> String {
    at.map_or("`None`".to_owned(), |at| Instant(at).to_string())
}

/// A time on the loop's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Instant(u64);

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> Ordering {
        COMPARED.set(COMPARED.get() + 1);
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&time(Duration::from_millis(self.0)))
    }
}

/// A loop's timers, and the sleeps that they have woken, by name and deadline.
#[derive(Clone)]
struct Loop {
    s: Scenario,
    /// Never dropped, so that a sleep may borrow them.
    timers: &'static Timers,
    woken: Shared<Vec<(usize, u64)>>,
}

impl Loop {
    fn new(s: &Scenario) -> Self {
        let timers = Box::leak(Box::new(Timers::new()));
        Self { s: s.clone(), timers, woken: Shared::default() }
    }

    /// A sleep that has not been polled, with a waker of its own.
    fn sleeper(&self, name: usize, at: u64) -> Sleeper {
        let future = Box::pin(self.timers.sleep_until(Instant(at)));
        let future = ManuallyDrop::new(Some(future as _));
        let waker = self.waker(name, at);
        Sleeper { timers: self.clone(), at, future, waker }
    }

    fn waker(&self, name: usize, at: u64) -> TestWaker {
        let woken = self.woken.clone();
        TestWaker::on_wake(move || woken.lock().push((name, at)))
    }

    /// Sleeps that were polled once, in this order.
    fn asleep(&self, deadlines: &[u64]) -> Vec<Sleeper> {
        let sleepers = deadlines.iter().enumerate();
        let sleepers = sleepers.map(|(name, at)| self.sleeper(name, *at));
        let mut sleepers: Vec<_> = sleepers.collect();
        sleepers.iter_mut().for_each(|it| _ = it.poll());
        sleepers
    }

    fn next_deadline(&self) -> Option<u64> {
        let next = || self.timers.next_deadline();
        self.s.within("`next_deadline`", next).map(|it| it.0)
    }

    fn next_is(&self, expected: Option<u64>) {
        let next = self.next_deadline();
        ensure!(
            self.s,
            next == expected,
            None,
            "`next_deadline` gives {}, and {} is expected",
            or_none(next),
            or_none(expected)
        );
    }

    /// Fires, and returns the sleeps that were woken since then.
    fn fire(&self, now: u64) -> Vec<(usize, u64)> {
        self.s.within("`fire`", || self.timers.fire(Instant(now)));
        self.woken.take()
    }

    /// Fires, which has to wake these sleeps in this order.
    fn fires(&self, now: u64, due: &[usize]) {
        let s = &self.s;
        let wakes = self.fire(now);
        let woken: Vec<_> = wakes.iter().map(|(name, _)| *name).collect();
        let told = Instant(now);
        if let Some((_, at)) = wakes.iter().find(|(name, _)| !due.contains(name)) {
            let at = Instant(*at);
            s.reject(None, format!("a sleep until {at} is woken when it is {told}"));
        }
        let missing: Vec<_> = due.iter().filter(|it| !woken.contains(it)).collect();
        ensure!(
            s,
            missing.is_empty(),
            self.explain(now, &missing, &wakes),
            "when `fire` is told {told}, {} are due; it wakes {}",
            due.len(),
            woken.len()
        );
        let is_tie = woken.len() == due.len() && wakes.is_sorted_by_key(|it| it.1);
        let place = |name| due.iter().position(|it| *it == name).unwrap_or_default();
        ensure!(
            s,
            woken == due,
            is_tie.then_some("equals-keep-their-order"),
            "when `fire` is told {told}, it wakes number {} of those that are due, by \
             deadline and age",
            list(woken.iter().map(|name| place(*name) + 1))
        );
    }

    /// The misconception of a `fire` that has not woken all.
    fn explain(
        &self,
        now: u64,
        missing: &[&usize],
        woken: &[(usize, u64)],
    ) -> Option<&'static str> {
        let mut late = self.fire(now);
        let is_prompt = !late.is_empty();
        late.extend(self.fire(now + 1));
        let is_late = |name: &&usize| late.iter().any(|it| it.0 == **name);
        if !is_prompt && missing.iter().all(is_late) {
            return Some("due-is-past");
        }
        for _ in 0..1000 {
            let Some(at) = self.next_deadline() else { break };
            late.extend(self.fire(at));
        }
        // A sleep that is woken late was not replaced by another one.
        let is_lost = |name: &&usize| late.iter().all(|it| it.0 != **name);
        let are_lost = missing.iter().all(is_lost);
        let is_shared = woken.iter().any(|(_, at)| *at == now);
        (are_lost && is_shared).then_some("one-timer-a-deadline")
    }
}

/// A sleep and the waker that it is polled with.
struct Sleeper {
    timers: Loop,
    at: u64,
    /// If a learner's code panics, its `drop` may panic as well, which aborts the
    /// process. So only `end` drops it, and never a panic.
    future: ManuallyDrop<Option<Pin<Box<dyn Future<Output = ()>>>>>,
    waker: TestWaker,
}

impl Sleeper {
    /// Whether it is ready.
    fn poll(&mut self) -> bool {
        let future = self.future.as_mut().expect("it has not ended").as_mut();
        self.timers.s.beat();
        self.waker.poll(future).is_ready()
    }

    /// Polls it with as many wakers, one after the other, as if its task moved.
    fn poll_with_wakers(&mut self, count: usize) {
        for name in 1..=count {
            self.waker = self.timers.waker(name, self.at);
            self.poll();
        }
    }

    /// Drops the sleep.
    fn end(&mut self) {
        drop(self.future.take());
    }

    /// It was woken, and is ready.
    fn ends(&mut self) {
        let (is_ready, at) = (self.poll(), Instant(self.at));
        ensure!(
            self.timers.s,
            is_ready,
            None,
            "a sleep until {at} was woken, and is not ready then"
        );
        self.end();
    }

    fn is_kept(&self) -> bool {
        self.waker.is_retained()
    }
}

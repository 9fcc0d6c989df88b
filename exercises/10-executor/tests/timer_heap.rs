//! Timers wake those who are due, in order and once, and forget those who are gone.
//!
//! The check is the loop: it polls sleeps with bells for wakers, asks for the next
//! deadline, and fires. Which structure keeps the timers shows only in how often
//! instants are compared, and that is counted. Each scenario has a thread of its
//! own: of one that never comes back the check can say so.

#[path = "../timer_heap.rs"]
mod timer_heap;

use probe::{Gone, Rng, come_back, come_back_within, reject, time};
use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
    collections::BTreeMap,
    fmt::{self, Display},
    mem::ManuallyDrop,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Wake, Waker},
    time::Duration,
};
use timer_heap::Timers;

#[test]
fn sleeps_are_woken_at_their_deadlines_in_their_order() {
    wakes_at_all();
}

/// The simplest case. Who fails here does not fail elsewhere because of what is
/// added there, and what is believed there is not known.
#[track_caller]
fn wakes_at_all() {
    judge_turns(Rng::new().distinct(40, 1..5000));
}

#[test]
fn sleeps_with_one_deadline_are_woken_in_the_order_in_which_they_began() {
    wakes_at_all();
    let mut rng = Rng::new();
    let few = rng.distinct(5, 1..5000);
    let mut deadlines: Vec<_> = few.iter().cycle().take(60).copied().collect();
    rng.shuffle(&mut deadlines);
    judge_turns(deadlines);
}

#[test]
fn a_timer_is_due_at_its_deadline_and_not_before() {
    let at = Rng::new().range(10..5000);
    let (early, ready_early, due, ready, past) = run(move || {
        let bench = Bench::new();
        let mut sleeper = bench.sleeper(0, at);
        sleeper.poll();
        bench.fire(at - 1);
        let early = bench.rung();
        let ready_early = sleeper.poll();
        bench.fire(at);
        let (due, ready) = (bench.rung(), sleeper.poll());
        bench.fire(at + 1);
        (early, ready_early, due, ready, bench.rung())
    });
    let asked = format!("a sleep until {}", Instant(at));
    let before = Instant(at - 1);
    if !early.is_empty() {
        reject(None, format!("{asked} is woken when it is {before}"));
    }
    if ready_early {
        reject(None, format!("{asked} is ready when it is {before}"));
    }
    if due.is_empty() {
        let at = Instant(at);
        let measured = format!("{asked} is not woken when `fire` is told {at}");
        let belief = (!past.is_empty()).then_some("due-is-past");
        reject(belief, measured);
    }
    if !ready {
        let at = Instant(at);
        let measured =
            format!("{asked} was woken at {at}, and is polled: it is not ready");
        reject(None, measured);
    }
}

#[test]
fn a_loop_that_is_late_wakes_all_who_are_due() {
    wakes_at_all();
    let mut rng = Rng::new();
    let now = rng.range(2000..3000);
    // Nobody's deadline is near the time that it is.
    let mut deadlines = rng.distinct(12, 1..now - 1);
    deadlines.extend(rng.distinct(12, now + 1..5000));
    rng.shuffle(&mut deadlines);
    let (rung, next) = run({
        let deadlines = deadlines.clone();
        move || {
            let bench = Bench::new();
            let _sleepers = ManuallyDrop::new(bench.asleep(&deadlines));
            bench.fire(now);
            (bench.rung(), bench.next_deadline())
        }
    });
    let due = |name: &usize| deadlines[*name] <= now;
    let mut expected: Vec<_> = (0..deadlines.len()).filter(due).collect();
    expected.sort_by_key(|name| deadlines[*name]);
    let now = Instant(now);
    if let Some(early) = rung.iter().find(|it| !due(it)) {
        let at = Instant(deadlines[*early]);
        reject(None, format!("a sleep until {at} is woken when it is {now}"));
    }
    let (due, woken) = (expected.len(), rung.len());
    if woken != due {
        let measured = format!(
            "when `fire` is told {now}, {due} sleeps are due; it wakes {woken}"
        );
        reject(None, measured);
    }
    if rung != expected {
        let rung: Vec<_> = rung.iter().map(|it| deadlines[*it]).collect();
        let measured = format!(
            "{due} sleeps are due together; `fire` wakes those until {}",
            list(&rung)
        );
        reject(None, measured);
    }
    let later = deadlines.iter().copied().filter(|it| Instant(*it) > now).min();
    if next != later {
        let [next, later] = [next, later].map(or_none);
        let measured = format!(
            "after `fire` was told {now}, the next deadline is {later}; \
             `next_deadline` gives {next}"
        );
        reject(None, measured);
    }
}

#[test]
fn a_sleep_until_a_time_that_has_passed_does_not_wait() {
    wakes_at_all();
    for later in [0, 1, 700] {
        let over = run(move || {
            let bench = Bench::new();
            bench.fire(1000 + later);
            let mut sleeper = bench.sleeper(0, 1000);
            // Or else it is due now, and the loop that has asked will not park.
            sleeper.poll() || {
                let due = bench.next_deadline().is_some_and(|it| it <= 1000 + later);
                bench.fire(1000 + later);
                due && bench.rung() == [0] && sleeper.poll()
            }
        });
        if !over {
            let measured = format!(
                "it is {}, and a sleep until {} begins: it is neither ready at \
                 once nor woken by the next `fire`",
                Instant(1000 + later),
                Instant(1000)
            );
            reject(None, measured);
        }
    }
}

#[test]
fn a_sleep_that_is_polled_again_has_one_timer_for_its_latest_waker() {
    wakes_at_all();
    let polls = Rng::new().range(3..9) as usize;
    let (one, next, other, left) = run(move || {
        let bench = Bench::new();
        let mut same = bench.sleeper(0, 100);
        for _ in 0..polls {
            same.poll();
        }
        // A task that is moved to another one: the last bell is the one to ring.
        let mut moved = bench.sleeper(1, 200);
        for name in 1..=polls {
            moved.bell = bench.bell(name);
            moved.poll();
        }
        bench.fire(100);
        let one = bench.rung();
        let next = bench.next_deadline();
        bench.fire(200);
        let other = bench.rung();
        // And what was polled often and is dropped leaves no more than what was
        // polled once.
        let left = [1, polls].map(|polls| {
            let mut gone = bench.sleeper(0, 300);
            for name in 0..polls {
                gone.bell = bench.bell(name);
                gone.poll();
            }
            gone.end();
            bench.next_deadline()
        });
        (one, next, other, left)
    });
    if one.len() > 1 {
        let times = one.len();
        let measured = format!(
            "a sleep is polled {polls} times before it is due; its waker is called \
             {times} times"
        );
        reject("a-poll-sets-a-timer", measured);
    }
    if one.is_empty() {
        let measured = format!(
            "a sleep is polled {polls} times before it is due; its waker is not \
             called"
        );
        reject(None, measured);
    }
    if next != Some(200) {
        let measured = format!(
            "all that is left is one sleep until {}; `next_deadline` gives {}",
            Instant(200),
            or_none(next)
        );
        reject(None, measured);
    }
    let asked =
        format!("a sleep is polled with {polls} wakers, one after the other");
    match other[..] {
        [latest] if latest == polls => {}
        [] => reject(None, format!("{asked}; when it is due, none is called")),
        [first] => {
            let belief = (first == 1).then_some("first-waker-will-do");
            let measured =
                format!("{asked}; when it is due, number {first} is called");
            reject(belief, measured);
        }
        _ => {
            let called = other.len();
            let measured = format!("{asked}; when it is due, {called} are called");
            reject("a-poll-sets-a-timer", measured);
        }
    }
    if let [None, Some(left)] = left {
        let measured =
            format!("{asked}, and dropped; `next_deadline` gives {}", Instant(left));
        reject("a-poll-sets-a-timer", measured);
    }
}

#[test]
fn a_dropped_sleep_leaves_nothing_behind() {
    wakes_at_all();
    let mut rng = Rng::new();
    // Some are first, some last, and some share a deadline with others.
    let few = rng.distinct(9, 1..5000);
    let mut deadlines: Vec<_> = few.iter().cycle().take(25).copied().collect();
    rng.shuffle(&mut deadlines);
    let first = *few.iter().min().expect("there are nine");
    let last = *few.iter().max().expect("there are nine");
    let gone = |name: usize| {
        deadlines[name] == first || deadlines[name] == last || name.is_multiple_of(3)
    };
    let gone: Vec<_> = (0..deadlines.len()).filter(|it| gone(*it)).collect();
    let (next, kept, turns) = run({
        let (deadlines, gone) = (deadlines.clone(), gone.clone());
        move || {
            let bench = Bench::new();
            let (dropped, sleepers): (Vec<_>, Vec<_>) = bench
                .asleep(&deadlines)
                .into_iter()
                .partition(|it| gone.contains(&it.bell.name));
            let bells: Vec<_> = dropped.into_iter().map(Sleeper::end).collect();
            let kept = bells.iter().filter(|it| it.is_kept()).count();
            let next = bench.next_deadline();
            // Whoever is not gone yet would be woken now.
            bench.fire(first);
            (next, kept, bench.turns(sleepers))
        }
    });
    let there = |name: &usize| !gone.contains(name);
    let all = deadlines.len();
    let asked = format!("{} of {all} sleeps are dropped", gone.len());
    let woken: Vec<_> = turns.iter().flat_map(|it| &it.woken).copied().collect();
    if let Some(name) = woken.iter().find(|it| !there(it)) {
        let at = Instant(deadlines[*name]);
        let measured = format!("{asked}; then one of them, until {at}, is woken");
        reject("a-drop-undoes-it-all", measured);
    }
    let left: Vec<_> = (0..all).filter(there).collect();
    let expected = left.iter().map(|it| deadlines[*it]).min();
    let spoken = |next: Option<u64>, expected: Option<u64>| {
        format!(
            "{asked}, and the earliest of the others is {}; `next_deadline` \
             gives {}",
            or_none(expected),
            or_none(next)
        )
    };
    if next != expected {
        let counted =
            next.is_some_and(|it| gone.iter().any(|g| deadlines[*g] == it));
        let belief = counted.then_some("canceled-is-unfired");
        reject(belief, spoken(next, expected));
    }
    if kept > 0 {
        let measured =
            format!("{asked}; the wakers of {kept} of them are still kept");
        reject("canceled-is-unfired", measured);
    }
    if let Some(name) = left.iter().find(|it| !woken.contains(it)) {
        let at = Instant(deadlines[*name]);
        let shared = gone.iter().any(|it| deadlines[*it] == deadlines[*name]);
        let measured = format!("{asked}; another one, until {at}, is never woken");
        reject(shared.then_some("one-timer-a-deadline"), measured);
    }
    // Only now, with nobody left, is it certain that no deadline is counted twice.
    if let Some(turn) = turns.iter().find(|it| it.woken.is_empty()) {
        let at = Instant(turn.at);
        let measured = format!(
            "{asked}; `next_deadline` gives {at}, and nobody is there to be woken"
        );
        reject("canceled-is-unfired", measured);
    }
}

#[test]
fn the_end_of_a_sleep_that_is_over_disturbs_nobody() {
    wakes_at_all();
    let polled = Rng::new().range(0..2) == 0;
    for polled in [polled, !polled] {
        let (next, woken, kept) = run(move || {
            let bench = Bench::new();
            let mut over = bench.asleep(&[120, 110, 100]);
            for now in [100, 110, 120] {
                bench.fire(now);
            }
            bench.rung();
            let later = bench.asleep(&[400, 300, 350]);
            for sleeper in &mut over {
                // It need not be polled once more before its task lets go of it.
                if polled {
                    sleeper.poll();
                }
            }
            let mut bells: Vec<_> = over.into_iter().map(Sleeper::end).collect();
            let next = bench.next_deadline();
            for now in [300, 350, 400] {
                bench.fire(now);
            }
            let woken = bench.rung();
            bells.extend(later.into_iter().map(Sleeper::end));
            (next, woken, bells.iter().filter(|it| it.is_kept()).count())
        });
        if next != Some(300) || woken.len() != 3 {
            let measured = format!(
                "three sleeps are over and dropped while three others are set, the \
                 earliest until {}; `next_deadline` gives {}, and then {} are woken",
                Instant(300),
                or_none(next),
                woken.len()
            );
            reject(None, measured);
        }
        if kept > 0 {
            let measured =
                format!("six sleeps are over and dropped; {kept} wakers are kept");
            reject(None, measured);
        }
    }
}

#[test]
fn a_waker_may_set_and_cancel_timers() {
    wakes_at_all();
    let back = "nobody-comes-back";
    let came = come_back(|| {
        let bench = Bench::new();
        let [mut sleeper, mut other] =
            [(0, 100), (1, 110)].map(|(name, at)| bench.sleeper(name, at));
        sleeper.bell =
            Arc::new(Bell { then: cancel_one_and_set_another, ..*sleeper.bell });
        let mut canceled = bench.sleeper(2, 150);
        for sleeper in [&mut sleeper, &mut other, &mut canceled] {
            sleeper.poll();
        }
        LATER.set(Some((bench, canceled)));
        bench.fire(120);
        let at_once = bench.rung();
        let next = bench.next_deadline();
        bench.fire(200);
        let between = bench.rung();
        bench.fire(300);
        (at_once, next, between, bench.rung())
    });
    let asked =
        "when its waker is called, a task cancels one sleep and sets another";
    let (at_once, next, between, at_last) = match came {
        Ok(came) => came,
        Err(Gone::Away) => {
            reject(back, format!("{asked}: `fire` does not come back"))
        }
        Err(Gone::Panicked(words)) if words.contains("borrowed") => {
            reject(back, format!("{asked}, and that panics: {words}"))
        }
        Err(gone) => gone.reject(AWAY),
    };
    if at_once != [0, 1] {
        let woken = at_once.len();
        let measured =
            format!("{asked}: of two that are due together, it wakes {woken}");
        reject(None, measured);
    }
    if !between.is_empty() {
        reject(None, format!("{asked}: the one that it has canceled is woken"));
    }
    let then = format!("{asked}, until {}", Instant(300));
    if next != Some(300) {
        let measured = format!("{then}: `next_deadline` gives {}", or_none(next));
        reject(None, measured);
    }
    if at_last != [7] {
        let woken = at_last.len();
        let measured =
            format!("{then}: at that time, wakers are called {woken} times");
        reject(None, measured);
    }
}

#[test]
fn every_loop_has_timers_of_its_own() {
    wakes_at_all();
    let (next, rung) = run(|| {
        let (one, other) = (Bench::new(), Bench::new());
        let _asleep = ManuallyDrop::new([one.asleep(&[100]), other.asleep(&[200])]);
        other.fire(150);
        ([one.next_deadline(), other.next_deadline()], one.rung())
    });
    if next != [Some(100), Some(200)] || !rung.is_empty() {
        let [one, other] = next.map(or_none);
        let measured = format!(
            "two loops have timers, one until {}, the other until {}; their next \
             deadlines are {one} and {other}",
            Instant(100),
            Instant(200)
        );
        reject(None, measured);
    }
}

#[test]
fn ten_thousand_sleeps_are_not_looked_through_for_one() {
    wakes_at_all();
    let mut rng = Rng::new();
    let plan: Vec<_> = (0..3 * MANY / 2)
        .map(|_| (rng.range(1..100_000), rng.range(0..MANY as u64)))
        .collect();
    let crowd = come_back_within(Duration::from_secs(60), move || crowd(&plan));
    let crowd = crowd.unwrap_or_else(|gone| gone.reject(AWAY));
    if let Some(wrong) = crowd.wrong {
        reject(None, format!("{MANY} sleeps are set, and some dropped; {wrong}"));
    }
    let (compared, sleeps) = (crowd.compared, crowd.sleeps);
    if compared > sleeps * ENOUGH {
        let each = compared / sleeps;
        let measured = format!(
            "sleeps are set, fired and dropped, up to {MANY} at a time; for each of \
             the first {sleeps}, instants were compared {each} times"
        );
        reject("timers-are-few", measured);
    }
}

thread_local! {
    /// What a waker works with. It must be shared among threads, and sleeps need
    /// not.
    static LATER: RefCell<Option<(Bench, Sleeper)>> = const { RefCell::new(None) };
}

fn cancel_one_and_set_another() {
    let Some((bench, sleeper)) = LATER.take() else { return };
    sleeper.end();
    bench.next_deadline();
    let mut sleeper = bench.sleeper(7, 300);
    sleeper.poll();
    LATER.set(Some((bench, sleeper)));
}

/// How many sleeps are set together.
const MANY: usize = 10_000;

/// Comparisons for one sleep, from its beginning to its end. Heaps and trees take
/// less than a third of this, and to look at all of them takes thirty times as much.
const ENOUGH: u64 = 300;

/// What became of many sleeps.
struct Crowd {
    sleeps: u64,
    compared: u64,
    /// What went wrong, in words.
    wrong: Option<String>,
}

/// Many sleeps, of which in every turn some are over, one is dropped, and as many
/// begin.
fn crowd(plan: &[(u64, u64)]) -> Crowd {
    let bench = Bench::new();
    let mut sleepers = BTreeMap::new();
    // Whoever is awaited, by deadline and by age: `Instant`s are not for the check.
    let mut awaited = BTreeMap::new();
    let mut crowd = Crowd { sleeps: 0, compared: 0, wrong: None };
    let (mut now, mut set) = (0, 0);
    for &(delay, victim) in plan {
        let mut sleeper = bench.sleeper(set, now + delay);
        sleeper.poll();
        sleepers.insert(set, (now + delay, sleeper));
        awaited.insert((now + delay, set), ());
        set += 1;
        crowd.sleeps += 1;
        crowd.compared = COMPARED.get();
        if crowd.compared > (crowd.sleeps + 100) * ENOUGH {
            break;
        }
        if awaited.len() < MANY {
            continue;
        }

        let next = awaited.first_key_value().map(|((at, _), ())| *at);
        now = next.expect("many are awaited");
        let given = bench.next_deadline();
        if given != next {
            let [next, given] = [next, given].map(or_none);
            crowd.wrong = Some(format!(
                "the earliest deadline is {next}, and `next_deadline` gives {given}"
            ));
            break;
        }
        bench.fire(now);
        let rung = bench.rung();
        let mut due = Vec::new();
        while let Some(entry) = awaited.first_entry()
            && entry.key().0 <= now
        {
            due.push(entry.remove_entry().0.1);
        }
        let mut ready = true;
        for name in &due {
            let (_, mut sleeper) = sleepers.remove(name).expect("it is awaited");
            ready &= rung.contains(name) && sleeper.poll();
            sleeper.end();
        }
        if rung != due || !ready {
            let (now, due, woken) = (Instant(now), due.len(), rung.len());
            crowd.wrong = Some(match (woken == due, ready) {
                (false, _) => {
                    format!("{due} are due at {now}, and it wakes {woken}")
                }
                (true, true) => {
                    format!("those until {now} are not woken in their order")
                }
                (true, false) => {
                    format!("not all of those until {now} are woken and ready")
                }
            });
            break;
        }
        let victim = set.saturating_sub(victim as usize);
        if let Some((at, sleeper)) = sleepers.remove(&victim) {
            awaited.remove(&(at, victim));
            sleeper.end();
        }
    }
    crowd.compared = COMPARED.get();
    crowd
}

/// Sleeps until all of these, and rejects turns of the loop that are not theirs.
#[track_caller]
fn judge_turns(deadlines: Vec<u64>) {
    let (at_once, turns) = run({
        let deadlines = deadlines.clone();
        move || {
            let bench = Bench::new();
            let sleepers = bench.asleep(&deadlines);
            (bench.rung(), bench.turns(sleepers))
        }
    });
    if !at_once.is_empty() {
        let measured =
            "a sleep is polled, and calls its waker before the poll is over";
        reject("waking-myself-is-waiting", measured);
    }
    let mut left: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (name, at) in deadlines.iter().enumerate() {
        left.entry(*at).or_default().push(name);
    }
    let ever: Vec<_> = turns.iter().flat_map(|it| &it.woken).collect();
    let mut turns = turns.iter();
    while let Some((at, due)) = left.pop_first() {
        let now = Instant(at);
        let sleeps = match due.len() {
            1 => format!("a sleep until {now} is"),
            many => format!("{many} sleeps until {now} are"),
        };
        let Some(turn) = turns.next() else {
            let measured = format!("{sleeps} set, and `next_deadline` gives none");
            reject(None, measured);
        };
        if turn.at != at {
            let measured = format!(
                "the earliest deadline is {now}; `next_deadline` gives {}",
                Instant(turn.at)
            );
            reject(None, measured);
        }
        let strangers = turn.woken.iter().find(|it| !due.contains(it));
        if let Some(name) = strangers {
            let early = Instant(deadlines[*name]);
            reject(None, format!("a sleep until {early} is woken when it is {now}"));
        }
        if turn.woken.is_empty() {
            let again = turns.next().is_some_and(|it| it.at == at);
            let past = turns.next().is_some_and(|it| it.woken.contains(&due[0]));
            let measured =
                format!("{sleeps} set, and `fire` is told {now}: nobody is woken");
            reject((again && past).then_some("due-is-past"), measured);
        }
        let missing = due.iter().filter(|it| !turn.woken.contains(it));
        let missing: Vec<_> = missing.collect();
        if !missing.is_empty() {
            // Who comes at all comes late, and who never comes has been replaced.
            let lost = missing.iter().all(|it| !ever.contains(it));
            let belief = (lost && due.len() > 1).then_some("one-timer-a-deadline");
            let measured = format!(
                "{sleeps} set, and `fire` is told {now}: it wakes {}{}",
                due.len() - missing.len(),
                if lost { ", and the others are never woken" } else { "" }
            );
            reject(belief, measured);
        }
        if turn.woken.len() > due.len() {
            let measured = format!(
                "{sleeps} set, and `fire` is told {now}: wakers are called {} times",
                turn.woken.len()
            );
            reject(None, measured);
        }
        if turn.woken != due {
            let places: Vec<_> =
                turn.woken.iter().map(|it| place(&due, *it)).collect();
            let measured = format!(
                "{sleeps} set; in the order in which they began, they are woken as \
                 number {}",
                places.join(", ")
            );
            reject("equals-keep-their-order", measured);
        }
        if !turn.ready {
            let measured = format!(
                "{sleeps} set and woken when it is {now}; a poll then is not ready"
            );
            reject(None, measured);
        }
    }
    if let Some(turn) = turns.next() {
        let measured = format!(
            "all have been woken, and `next_deadline` gives {}",
            Instant(turn.at)
        );
        reject(None, measured);
    }
}

fn place(due: &[usize], name: usize) -> String {
    due.iter().position(|it| *it == name).map_or(0, |it| it + 1).to_string()
}

fn or_none(at: Option<u64>) -> String {
    at.map_or("`None`".to_owned(), |at| Instant(at).to_string())
}

fn list(times: &[u64]) -> String {
    times.iter().map(|it| Instant(*it).to_string()).collect::<Vec<_>>().join(", ")
}

/// A time on the loop's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Instant(u64);

thread_local! {
    /// How often instants were compared on this thread.
    static COMPARED: Cell<u64> = const { Cell::new(0) };
}

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

/// A loop's timers, and the bells that they have rung.
#[derive(Clone, Copy)]
struct Bench {
    /// Never dropped, so that a sleep may as well borrow them.
    timers: &'static Timers,
    rings: &'static Mutex<Vec<usize>>,
}

/// One turn of the loop.
struct Turn {
    /// What `next_deadline` has given, and `fire` was told.
    at: u64,
    woken: Vec<usize>,
    /// Whether all of those were ready when they were polled.
    ready: bool,
}

impl Bench {
    fn new() -> Self {
        let timers = Box::leak(Box::new(Timers::new()));
        Self { timers, rings: Box::leak(Box::default()) }
    }

    fn bell(self, name: usize) -> Arc<Bell> {
        Arc::new(Bell { name, rings: self.rings, then: || () })
    }

    /// A sleep that nobody has polled yet, with a bell of its own.
    fn sleeper(self, name: usize, at: u64) -> Sleeper {
        let future: Asleep = Box::pin(self.timers.sleep_until(Instant(at)));
        Sleeper { future: ManuallyDrop::new(future), bell: self.bell(name) }
    }

    /// Sleeps that were polled once, in this order.
    fn asleep(self, deadlines: &[u64]) -> Vec<Sleeper> {
        let sleepers = deadlines.iter().enumerate();
        let mut sleepers: Vec<_> =
            sleepers.map(|(name, at)| self.sleeper(name, *at)).collect();
        for sleeper in &mut sleepers {
            sleeper.poll();
        }
        sleepers
    }

    fn next_deadline(self) -> Option<u64> {
        self.timers.next_deadline().map(|it| it.0)
    }

    fn fire(self, now: u64) {
        self.timers.fire(Instant(now));
    }

    /// Who was woken since this was last asked.
    fn rung(self) -> Vec<usize> {
        std::mem::take(
            &mut *self.rings.lock().unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Turns as the loop does while somebody sleeps, and polls whoever is woken. It
    /// leaves off where nobody is woken, after a look at whether somebody is a
    /// moment later.
    fn turns(self, sleepers: Vec<Sleeper>) -> Vec<Turn> {
        let mut sleepers: BTreeMap<_, _> =
            sleepers.into_iter().map(|it| (it.bell.name, it)).collect();
        let mut turns: Vec<Turn> = Vec::new();
        while let Some(at) = self.next_deadline() {
            self.fire(at);
            let woken = self.rung();
            let mut ready = true;
            for name in &woken {
                if let Some(mut sleeper) = sleepers.remove(name) {
                    ready &= sleeper.poll();
                    sleeper.end();
                }
            }
            let again = turns.last().is_some_and(|it| it.at == at);
            let in_vain = again && woken.is_empty();
            turns.push(Turn { at, woken, ready });
            if in_vain {
                self.fire(at + 1);
                turns.push(Turn { at: at + 1, woken: self.rung(), ready });
            }
            if in_vain || turns.len() > 1000 {
                break;
            }
        }
        turns
    }
}

type Asleep = Pin<Box<dyn Future<Output = ()>>>;

/// A sleep and the bell that it is polled with.
struct Sleeper {
    /// A learner's `drop` that panics must not be called by a panic: only `end`
    /// does.
    future: ManuallyDrop<Asleep>,
    bell: Arc<Bell>,
}

impl Sleeper {
    /// Whether it is ready.
    fn poll(&mut self) -> bool {
        let waker = Waker::from(Arc::clone(&self.bell));
        self.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()
    }

    /// Drops the sleep.
    fn end(self) -> Arc<Bell> {
        drop(ManuallyDrop::into_inner(self.future));
        self.bell
    }
}

/// A waker that notes who was woken.
struct Bell {
    name: usize,
    rings: &'static Mutex<Vec<usize>>,
    then: fn(),
}

impl Bell {
    /// Whether anybody but the caller has it.
    fn is_kept(self: &Arc<Self>) -> bool {
        Arc::strong_count(self) > 1
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rings.lock().unwrap_or_else(PoisonError::into_inner).push(self.name);
        (self.then)();
    }
}

const AWAY: &str = "a call of the timers does not come back";

/// Plays a scenario on a thread of its own.
#[track_caller]
fn run<T: Send + 'static>(scenario: impl FnOnce() -> T + Send + 'static) -> T {
    come_back(scenario).unwrap_or_else(|gone| gone.reject(AWAY))
}

//! A join polls the children that were woken, and is woken when one of them is.
//!
//! The check is the loop, and it is what the children wait for: it rings for them
//! and counts their polls. Bells are the join's wakers, and count how often they are
//! rung; one polls the join when it is called. One test leaves all
//! that to a real loop, on the virtual clock. Each scenario has a thread of its own:
//! of one that never comes back the check can say so.

#[path = "../join_by_hand.rs"]
mod join_by_hand;

use join_by_hand::join;
use probe::{
    Gone, Rng, Service, come_back, come_back_within, observe, reject, time,
};
use std::{
    array,
    cell::RefCell,
    mem::ManuallyDrop,
    pin::Pin,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

/// What is joined.
pub type Child = Pin<Box<dyn Future<Output = String>>>;

#[test]
fn the_first_poll_starts_both_children() {
    starts_at_all();
}

/// Who fails here does not fail elsewhere because of what is asked for there.
#[track_caller]
fn starts_at_all() {
    let (made, polls, then, rung) = run(|| {
        let mut bench = Bench::new(["one", "two"]);
        let made = bench.polls();
        bench.poll();
        let (polls, rung) = (bench.polls(), bench.bell.count());
        bench.actors[0].finish();
        bench.settle();
        (made, polls, bench.polls(), rung)
    });
    if made != [0, 0] {
        reject(None, "a child is polled before the join is");
    }
    if polls != [1, 1] {
        // It was only the other's turn.
        let later = polls == [1, 0] && then[1] > 0;
        let measured = format!(
            "the join is polled for the first time: {}; {}{}",
            spoken(polls),
            due([1, 1]),
            if later { ". The second is, when the first is done" } else { "" }
        );
        reject(later.then_some("awaits-in-sequence"), measured);
    }
    if rung > 0 {
        let measured = "both children wait, and neither has called its waker; the \
                        join calls its own";
        reject("waking-myself-is-waiting", measured);
    }
}

#[test]
fn it_takes_as_long_as_its_longer_child() {
    starts_at_all();
    let mut rng = Rng::new();
    for _ in 0..4 {
        let service = Service::drawn(&mut rng, [0, 1]);
        let children = [0, 1].map(|id| -> Child {
            let service = service.clone();
            Box::pin(async move { service.fetch(id).await })
        });
        let [first, second] = children;
        let observed = observe(async move { join(first, second).await });
        let answers = observed.output(None);
        let expected = ["answer 0", "answer 1"].map(str::to_owned).into();
        if *answers != expected {
            let measured =
                format!("it gives {answers:?}; its children give {expected:?}");
            observed.reject(None, measured);
        }
        let (took, slowest) = (observed.took, service.slowest());
        if took != slowest {
            let in_turn = took == service.total();
            let (took, slowest) = (time(took), time(slowest));
            let measured = format!(
                "it took {took} of virtual time; the longer child takes {slowest}"
            );
            observed.reject(in_turn.then_some("awaits-in-sequence"), measured);
        }
    }
}

#[test]
fn who_was_woken_is_polled_and_nobody_else() {
    ends_at_all();
    let mut rng = Rng::new();
    let mut rounds =
        vec![[true, false], [false, true], [false, false], [true, true]];
    rounds.extend((0..12).map(|_| [(); 2].map(|()| rng.range(0..2) == 0)));
    let seen = run({
        let rounds = rounds.clone();
        move || {
            let mut bench = Bench::new(["one", "two"]);
            bench.settle();
            let mut seen = Vec::new();
            for woken in rounds {
                let (before, silent) = (bench.polls(), bench.bell.count());
                for (actor, woken) in bench.actors.iter().zip(woken) {
                    if woken {
                        actor.ring();
                    }
                }
                let rung = bench.bell.count() > silent;
                bench.settle();
                let after = bench.polls();
                seen.push((rung, array::from_fn(|it| after[it] - before[it])));
            }
            seen
        }
    });
    for (woken, (rung, polls)) in rounds.into_iter().zip(seen) {
        let asked = match woken {
            [true, false] => "the first child is woken, and then the join is polled",
            [false, true] => {
                "the second child is woken, and then the join is polled"
            }
            [true, true] => "both children are woken, and then the join is polled",
            [false, false] => "no child is woken, and the join is polled",
        };
        if woken.contains(&true) && !rung {
            let measured =
                "a child calls its waker, and nobody calls that of the join";
            reject(None, measured);
        }
        let expected = woken.map(usize::from);
        if polls != expected {
            // Both, if anybody is, and nobody knows who it was.
            let all = polls == [1, 1] && woken != [true, true];
            let measured = format!("{asked}: {}; {}", spoken(polls), due(expected));
            reject(all.then_some("all-share-one-waker"), measured);
        }
    }
}

#[test]
fn who_is_done_is_not_polled_again() {
    ends_at_all();
}

/// Nor does who fails here.
#[track_caller]
fn ends_at_all() {
    starts_at_all();
    for early in [0, 1] {
        let (rung, again, answers) = run(move || {
            let mut bench = Bench::new(["one", "two"]);
            bench.settle();
            let late = 1 - early;
            let silent = bench.bell.count();
            bench.actors[early].finish();
            let rung = bench.bell.count() > silent;
            bench.settle();
            // Somebody may still have its waker.
            bench.actors[early].ring();
            bench.settle();
            bench.actors[late].ring();
            bench.settle();
            bench.actors[late].finish();
            let answers = bench.settle();
            let again = bench.actors.iter().any(|it| it.again.load(SeqCst));
            (rung, again, answers)
        });
        if !rung {
            let measured =
                "a child calls its waker, and nobody calls that of the join";
            reject("pending-without-waker", measured);
        }
        let which = ["first", "second"][early];
        if again {
            let measured =
                format!("the {which} child is done, and it is polled again");
            reject("ready-can-be-asked-again", measured);
        }
        if answers.is_none() {
            let measured = format!(
                "both children are done, the {which} before the other, and both \
                 were woken; the join is not ready"
            );
            reject(None, measured);
        }
    }
}

#[test]
fn answers_stand_in_their_places() {
    ends_at_all();
    let mut rng = Rng::new();
    let drawn = [(); 2].map(|()| rng.range(0..1000).to_string());
    for answers in [drawn, ["".to_owned(), "".to_owned()]] {
        for order in [vec![0, 1], vec![1, 0], vec![]] {
            let given = run({
                let (answers, order) = (answers.clone(), order.clone());
                move || {
                    let mut bench = Bench::new(answers);
                    if order.is_empty() {
                        // Both are done when they are polled for the first time.
                        bench.actors.iter().for_each(|it| it.finish());
                    }
                    let mut given = bench.settle();
                    for place in order {
                        bench.actors[place].finish();
                        given = given.or_else(|| bench.settle());
                    }
                    given
                }
            });
            let [first, second] = &answers;
            let how = match order[..] {
                [0, _] => "the first before the second",
                [_, _] => "the second before the first",
                _ => "both at once",
            };
            let asked = format!("the children give {first:?} and {second:?}, {how}");
            match given {
                None => reject(None, format!("{asked}; the join is not ready")),
                Some(given) if given != answers.clone().into() => {
                    reject(None, format!("{asked}; the join gives {given:?}"));
                }
                Some(_) => {}
            }
        }
    }
}

#[test]
fn a_child_may_be_woken_while_it_is_polled() {
    wakes_itself_at_all();
}

#[track_caller]
fn wakes_itself_at_all() {
    ends_at_all();
    let mut rng = Rng::new();
    let drawn = [(); 2].map(|()| rng.range(1..5) as usize);
    for times in [[1, 0], [0, 1], drawn] {
        let who = match times {
            [_, 0] => "the first child wakes itself",
            [0, _] => "the second child wakes itself",
            _ => "both children wake themselves",
        };
        let asked = format!("{who} in the middle of a poll");
        let done = come_back(move || {
            let mut bench = Bench::new(["one", "two"]);
            for (actor, times) in bench.actors.iter().zip(times) {
                actor.acts(move |actor, poll| match poll > times {
                    true => actor.ready.store(true, SeqCst),
                    false => actor.ring(),
                });
            }
            let done = bench.settle().is_some();
            (done, bench.bell.count() > 0, bench.polls())
        });
        let (done, rung, polls) = done.unwrap_or_else(|gone| inside(gone, &asked));
        if !done && !rung {
            let measured = format!("{asked}; nobody calls the waker of the join");
            reject("looked-is-still-true", measured);
        }
        if !done {
            let measured = format!(
                "{asked}; the join is not done: {}; {}",
                spoken(polls),
                due(times.map(|it| it + 1))
            );
            reject("a-poll-answers-its-wakes", measured);
        }
    }
}

#[test]
fn a_child_may_wake_the_other() {
    wakes_itself_at_all();
    for leader in [0, 1] {
        let asked = "while a child is polled, it wakes the other, and so on";
        let done = come_back(move || {
            let mut bench = Bench::new(["one", "two"]);
            let [lead, follow] =
                [leader, 1 - leader].map(|it| bench.actors[it].clone());
            bench.settle();
            for (actor, other) in [(&lead, follow.clone()), (&follow, lead.clone())]
            {
                actor.acts(move |actor, poll| {
                    actor.ready.store(poll > 3, SeqCst);
                    other.ring();
                });
            }
            lead.ring();
            let done = bench.settle().is_some();
            (done, bench.polls())
        });
        let (done, polls) = done.unwrap_or_else(|gone| inside(gone, asked));
        if !done {
            let measured = format!(
                "{asked}; the join is not done: {}; {}",
                spoken(polls),
                due([4, 4])
            );
            reject("a-poll-answers-its-wakes", measured);
        }
    }
}

#[test]
fn a_child_may_be_woken_by_another_thread() {
    const TIMES: usize = 100;
    wakes_itself_at_all();
    [0, 1].into_iter().for_each(is_polled_before_the_wake_is_over);
    let asked = format!("another thread wakes both children {TIMES} times");
    let done = come_back_within(Duration::from_secs(60), || {
        let mut bench = Bench::new(["one", "two"]);
        let (sender, asked) = mpsc::channel::<Arc<Actor>>();
        let ringer = thread::spawn(move || asked.iter().for_each(|it| it.ring()));
        for actor in &bench.actors {
            let sender = sender.clone();
            actor.acts(move |actor, poll| {
                actor.ready.store(poll > TIMES, SeqCst);
                sender.send(Arc::clone(actor)).ok();
            });
        }
        drop(sender);
        let mut heard = 0;
        let mut done = bench.poll();
        while done.is_none() && bench.bell.wait(heard) {
            heard = bench.bell.count();
            done = bench.poll();
        }
        // They hold the channel's other end, and the thread ends when it is closed.
        bench.actors.iter().for_each(|it| it.acts(|_, _| ()));
        ringer.join().ok();
        (done.is_some(), bench.polls())
    });
    let (done, polls) = done.unwrap_or_else(|gone| inside(gone, &asked));
    if !done {
        let measured = format!(
            "{asked}; the join is not done: {}; {}",
            spoken(polls),
            due([TIMES + 1; 2])
        );
        reject(None, measured);
    }
}

/// Another thread wakes a child, and the loop is as fast as can be.
#[track_caller]
fn is_polled_before_the_wake_is_over(place: usize) {
    let lost = run(move || {
        let mut bench = Bench::new(["one", "two"]);
        bench.settle();
        let before = bench.polls();
        let (rings, rung) = mpsc::channel();
        let (polls, polled) = mpsc::channel();
        *lock(&bench.bell.turn) = Some((rings, polled));
        let actor = Arc::clone(&bench.actors[place]);
        let ringer = thread::spawn(move || actor.ring());
        rung.recv_timeout(Duration::from_secs(1)).ok();
        let heard = bench.bell.count();
        bench.poll();
        polls.send(()).ok();
        ringer.join().ok();
        bench.polls() == before && bench.bell.count() == heard
    });
    if lost {
        let measured = "a child is woken by another thread; before that call is over, \
                        the join is woken and polled, and does not poll the child; \
                        after that nobody wakes the join";
        reject("wake-then-tell", measured);
    }
}

#[test]
fn the_latest_waker_of_the_join_is_called() {
    wakes_itself_at_all();
    for woken in [0, 1] {
        let rings = run(move || {
            let mut bench = Bench::new(["one", "two"]);
            bench.settle();
            let first = bench.bell.clone();
            let silent = first.count();
            bench.bell = Arc::default();
            bench.poll();
            bench.actors[woken].ring();
            [first.count() - silent, bench.bell.count()]
        });
        let asked = "the join is polled with two wakers, one after the other, and \
                     then a child calls its own";
        match rings {
            [0, 0] => {
                reject(
                    "pending-without-waker",
                    format!("{asked}: neither is called; the second should be"),
                );
            }
            [_, 0] => {
                let measured =
                    format!("{asked}: the first is called; the second should be");
                reject("first-waker-will-do", measured);
            }
            _ => {}
        }
        // And so it is for one who wakes itself in the very poll with the newer one.
        let done = run(move || {
            let mut bench = Bench::new(["one", "two"]);
            bench.settle();
            bench.actors[1 - woken].finish();
            bench.settle();
            bench.actors[woken].acts(|actor, poll| {
                actor.ready.store(poll > 2, SeqCst);
                actor.ring();
            });
            bench.actors[woken].ring();
            bench.bell = Arc::default();
            bench.settle().is_some()
        });
        if !done {
            let measured = "a child wakes itself while the join is polled with \
                            another waker than before; that is not called";
            reject("looked-is-still-true", measured);
        }
    }
}

#[test]
fn two_joins_do_not_hear_each_other() {
    ends_at_all();
    let (before, rung, polls, done) = run(|| {
        let [mut one, mut other] = [(); 2].map(|()| Bench::new(["one", "two"]));
        one.settle();
        other.settle();
        other.settle();
        let before = other.polls();
        one.actors.iter().for_each(|it| it.finish());
        let rung = [one.bell.count(), other.bell.count()];
        other.settle();
        (before, rung, other.polls(), one.settle().is_some())
    });
    if before.into_iter().any(|polls| polls > 1) {
        let measured = format!(
            "a join is polled twice, and no child was woken: {}; {}, at the start",
            spoken(before),
            due([1, 1])
        );
        reject("all-share-one-waker", measured);
    }
    if rung[1] > 0 || polls != [1, 1] || !done {
        let measured = "there are two joins, and the children of one are woken; \
                        that is taken for a wake of the other's";
        reject(None, measured);
    }
}

#[test]
fn children_are_dropped_with_the_join() {
    ends_at_all();
    for (when, done) in [
        ("before it is polled", None),
        ("while both wait", Some(0)),
        ("while one waits", Some(1)),
        ("when both are done", Some(2)),
    ] {
        let dropped = run(move || {
            let mut bench = Bench::new(["one", "two"]);
            if let Some(done) = done {
                bench.settle();
                bench.actors.iter().take(done).for_each(|it| it.finish());
                bench.settle();
            }
            let Bench { join, actors, .. } = bench;
            let wakers = actors.each_ref().map(|it| it.waker());
            drop(ManuallyDrop::into_inner(join));
            // Whoever still has a waker may call it, and nothing comes of that.
            wakers.iter().flatten().for_each(Waker::wake_by_ref);
            actors.map(|it| it.dropped.load(SeqCst))
        });
        let left = dropped.iter().filter(|it| !**it).count();
        if left > 0 {
            let left = ["one of its children is", "its children are"][left - 1];
            let measured = format!("the join is dropped {when}, and {left} not");
            reject(None, measured);
        }
    }
}

#[test]
fn a_waker_of_the_join_may_poll_it_at_once() {
    ends_at_all();
    for order in [[0, 1], [1, 0]] {
        let asked = "a child is woken; the join's waker polls the join at once";
        let seen = come_back(move || {
            let mut bench = Bench::new(["one", "two"]);
            bench.settle();
            let before = bench.polls();
            bench.bell.polls_at_once.store(true, SeqCst);
            let [early, late] = order.map(|place| bench.actors[place].clone());
            bench.leave();
            // A waker can be called in two ways.
            early.ready.store(true, SeqCst);
            early.waker().iter().for_each(Waker::wake_by_ref);
            late.finish();
            let bench = Bench::fetch().expect("it is put back after each poll");
            let after = bench.polls();
            (bench.answers.is_some(), array::from_fn(|it| after[it] - before[it]))
        });
        let (done, polls) = seen.unwrap_or_else(|gone| called_back(gone, asked));
        if !done {
            let measured = format!(
                "each child is woken once, and each time the join's waker polls the \
                 join at once; the join is not done: after the wakes {}; {}",
                spoken(polls),
                due([1, 1])
            );
            reject("wake-then-tell", measured);
        }
    }
}

/// A join, the loop that polls it, and what its children do.
struct Bench {
    /// Only a scenario that comes to its end drops it, and no panic.
    join: ManuallyDrop<Joined>,
    actors: [Arc<Actor>; 2],
    /// What the next poll has for a waker.
    bell: Arc<Bell>,
    answers: Option<(String, String)>,
}

type Joined = Pin<Box<dyn Future<Output = (String, String)>>>;

impl Bench {
    fn new(answers: [impl Into<String>; 2]) -> Self {
        let actors: [Arc<Actor>; 2] = Default::default();
        let [a, b] = answers.map(Into::into);
        let [first, second] = [(0, a), (1, b)].map(|(place, answer)| -> Child {
            let actor = Arc::clone(&actors[place]);
            Box::pin(Acted { actor, answer })
        });
        let join: Joined = Box::pin(join(first, second));
        Self {
            join: ManuallyDrop::new(join),
            actors,
            bell: Arc::default(),
            answers: None,
        }
    }

    fn poll(&mut self) -> Option<(String, String)> {
        if self.answers.is_none() {
            let waker = Waker::from(Arc::clone(&self.bell));
            let mut context = Context::from_waker(&waker);
            if let Poll::Ready(answers) = self.join.as_mut().poll(&mut context) {
                self.answers = Some(answers);
            }
        }
        self.answers.clone()
    }

    /// Polls once, and then for as long as that is asked for; but not forever.
    fn settle(&mut self) -> Option<(String, String)> {
        for _ in 0..50 {
            let heard = self.bell.count();
            let answers = self.poll();
            if answers.is_some() || self.bell.count() == heard {
                return answers;
            }
        }
        None
    }

    /// Leaves it where a bell of this thread finds it. A child is not `Send`, so no
    /// bell can hold it itself.
    fn leave(self) {
        LEFT.with_borrow_mut(|it| *it = Some(self));
    }

    /// Nobody else finds it from now on: who is being polled is not polled again.
    fn fetch() -> Option<Self> {
        LEFT.with_borrow_mut(Option::take)
    }

    /// How often each child was polled.
    fn polls(&self) -> [usize; 2] {
        self.actors.each_ref().map(|it| it.polls.load(SeqCst))
    }
}

thread_local! {
    static LEFT: RefCell<Option<Bench>> = const { RefCell::new(None) };
}

fn times(times: usize) -> String {
    match times {
        0 => "not at all".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{times} times"),
    }
}

fn spoken(polls: [usize; 2]) -> String {
    let [first, second] = polls.map(times);
    format!("the first child is polled {first}, the second {second}")
}

/// What should have been spoken.
fn due(polls: [usize; 2]) -> String {
    match polls {
        [0, 0] => "neither should be polled".to_owned(),
        [a, b] if a == b => format!("each should be polled {}", times(a)),
        [a, b] => {
            let [a, b] = [a, b].map(times);
            format!("the first should be polled {a}, the second {b}")
        }
    }
}

/// The waker of a join. It counts.
#[derive(Default)]
struct Bell {
    rings: Mutex<usize>,
    rung: Condvar,
    /// Whom the next call tells, and whom it waits for then: a moment and no longer,
    /// as it may be made under a lock that he needs.
    turn: Mutex<Option<(mpsc::Sender<()>, mpsc::Receiver<()>)>>,
    /// A call polls the join that was left on its thread, as a loop may do that is
    /// its own ready queue.
    polls_at_once: AtomicBool,
}

impl Bell {
    fn count(&self) -> usize {
        *lock(&self.rings)
    }

    /// Waits until it has been rung more often than this; not forever.
    fn wait(&self, heard: usize) -> bool {
        let patience = Duration::from_secs(3);
        let waited =
            self.rung
                .wait_timeout_while(lock(&self.rings), patience, |it| *it <= heard);
        let (_rings, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        !waited.timed_out()
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *lock(&self.rings) += 1;
        self.rung.notify_all();
        let turn = lock(&self.turn).take();
        if let Some((tell, done)) = turn {
            tell.send(()).ok();
            done.recv_timeout(Duration::from_millis(100)).ok();
        }
        if self.polls_at_once.load(SeqCst)
            && let Some(mut bench) = Bench::fetch()
        {
            bench.settle();
            bench.leave();
        }
    }
}

/// What a child does, and what was seen of it.
#[derive(Default)]
struct Actor {
    /// Its next poll gives the answer.
    ready: AtomicBool,
    /// What it does in a poll, of which it is told the number.
    act: Mutex<Option<Act>>,
    /// Of its latest poll.
    waker: Mutex<Option<Waker>>,
    polls: AtomicUsize,
    /// It has given its answer.
    done: AtomicBool,
    /// It was polled after that.
    again: AtomicBool,
    dropped: AtomicBool,
}

type Act = Arc<dyn Fn(&Arc<Actor>, usize) + Send + Sync>;

impl Actor {
    fn acts(&self, act: impl Fn(&Arc<Self>, usize) + Send + Sync + 'static) {
        *lock(&self.act) = Some(Arc::new(act));
    }

    fn waker(&self) -> Option<Waker> {
        lock(&self.waker).clone()
    }

    /// Calls its waker, if it has one.
    fn ring(&self) {
        // Not under the lock: who is woken may poll.
        let waker = self.waker();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn finish(&self) {
        self.ready.store(true, SeqCst);
        self.ring();
    }
}

/// A child.
struct Acted {
    actor: Arc<Actor>,
    answer: String,
}

impl Future for Acted {
    type Output = String;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<String> {
        let actor = &self.actor;
        let number = actor.polls.fetch_add(1, SeqCst) + 1;
        let old = lock(&actor.waker).replace(context.waker().clone());
        drop(old);
        if actor.done.load(SeqCst) {
            // Others would panic. Here the check is to speak.
            actor.again.store(true, SeqCst);
            return Poll::Pending;
        }
        let act = lock(&actor.act).clone();
        if let Some(act) = act {
            act(actor, number);
        }
        if actor.ready.load(SeqCst) {
            actor.done.store(true, SeqCst);
            return Poll::Ready(self.answer.clone());
        }
        Poll::Pending
    }
}

impl Drop for Acted {
    fn drop(&mut self) {
        self.actor.dropped.store(true, SeqCst);
        // A future has its waker in itself.
        let waker = lock(&self.actor.waker).take();
        drop(waker);
    }
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Rejects a scenario in which somebody is woken in the middle of a poll.
#[track_caller]
fn inside(gone: Gone, asked: &str) -> ! {
    let measured = match gone {
        Gone::Panicked(words) => format!("{asked}, and that panics: {words}"),
        Gone::Away => format!("{asked}: a poll of the join does not come back"),
    };
    reject("nobody-comes-back", measured)
}

/// Rejects a scenario in which the waker of the join comes back to it.
#[track_caller]
fn called_back(gone: Gone, asked: &str) -> ! {
    let measured = match gone {
        Gone::Panicked(words) => format!("{asked}, and that panics: {words}"),
        Gone::Away => format!(
            "{asked}, and that never comes back: is a lock held while the waker is \
             called?"
        ),
    };
    reject("nobody-comes-back", measured)
}

/// Plays a scenario on a thread of its own.
#[track_caller]
fn run<T: Send + 'static>(scenario: impl FnOnce() -> T + Send + 'static) -> T {
    come_back(scenario)
        .unwrap_or_else(|gone| gone.reject("a poll of the join does not come back"))
}

//! Cache and channel agree: in the end both have the answer, or neither.
//!
//! A run is dropped after each of its suspensions. Whatever it has spawned comes to
//! its own end before anybody looks.

#[path = "../cancel_safe_cache.rs"]
mod cancel_safe_cache;

use cancel_safe_cache::answer;
use probe::{End, Observed, OnLane, Rng, Service, cancel_sweep, observe, time};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::mpsc::{Receiver, channel},
    task::yield_now,
    time::{sleep, timeout},
};

/// In milliseconds: short enough for every wait of a run to be hit.
const STEP: usize = 5;

const OLDER: &str = "an older answer";

#[test]
fn at_whichever_await_it_is_dropped_both_have_the_answer_or_neither() {
    for case in cases() {
        // The world of the run that is judged next.
        let world = Mutex::new(case.world());
        cancel_sweep(
            || {
                let new = case.world();
                *lock(&world) = new.clone();
                attempt(case, new)
            },
            |suspension, observed| {
                let at = time(observed.took);
                let how = match observed.end {
                    End::Done(None) => {
                        format!("dropped after its suspension {suspension}, at {at}")
                    }
                    _ => "not dropped at all".to_owned(),
                };
                let belief = matches!(observed.end, End::Done(None));
                let belief = belief.then_some("done-or-not-begun");
                judge_both(case, &lock(&world), observed, &how, belief);
            },
        );
    }
}

/// What it awaits may be a task, which has suspensions of its own.
#[test]
fn at_whichever_time_it_is_dropped_both_have_the_answer_or_neither() {
    for case in cases() {
        let end = case.fetch + case.turn + case.room.unwrap_or_default();
        for at in (1..end.as_millis() as u64).step_by(STEP) {
            let (world, at) = (case.world(), Duration::from_millis(at));
            let theirs = world.clone();
            let observed = observe(async move {
                let done = timeout(at, attempt(case, theirs)).await.is_ok();
                // By then everybody has done what he still had to do.
                sleep(end).await;
                done
            });
            if *observed.output(None) {
                break;
            }
            let how = format!("dropped at {}", time(at));
            let belief = Some("done-or-not-begun");
            judge_both(case, &world, &observed, &how, belief);
        }
    }
}

/// Both have the answer, or neither has.
#[track_caller]
fn judge_both<T>(
    case: Case,
    world: &World,
    observed: &Observed<T>,
    how: &str,
    belief: Option<&str>,
) {
    judge_once(case, world, observed);
    let (sent, kept) = (world.sent(case.id), world.cache.has(case.id));
    if sent == kept {
        return;
    }
    let but = if sent {
        "the answer was sent, and in the end the cache does not have it"
    } else {
        "in the end the cache has the answer, and it was never sent"
    };
    observed.reject(belief, format!("given {}, {how}: {but}", case.in_words()));
}

#[test]
fn when_it_has_returned_both_have_the_answer() {
    for case in cases() {
        let world = case.world();
        let theirs = world.clone();
        let observed = observe(async move {
            attempt(case, theirs.clone()).await;
            let kept = theirs.cache.has(case.id);
            // Whoever listens has a turn to take what was sent.
            for _ in 0..3 {
                yield_now().await;
            }
            (theirs.sent(case.id), kept)
        })
        .given(case.in_words());
        let &(sent, kept) = observed.output(None);
        judge_once(case, &world, &observed);
        // Who listens is a task as well: his channel may be full, and he asleep.
        let asleep = case.room.is_some_and(|room| observed.took < room);
        let left = observed.left_alive.saturating_sub(usize::from(asleep));
        let belief = (left > 0).then_some("spawned-is-done");
        if !sent || !kept {
            let has = |it: bool| if it { "has" } else { "does not have" };
            let measured = format!(
                "it has returned after {}; the channel {} the answer, and the cache \
                 {} it",
                time(observed.took),
                has(sent),
                has(kept)
            );
            observed.reject(belief, measured);
        }
        if left > 0 {
            let measured = format!("it has returned; tasks still running: {left}");
            observed.reject(belief, measured);
        }
    }
}

/// What was sent was asked for, and sent once; what is kept is the answer.
#[track_caller]
fn judge_once<T>(case: Case, world: &World, observed: &Observed<T>) {
    if let End::Panicked(_) | End::Stuck { .. } = observed.end {
        observed.output(None);
    }
    let expected = answer_to(case.id);
    let taken = lock(&world.taken).clone();
    let replies: Vec<_> = taken.iter().filter(|it| *it != OLDER).collect();
    if replies.len() > 1 || replies.iter().any(|it| **it != expected) {
        observed.reject(None, format!("it sends {replies:?}"));
    }
    let kept = lock(&world.cache.kept).clone();
    if kept.iter().any(|it| it != (&case.id, &expected)) {
        observed.reject(None, format!("the cache has {kept:?}"));
    }
    let asked = world.service.asked();
    if asked.len() > 1 {
        observed.reject(None, format!("it fetches {} times", asked.len()));
    }
}

/// A question, and how busy everybody is.
#[derive(Clone, Copy)]
struct Case {
    id: usize,
    fetch: Duration,
    turn: Duration,
    /// When a channel that is full has room again.
    room: Option<Duration>,
}

impl Case {
    fn world(self) -> World {
        World {
            service: Service::new([(self.id, self.fetch)]),
            cache: Cache { turn: self.turn, kept: Arc::default() },
            taken: Arc::default(),
        }
    }

    fn in_words(self) -> String {
        match self.room {
            Some(room) => {
                format!("a channel that is full until {}", time(room))
            }
            None => "a channel with room".to_owned(),
        }
    }
}

/// All is over soon: who looks every millisecond whether there is room is suspended
/// as often, and has to be dropped at each of these.
fn cases() -> [Case; 2] {
    let mut rng = Rng::new();
    let mut odd = |from, to| Duration::from_millis(rng.range(from..to) | 1);
    let (fetch, turn, room) = (odd(40, 90), odd(20, 40), odd(180, 260));
    let id = 7;
    [
        Case { id, fetch, turn, room: Some(room) },
        Case { id, fetch, turn, room: None },
    ]
}

/// What a run works on.
#[derive(Clone)]
struct World {
    service: Service,
    cache: Cache,
    taken: Arc<Mutex<Vec<String>>>,
}

impl World {
    fn sent(&self, id: usize) -> bool {
        lock(&self.taken).contains(&answer_to(id))
    }
}

async fn attempt(case: Case, world: World) {
    let (replies, receiver) = channel(1);
    if let Some(room) = case.room {
        replies.try_send(OLDER.to_owned()).expect("it has room for one");
        tokio::spawn(listen(receiver, room, world.taken));
    } else {
        tokio::spawn(listen(receiver, Duration::ZERO, world.taken));
    }
    answer(world.service, world.cache, replies, case.id).await;
}

/// Takes nothing until `room`, and then whatever comes.
async fn listen(
    mut replies: Receiver<String>,
    room: Duration,
    taken: Arc<Mutex<Vec<String>>>,
) {
    if !room.is_zero() {
        sleep(room).await;
    }
    while let Some(reply) = replies.recv().await {
        lock(&taken).push(reply);
    }
}

fn answer_to(id: usize) -> String {
    format!("answer {id}")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps answers. Clones are the same cache.
#[derive(Clone)]
pub struct Cache {
    turn: Duration,
    kept: Arc<Mutex<BTreeMap<usize, String>>>,
}

impl Cache {
    /// Waits for its turn, and then writes. One that is dropped before has not
    /// written.
    pub async fn set(&self, id: usize, answer: String) {
        let setting = async {
            sleep(self.turn).await;
            lock(&self.kept).insert(id, answer);
        };
        setting.on_lane("cache.set").await;
    }

    /// Takes an answer out again, at once.
    pub fn remove(&self, id: usize) {
        lock(&self.kept).remove(&id);
    }

    fn has(&self, id: usize) -> bool {
        lock(&self.kept).contains_key(&id)
    }
}

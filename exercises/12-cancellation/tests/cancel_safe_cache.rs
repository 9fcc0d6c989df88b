//! The cache and the channel agree: no matter where `answer` is dropped, in the end
//! both have the answer, or neither does. When `answer` has returned, both have it.
//!
//! A run is dropped after each of its suspensions. Runs are also dropped every few
//! milliseconds, because a run may await a task, which has its own suspensions. The
//! tasks that it has spawned finish before the cache and the channel are compared.

#[path = "../cancel_safe_cache.rs"]
mod cancel_safe_cache;

use cancel_safe_cache::answer;
use probe::{
    End, Interrupt, Observed, OnLane, Rng, Service, Shared, cancel_sweep, ensure,
    observe, time,
};
use std::{collections::BTreeMap, time::Duration};
use tokio::{
    sync::mpsc::{Receiver, channel},
    task::{Id, try_id, yield_now},
    time::sleep,
};

#[test]
fn both_have_the_answer_or_neither_when_it_is_dropped_at_any_await() {
    for case in cases() {
        // What the next judged run works on.
        let world = Shared::new(case.world());
        let make = || {
            world.set(case.world());
            world.get().attempt()
        };
        cancel_sweep(make, |suspension, observed| {
            let (how, misconception) = match observed.end {
                End::Done(None) => {
                    let at = time(observed.took);
                    let how =
                        format!("dropped after suspension {suspension}, at {at}");
                    (how, Some("done-or-not-begun"))
                }
                _ => ("not dropped at all".to_owned(), None),
            };
            world.get().agrees(observed, &how, misconception);
        });
    }
}

#[test]
fn both_have_the_answer_or_neither_when_it_is_dropped_at_any_time() {
    for case in cases() {
        let end = case.in_turn();
        // The steps are short enough to hit every wait of a run.
        for at in (1..end.as_millis() as u64).step_by(5) {
            let (world, at) = (case.world(), Duration::from_millis(at));
            let attempt = Interrupt::Drop(at).run(world.clone().attempt());
            let observed = observe(async move {
                let is_done = attempt.await.is_some();
                // By then, all remaining work is done.
                sleep(end).await;
                is_done
            });
            if *observed.output(None) {
                break;
            }
            let how = format!("dropped at {}", time(at));
            world.agrees(&observed, &how, Some("done-or-not-begun"));
        }
    }
}

#[test]
fn both_have_the_answer_when_it_has_returned() {
    for case in cases() {
        let world = case.world();
        let theirs = world.clone();
        let observed = observe(async move {
            theirs.clone().attempt().await;
            let is_kept = theirs.is_kept();
            // The listener gets a few turns to receive what was sent.
            for _ in 0..3 {
                yield_now().await;
            }
            (theirs.is_sent(), is_kept)
        })
        .given(case.in_words());
        let &(is_sent, is_kept) = observed.output(None);
        world.has_one_answer(&observed);
        // The listener is a task, too. If the channel is full, the listener is still
        // asleep.
        let sleeps = case.room.is_some_and(|room| observed.took < room);
        let left = observed.left_alive.saturating_sub(usize::from(sleeps));
        let misconception = (left > 0).then_some("spawned-is-done");
        let has = |it| if it { "has" } else { "does not have" };
        let [sent, kept] = [is_sent, is_kept].map(has);
        let measured = format!("`answer` returned after {}", time(observed.took));
        let measured = format!("{measured}; the channel {sent} the answer");
        let and = if is_sent == is_kept { "and" } else { "but" };
        let measured = format!("{measured}, {and} the cache {kept} it");
        ensure!(observed, is_sent && is_kept, misconception, "{measured}");
        let latest = case.in_turn() + Duration::from_millis(5);
        let [took, latest_words] = [observed.took, latest].map(time);
        let measured =
            format!("it returns after {took}, but {latest_words} is enough");
        ensure!(observed, observed.took <= latest, None, "{measured}");
        let measured = format!("it has returned; tasks still running: {left}");
        ensure!(observed, left == 0, misconception, "{measured}");
    }
}

/// A question, and how long everything takes.
#[derive(Clone, Copy)]
struct Case {
    fetch: Duration,
    turn: Duration,
    /// When the full channel has room again. `None` if the channel isn't full.
    room: Option<Duration>,
}

/// The times are short, because an attempt that checks for room every millisecond is
/// suspended that often, and must be dropped after each suspension.
fn cases() -> [Case; 2] {
    let mut rng = Rng::new();
    let mut odd = |from, to| Duration::from_millis(rng.range(from..to) | 1);
    let (fetch, turn, room) = (odd(40, 90), odd(20, 40), odd(180, 260));
    [Some(room), None].map(|room| Case { fetch, turn, room })
}

const ID: usize = 7;
const ANSWER: &str = "answer 7";
const OLDER: &str = "an older answer";

impl Case {
    /// How long it takes to fetch, to wait for room, and to store, one after another.
    fn in_turn(self) -> Duration {
        self.fetch + self.turn + self.room.unwrap_or_default()
    }

    fn world(self) -> World {
        World {
            case: self,
            service: Service::new([(ID, self.fetch)]),
            cache: Cache { turn: self.turn, ..Cache::default() },
            taken: Shared::default(),
        }
    }

    fn in_words(self) -> String {
        match self.room {
            Some(room) => format!("a channel that is full until {}", time(room)),
            None => "a channel with room".to_owned(),
        }
    }
}

/// What a run works on.
#[derive(Clone)]
struct World {
    case: Case,
    service: Service,
    cache: Cache,
    taken: Shared<Vec<String>>,
}

impl World {
    async fn attempt(self) {
        let (replies, receiver) = channel(1);
        if self.case.room.is_some() {
            replies.try_send(OLDER.to_owned()).expect("it has room for one");
        }
        tokio::spawn(listen(receiver, self.case.room, self.taken));
        self.cache.home.set(try_id());
        answer(self.service, self.cache, replies, ID).await;
    }

    fn is_sent(&self) -> bool {
        self.taken.lock().iter().any(|it| it == ANSWER)
    }

    fn is_kept(&self) -> bool {
        self.cache.kept.lock().contains_key(&ID)
    }

    /// Both have the answer, or neither does.
    #[track_caller]
    fn agrees<T>(
        &self,
        observed: &Observed<T>,
        how: &str,
        misconception: Option<&str>,
    ) {
        self.has_one_answer(observed);
        let (sent, kept) = (self.is_sent(), self.is_kept());
        let but = match sent {
            true => "the answer was sent, but in the end the cache does not have it",
            false => "in the end the cache has the answer, but it was never sent",
        };
        let measured = format!("given {}, {how}: {but}", self.case.in_words());
        // If another task was to store it, then the task was aborted.
        let is_aborted = sent && self.cache.is_elsewhere.get();
        let misconception = misconception.filter(|_| !is_aborted);
        ensure!(observed, sent == kept, misconception, "{measured}");
    }

    /// The answer was fetched and sent at most once, and the cache contains nothing
    /// else.
    #[track_caller]
    fn has_one_answer<T>(&self, observed: &Observed<T>) {
        if let End::Panicked(_) | End::Stuck { .. } = observed.end {
            observed.output(None);
        }
        let mut replies = self.taken.get();
        replies.retain(|it| it != OLDER);
        let is_right = replies.is_empty() || replies == [ANSWER];
        ensure!(observed, is_right, None, "`answer` sends {replies:?}");
        let kept = self.cache.kept.get();
        let is_right = kept.iter().all(|(id, it)| (*id, &**it) == (ID, ANSWER));
        ensure!(observed, is_right, None, "the cache has {kept:?}");
        let asked = self.service.asked().len();
        ensure!(observed, asked <= 1, None, "`answer` fetches {asked} times");
    }
}

/// Receives nothing until it is time to make room, and then receives everything.
async fn listen(
    mut replies: Receiver<String>,
    room: Option<Duration>,
    taken: Shared<Vec<String>>,
) {
    if let Some(room) = room {
        sleep(room).await;
    }
    while let Some(reply) = replies.recv().await {
        taken.lock().push(reply);
    }
}

/// Keeps answers. Clones refer to the same cache.
#[derive(Clone, Default)]
pub struct Cache {
    turn: Duration,
    /// The task of `answer`, and whether another task has begun to write.
    home: Shared<Option<Id>>,
    is_elsewhere: Shared<bool>,
    kept: Shared<BTreeMap<usize, String>>,
}

impl Cache {
    /// Waits for its turn, and then writes. If this future is dropped before that,
    /// nothing is written.
    pub async fn set(&self, id: usize, answer: String) {
        let setting = async {
            self.is_elsewhere.set(try_id() != self.home.get());
            sleep(self.turn).await;
            self.kept.lock().insert(id, answer);
        };
        setting.on_lane("cache.set").await;
    }

    /// Removes an answer without waiting.
    pub fn remove(&self, id: usize) {
        self.kept.lock().remove(&id);
    }
}

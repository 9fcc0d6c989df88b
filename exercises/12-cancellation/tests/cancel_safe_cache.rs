//! Cache and channel agree: in the end both have the answer, or neither, wherever
//! `answer` is dropped. When it has returned, both have it.
//!
//! A run is dropped after each of its suspensions, and every few milliseconds: what
//! it awaits may be a task, which has suspensions of its own. Whatever it has
//! spawned comes to its own end before the two are compared.

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
    task::yield_now,
    time::sleep,
};

#[test]
fn at_whichever_await_it_is_dropped_both_have_the_answer_or_neither() {
    for case in cases() {
        // The world of the run that is judged next.
        let world = Shared::new(case.world());
        let make = || {
            world.set(case.world());
            world.get().attempt()
        };
        cancel_sweep(make, |suspension, observed| {
            let (how, misconception) = match observed.end {
                End::Done(None) => {
                    let at = time(observed.took);
                    let how = format!(
                        "dropped after its suspension {suspension}, at {at}"
                    );
                    (how, Some("done-or-not-begun"))
                }
                _ => ("not dropped at all".to_owned(), None),
            };
            world.get().agrees(observed, &how, misconception);
        });
    }
}

#[test]
fn at_whichever_time_it_is_dropped_both_have_the_answer_or_neither() {
    for case in cases() {
        let end = case.fetch + case.turn + case.room.unwrap_or_default();
        // Short enough for every wait of a run to be hit.
        for at in (1..end.as_millis() as u64).step_by(5) {
            let (world, at) = (case.world(), Duration::from_millis(at));
            let attempt = Interrupt::Drop(at).run(world.clone().attempt());
            let observed = observe(async move {
                let is_done = attempt.await.is_some();
                // By then everything that was left to do is done.
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
fn when_it_has_returned_both_have_the_answer() {
    for case in cases() {
        let world = case.world();
        let theirs = world.clone();
        let observed = observe(async move {
            theirs.clone().attempt().await;
            let is_kept = theirs.is_kept();
            // The listener has a turn to take what was sent.
            for _ in 0..3 {
                yield_now().await;
            }
            (theirs.is_sent(), is_kept)
        })
        .given(case.in_words());
        let &(is_sent, is_kept) = observed.output(None);
        world.has_one_answer(&observed);
        // The listener is a task as well: its channel may be full, and it asleep.
        let sleeps = case.room.is_some_and(|room| observed.took < room);
        let left = observed.left_alive.saturating_sub(usize::from(sleeps));
        let misconception = (left > 0).then_some("spawned-is-done");
        let has = |it| if it { "has" } else { "does not have" };
        let [sent, kept] = [is_sent, is_kept].map(has);
        let measured = format!("it has returned after {}", time(observed.took));
        let measured = format!("{measured}; the channel {sent} the answer");
        let measured = format!("{measured}, and the cache {kept} it");
        ensure!(observed, is_sent && is_kept, misconception, "{measured}");
        let measured = format!("it has returned; tasks still running: {left}");
        ensure!(observed, left == 0, misconception, "{measured}");
    }
}

/// A question, and how busy its world is.
#[derive(Clone, Copy)]
struct Case {
    fetch: Duration,
    turn: Duration,
    /// When a channel that is full has room again.
    room: Option<Duration>,
}

/// All is over soon: an attempt that looks every millisecond whether there is room
/// is suspended as often, and has to be dropped at each of these.
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
    fn world(self) -> World {
        World {
            case: self,
            service: Service::new([(ID, self.fetch)]),
            cache: Cache { turn: self.turn, kept: Shared::default() },
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
        answer(self.service, self.cache, replies, ID).await;
    }

    fn is_sent(&self) -> bool {
        self.taken.lock().iter().any(|it| it == ANSWER)
    }

    fn is_kept(&self) -> bool {
        self.cache.kept.lock().contains_key(&ID)
    }

    /// Both have the answer, or neither has.
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
            true => "the answer was sent, and in the end the cache does not have it",
            false => "in the end the cache has the answer, and it was never sent",
        };
        let measured = format!("given {}, {how}: {but}", self.case.in_words());
        ensure!(observed, sent == kept, misconception, "{measured}");
    }

    /// What was sent was asked for, and sent once; what is kept is the answer.
    #[track_caller]
    fn has_one_answer<T>(&self, observed: &Observed<T>) {
        if let End::Panicked(_) | End::Stuck { .. } = observed.end {
            observed.output(None);
        }
        let mut replies = self.taken.get();
        replies.retain(|it| it != OLDER);
        let is_right = replies.is_empty() || replies == [ANSWER];
        ensure!(observed, is_right, None, "it sends {replies:?}");
        let kept = self.cache.kept.get();
        let is_right = kept.iter().all(|(id, it)| (*id, &**it) == (ID, ANSWER));
        ensure!(observed, is_right, None, "the cache has {kept:?}");
        let asked = self.service.asked().len();
        ensure!(observed, asked <= 1, None, "it fetches {asked} times");
    }
}

/// Takes nothing until there is room, and then whatever comes.
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

/// Keeps answers. Clones are the same cache.
#[derive(Clone)]
pub struct Cache {
    turn: Duration,
    kept: Shared<BTreeMap<usize, String>>,
}

impl Cache {
    /// Waits for its turn, and then writes. One that is dropped before has not
    /// written.
    pub async fn set(&self, id: usize, answer: String) {
        let setting = async {
            sleep(self.turn).await;
            self.kept.lock().insert(id, answer);
        };
        setting.on_lane("cache.set").await;
    }

    /// Takes an answer out again, at once.
    pub fn remove(&self, id: usize) {
        self.kept.lock().remove(&id);
    }
}

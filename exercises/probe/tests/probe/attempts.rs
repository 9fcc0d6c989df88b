//! What the claims about attempts reject, and similar programs that they must accept.

use crate::rejected;
use probe::{Attempt, Attempts, Case, Finding, InFlight, Rng, Service};
use std::{
    future::{self, Future},
    time::Duration,
};
use tokio::{
    spawn,
    sync::Semaphore,
    task::{JoinSet, spawn_local, yield_now},
    time::{sleep, timeout},
};

const MS: Duration = Duration::from_millis(1);

/// Ids to fetch, each with its delay.
#[derive(Clone)]
struct Fetches(Service);

impl Fetches {
    fn new(delays: impl IntoIterator<Item = (usize, u32)>) -> Self {
        Self(Service::new(delays.into_iter().map(|(id, delay)| (id, delay * MS))))
    }
}

impl Case for Fetches {
    type Output = Vec<usize>;

    fn given(&self) -> String {
        format!("ids {:?}", self.0.ids())
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(self.0.in_flight())
    }
}

/// An attempt at the ids 5, 2, 9, whose answers arrive in the order 9, 2, 5.
fn attempt<F>(attempt: impl Fn(Service) -> F + 'static) -> Attempt<Fetches>
where
    F: Future<Output = Vec<usize>> + 'static,
{
    let three = Fetches::new([(5, 300), (2, 200), (9, 100)]);
    let mut attempts = Attempts::new([three]).run(move |case| attempt(case.0));
    attempts.next().expect("an attempt at the only case")
}

/// Fetches all ids at the same time, and returns them in the order of the answers.
async fn as_they_come(service: Service, ids: Vec<usize>) -> Vec<usize> {
    let mut fetches = JoinSet::new();
    for id in ids {
        let service = service.clone();
        fetches.spawn(async move {
            service.fetch(id).await;
            id
        });
    }
    fetches.join_all().await
}

async fn right(service: Service) -> Vec<usize> {
    let ids = service.ids();
    as_they_come(service, ids.clone()).await;
    ids
}

async fn in_turn(service: Service) -> Vec<usize> {
    let ids = service.ids();
    for id in &ids {
        service.fetch(*id).await;
    }
    ids
}

/// Spawns a task for each id. The tasks share a single permit.
async fn with_one_permit(service: Service) -> Vec<usize> {
    static PERMIT: Semaphore = Semaphore::const_new(1);
    let ids = service.ids();
    let mut fetches = JoinSet::new();
    for id in ids.clone() {
        let service = service.clone();
        fetches.spawn(async move {
            let _permit = PERMIT.acquire().await;
            service.fetch(id).await;
        });
    }
    fetches.join_all().await;
    ids
}

async fn only_spawned(service: Service) -> Vec<usize> {
    let ids = service.ids();
    spawn(right(service));
    ids
}

#[test]
fn an_attempt_that_meets_all_claims_passes() {
    let it = attempt(right);
    assert_eq!(*it.output(), it.case.0.ids());
    it.takes(300 * MS, "the slowest");
    it.leaves_no_tasks(None);
    it.asks_for_each_once();
    it.asks_for_all_at_once();
    it.keeps_order(<[_]>::to_vec);
}

#[test]
fn a_wrong_time_is_rejected_with_its_misconception() {
    let claim = |it: &Attempt<_>| it.takes(300 * MS, "the slowest");
    let late = attempt(|service| async move {
        sleep(MS).await;
        right(service).await
    });
    let said = rejected(|| claim(&late));
    assert!(said.starts_with("given ids [5, 2, 9]: it took 0.301 s; "), "{said}");
    assert!(said.contains("the slowest takes 0.3 s"), "{said}");
    assert!(!said.contains("You might think"), "{said}");

    let said = rejected(|| claim(&attempt(in_turn)));
    assert!(said.contains("it took 0.6 s"), "{said}");
    assert!(said.contains("(awaits-in-sequence)"), "{said}");

    let said = rejected(|| claim(&attempt(only_spawned)));
    assert!(said.contains("(spawned-is-done)"), "{said}");
    // If an attempt waits first and then leaves tasks behind, the cause is unknown.
    let early = attempt(|service| async move {
        sleep(250 * MS).await;
        only_spawned(service).await
    });
    let said = rejected(|| claim(&early));
    assert!(!said.contains("You might think"), "{said}");
}

#[test]
fn an_attempt_that_looks_again_and_again_is_rejected_at_its_first_case() {
    async fn looks(service: Service) -> Vec<usize> {
        let task = spawn(right(service));
        while !task.is_finished() {
            sleep(MS).await;
        }
        task.await.unwrap()
    }
    let cases = || {
        let ids = [(5, 100), (2, 300), (9, 200)];
        Attempts::new([Fetches::new(ids)])
    };
    assert_eq!(cases().run(|case| looks(case.0)).count(), 1);
    let limited = || cases().limit_polls();
    let said = rejected(|| drop(limited().run(|case| looks(case.0)).next()));
    let said = said.replace('\n', " ");
    assert!(said.contains("times for 3 ids; waiting takes at most 40"), "{said}");
    assert!(said.contains("(now-and-then-is-waiting)"), "{said}");
    assert_eq!(limited().run(|case| right(case.0)).count(), 1);
    assert_eq!(limited().run(|case| in_turn(case.0)).count(), 1);
}

#[test]
fn tasks_in_turn_are_told_from_awaits_in_sequence() {
    let one_by_one = attempt(|service| async move {
        let ids = service.ids();
        for id in ids.clone() {
            let service = service.clone();
            spawn(async move { service.fetch(id).await }).await.unwrap();
        }
        ids
    });
    assert_eq!(one_by_one.usual_cause(), Some("spawned-one-by-one"));
    assert_eq!(attempt(in_turn).usual_cause(), Some("awaits-in-sequence"));
    assert_eq!(attempt(right).usual_cause(), None);
}

#[test]
fn work_in_turn_is_not_explained_if_other_tasks_are_waiting() {
    let it = attempt(with_one_permit);
    for said in [
        rejected(|| it.takes(300 * MS, "the slowest")),
        rejected(|| it.asks_for_all_at_once()),
    ] {
        let said = said.replace('\n', " ");
        assert!(said.contains("the other tasks exist, but they are wait"), "{said}");
        assert!(!said.contains("You might think"), "{said}");
    }
    // Here, a single task does all the work, and no other tasks are waiting.
    let two = attempt(|service| async { spawn(in_turn(service)).await.unwrap() });
    let said = rejected(|| two.asks_for_all_at_once());
    assert!(said.contains("(awaits-in-sequence)"), "{said}");
}

#[test]
fn futures_that_are_never_polled_are_explained_unless_some_are_polled() {
    let only_made = attempt(|service: Service| async move {
        service.ids().iter().for_each(|id| drop(service.fetch(*id)));
        service.ids()
    });
    assert_eq!(only_made.case.0.in_flight().never_polled(), [5, 2, 9]);
    let said = rejected(|| only_made.asks_for_each_once());
    assert!(said.contains("(calling-starts-it)"), "{said}");

    let one_is_polled = attempt(|service: Service| async move {
        service.ids().iter().skip(1).for_each(|id| drop(service.fetch(*id)));
        service.fetch(5).await;
        service.ids()
    });
    assert_eq!(one_is_polled.case.0.in_flight().never_polled(), [2, 9]);
    let said = rejected(|| one_is_polled.asks_for_each_once());
    assert!(!said.contains("You might think"), "{said}");
}

#[test]
fn tasks_that_are_left_running_are_rejected_unless_they_are_about_to_end() {
    let late = attempt(|service| async {
        let ids = right(service).await;
        spawn(sleep(MS));
        ids
    });
    let said = rejected(|| late.leaves_no_tasks(None));
    assert!(said.contains("it has returned; tasks still running: 1"), "{said}");
    assert!(!said.contains("You might think"), "{said}");
    let said = rejected(|| late.leaves_no_tasks("tasks-end-with-their-starter"));
    assert!(said.contains("(tasks-end-with-their-starter)"), "{said}");
    // An attempt that took no time has not done its work.
    let at_once = attempt(only_spawned);
    let said = rejected(|| at_once.leaves_no_tasks("tasks-end-with-their-starter"));
    assert!(said.contains("(spawned-is-done)"), "{said}");
    // An attempt that has no work takes no time anyway.
    let nothing = Attempts::new([Fetches::new([])]);
    let mut nothing = nothing.run(|_| async {
        spawn(sleep(MS));
        vec![]
    });
    let nothing = nothing.next().expect("an attempt at the only case");
    let said = rejected(|| nothing.leaves_no_tasks(None));
    assert!(!said.contains("You might think"), "{said}");

    attempt(|service| async {
        let ids = right(service).await;
        spawn(yield_now());
        ids
    })
    .leaves_no_tasks(None);
}

#[test]
fn missing_or_repeated_ids_are_rejected() {
    for (ids, begun) in [
        (vec![], "none"),
        (vec![5, 9], "[5, 9]"),
        (vec![5, 2, 9, 2], "[5, 2, 9, 2]"),
    ] {
        let it = attempt(move |service| as_they_come(service, ids.clone()));
        let measured = format!("it asked for {begun}; the ids are [5, 2, 9]");
        for said in [
            rejected(|| it.asks_for_each_once()),
            rejected(|| it.asks_for_all_at_once()),
        ] {
            assert!(said.contains(&measured), "{said}");
            assert!(!said.contains("You might think"), "{said}");
        }
    }
    let other_order = attempt(|service| as_they_come(service, vec![9, 5, 2]));
    other_order.asks_for_all_at_once();
}

#[test]
fn work_that_is_not_all_in_flight_together_is_rejected() {
    let two_and_one = attempt(|service| async move {
        as_they_come(service.clone(), vec![5, 2]).await;
        as_they_come(service, vec![9]).await
    });
    two_and_one.asks_for_each_once();
    let said = rejected(|| two_and_one.asks_for_all_at_once());
    assert!(said.contains("at most 2 of 3 ids were in flight together\n"), "{said}");
    assert!(!said.contains("You might think"), "{said}");

    let one_by_one = attempt(in_turn);
    one_by_one.asks_for_each_once();
    let said = rejected(|| one_by_one.asks_for_all_at_once());
    assert!(said.contains("at most 1 of 3 ids were in flight together\n"), "{said}");
    assert!(said.contains("(awaits-in-sequence)"), "{said}");
}

#[test]
fn work_that_is_dropped_too_late_or_never_is_rejected() {
    let gives_up_at = |at: u32| {
        attempt(move |service| async move {
            timeout(at * MS, right(service)).await.unwrap_or_default()
        })
    };
    let claim = |it: &Attempt<_>| it.drops([5, 2], 150 * MS, None);
    claim(&gives_up_at(150));
    for (at, dropped) in [
        (151, "2 at 0.151 s and 5 at 0.151 s"),
        (250, "5 at 0.25 s"),
        (301, "nothing"),
    ] {
        let said = rejected(|| claim(&gives_up_at(at)));
        let measured =
            format!("at 0.15 s, it should drop 2 and 5; it dropped {dropped}");
        assert!(said.replace('\n', " ").contains(&measured), "{said}");
    }
    gives_up_at(301).drops([], 150 * MS, None);
}

#[test]
fn a_wrong_order_is_rejected_and_the_order_of_the_answers_is_explained() {
    let came = attempt(|service| as_they_come(service, vec![5, 2, 9]));
    let said = rejected(|| came.keeps_order(<[_]>::to_vec));
    assert!(said.contains("it returned [9, 2, 5]"), "{said}");
    assert!(said.contains("(answers-in-my-order)"), "{said}");

    let sorted = attempt(|service| async {
        right(service).await;
        vec![2, 5, 9]
    });
    // The order of the answers can explain only a complete output.
    let some = attempt(|service| as_they_come(service, vec![2, 9]));
    for it in [sorted, some] {
        let said = rejected(|| it.keeps_order(<[_]>::to_vec));
        assert!(!said.contains("You might think"), "{said}");
    }
}

/// A case without work in flight: a list of words.
#[derive(Clone)]
struct Words(Vec<&'static str>);

impl Case for Words {
    type Output = usize;

    fn given(&self) -> String {
        format!("the words {:?}", self.0)
    }

    fn on_panic(&self, words: &str) -> Finding {
        let misconception = words.contains("index").then_some("a-branch-is-a-task");
        Finding::new(misconception, format!("the reader panicked: {words}"))
    }
}

fn words() -> Attempts<Words> {
    let drawn = |rng: &mut Rng| vec![Words(vec!["drawn"; rng.range(2..5) as usize])];
    Attempts::new([Words(vec!["some"])])
        .drawn(drawn)
        .large(Words(vec!["many"; 50]))
        .empty(Words(vec![]), "empty-needs-no-thought")
}

#[test]
fn each_case_is_attempted_once_and_the_empty_case_comes_last() {
    let attempts = words().run(|case| async move {
        sleep(MS).await;
        case.0.len()
    });
    let seen: Vec<_> = attempts
        .map(|it| {
            it.takes(MS, "a word");
            it.leaves_no_tasks(None);
            assert_eq!((it.usual_cause(), it.note()), (None, ""));
            *it.output()
        })
        .collect();
    assert!(matches!(&*seen, [1, 2..5, 50, 0]), "{seen:?}");
}

#[test]
fn a_panic_or_a_wait_in_the_empty_case_only_is_explained() {
    let panics = || words().run(|case| async move { case.0.first().unwrap().len() });
    let said = rejected(|| assert_eq!(panics().count(), 4));
    assert!(said.starts_with("given the words []: it panicked: called"), "{said}");
    assert!(said.contains("(empty-needs-no-thought)"), "{said}");

    let waits = || {
        words().run(|case| async move {
            match case.0.len() {
                0 => future::pending().await,
                some => some,
            }
        })
    };
    // A bare `pending()` doesn't keep the waker.
    let said = rejected(|| assert_eq!(waits().count(), 4));
    assert!(said.contains("(pending-without-waker)"), "{said}");
    let waits = || {
        words().run(|case| async move {
            let permits = Semaphore::new(case.0.len());
            drop(permits.acquire().await);
            case.0.len()
        })
    };
    let said = rejected(|| assert_eq!(waits().count(), 4));
    assert!(said.starts_with("given the words []: it is stuck"), "{said}");
    assert!(said.contains("(empty-needs-no-thought)"), "{said}");

    let todo = || {
        words().run(|case| async move {
            match case.0.len() {
                0 => panic!("not yet implemented: no words"),
                some => some,
            }
        })
    };
    let said = rejected(|| assert_eq!(todo().count(), 4));
    assert!(said.contains("the code still contains a `todo!()`"), "{said}");
    assert!(!said.contains("You might think"), "{said}");
}

#[test]
fn a_panic_in_another_case_is_explained_by_the_case() {
    let panics = || words().run(|case| async move { case.0[1].len() });
    let said = rejected(|| assert_eq!(panics().count(), 4));
    assert!(
        said.starts_with("given the words [\"some\"]: the reader pan"),
        "{said}"
    );
    assert!(said.contains("(a-branch-is-a-task)"), "{said}");
    let todo = || words().run(|_| async { panic!("not yet implemented") });
    let said = rejected(|| assert_eq!(todo().count(), 4));
    assert!(said.contains("the code still contains a `todo!()`"), "{said}");
}

#[test]
fn only_the_rejection_of_a_drawn_case_shows_the_seed() {
    let rejected_at = |words: usize| {
        let attempts = self::words().run(|case| async move { case.0.len() });
        let mut attempts = attempts.skip_while(move |it| *it.output() < words);
        let it = attempts.next().unwrap();
        rejected(move || it.reject(None, "it reads"))
    };
    let said = rejected_at(1);
    assert!(!said.contains("PROBE_SEED"), "{said}");
    let said = rejected_at(2);
    assert!(said.contains("PROBE_SEED"), "{said}");
}

#[test]
fn a_large_case_has_no_picture() {
    let ids = |count: usize| Fetches::new((0..count).map(|id| (id, 100)));
    let attempts = Attempts::new([ids(20)]).large(ids(21));
    for it in attempts.run(|case| right(case.0)) {
        let said = rejected(|| it.reject(None, "it fetches"));
        assert_eq!(said.contains("fetch 19"), it.case.0.ids().len() == 20, "{said}");
    }
}

#[test]
fn a_plain_function_may_spawn_when_it_is_called() {
    let spawns = |case: Words| {
        let task = spawn_local(async move { case.0.len() });
        async { task.await.unwrap() }
    };
    assert_eq!(words().run(spawns).count(), 4);
}

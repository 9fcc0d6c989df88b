//! A dinner ends with its last course or when its guests leave, and has served what
//! came before.
//!
//! In the first case a course is longer than the limit: who gives each course the
//! limit, who looks at the clock in between, and who waits for everything then end at
//! different times. Its courses take some of the machine's time as well, by which
//! another clock than tokio's betrays itself.

#[path = "../deadline.rs"]
mod deadline;

use deadline::dinner;
use probe::{Entered, Gauge, Observed, OnLane, Rng, observe, time};
use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep};

/// What a course takes of the machine's time, in one of the cases.
const MACHINE_TIME: Duration = Duration::from_millis(20);

#[test]
fn the_dinner_ends_when_the_guests_leave() {
    for case in cases() {
        let (_, observed) = run(&case);
        let plates = output(&observed).len();
        let (took, end) = (observed.took, case.end());
        if took == end {
            continue;
        }
        let belief = if took > end && took == case.if_each_has_the_limit() {
            Some("a-limit-for-each-limits-all")
        } else if took > end && took == case.if_the_clock_is_read_between() {
            Some("a-look-at-the-clock")
        } else if took > end && case.is_of_another_clock(took) {
            Some("one-clock-for-all")
        } else {
            None
        };
        let why =
            if end == case.limit { "the guests leave" } else { "all has come" };
        let (took, end) = (time(took), time(end));
        let measured =
            format!("it ends after {took}, plates: {plates}; {why} at {end}");
        observed.reject(belief, measured);
    }
}

#[test]
fn what_has_come_is_served() {
    for case in cases() {
        let (kitchen, observed) = run(&case);
        let plates = output(&observed);
        let expected: Vec<_> = case.plates().collect();
        if *plates == expected {
            continue;
        }
        let came = kitchen.seen().came.len();
        let lost = plates.is_empty() && came > 0 && observed.took == case.end();
        let belief = if lost { Some("collected-is-kept") } else { None };
        let measured = format!("it returns {plates:?}; in time come {expected:?}");
        observed.reject(belief, measured);
    }
}

#[test]
fn nobody_cooks_for_nobody() {
    for case in cases() {
        let (kitchen, observed) = run(&case);
        output(&observed);
        let left = observed.left_alive;
        if left > 0 {
            let cooks = kitchen.seen().cooks_on;
            let in_time = observed.took == case.end();
            let belief = (in_time && cooks).then_some("timeout-ends-the-task");
            let measured = format!("it has returned; tasks still running: {left}");
            observed.reject(belief, measured);
        }
        let limit = case.limit;
        let begun = kitchen.seen().begun.clone();
        if let Some((dish, at)) = begun.iter().find(|(_, at)| *at >= limit) {
            let measured = format!(
                "{dish} is begun at {}; the guests leave at {}",
                time(*at),
                time(limit)
            );
            observed.reject(None, measured);
        }
    }
}

#[test]
fn courses_come_one_at_a_time() {
    for case in cases() {
        let (kitchen, observed) = run(&case);
        output(&observed);
        let peak = kitchen.busy.peak();
        if peak > 1 {
            let measured = format!("{peak} courses are cooked at the same time");
            observed.reject(None, measured);
        }
        let begun: Vec<_> = kitchen.seen().begun.iter().map(|it| it.0).collect();
        let asked: Vec<_> = case.courses.iter().map(|it| it.dish).collect();
        if !asked.starts_with(&begun) {
            let measured = format!("it cooks {begun:?}; asked for are {asked:?}");
            observed.reject(None, measured);
        }
    }
}

fn run(case: &Case) -> (Kitchen, Observed<Vec<Plate>>) {
    let kitchen = Kitchen {
        case: Arc::new(case.clone()),
        start: Arc::default(),
        busy: Gauge::new(),
        seen: Arc::default(),
    };
    let (theirs, case) = (kitchen.clone(), case.clone());
    let given = case.in_words();
    let observed = observe(async move {
        let dishes = case.courses.iter().map(|it| it.dish).collect();
        theirs.start.lock().expect("nobody else is here").replace(Instant::now());
        let plates = dinner(theirs.clone(), dishes, case.limit).await;
        theirs.seen().cooks_on = theirs.busy.now() > 0;
        plates
    });
    (kitchen, observed.given(given))
}

#[track_caller]
fn output(observed: &Observed<Vec<Plate>>) -> &Vec<Plate> {
    observed.output(None)
}

/// A dinner that is asked for.
#[derive(Clone)]
struct Case {
    courses: Vec<Course>,
    limit: Duration,
    machine_time: Duration,
}

#[derive(Clone, Copy)]
struct Course {
    dish: &'static str,
    takes: Duration,
    /// What is written on its plate.
    number: u64,
}

const DISHES: [&str; 8] =
    ["soup", "salad", "fish", "rice", "roast", "cheese", "cake", "coffee"];

impl Case {
    fn new(limit: u64, takes: &[u64]) -> Self {
        let mut rng = Rng::new();
        let courses = DISHES.into_iter().zip(takes).map(|(dish, &takes)| Course {
            dish,
            takes: Duration::from_millis(takes),
            number: rng.range(100..1000),
        });
        Self {
            courses: courses.collect(),
            limit: Duration::from_millis(limit),
            machine_time: Duration::ZERO,
        }
    }

    fn total(&self) -> Duration {
        self.courses.iter().map(|it| it.takes).sum()
    }

    fn end(&self) -> Duration {
        self.total().min(self.limit)
    }

    /// Those that come in time. No course comes at the very end.
    fn plates(&self) -> impl Iterator<Item = Plate> {
        let come = self.courses.iter().scan(Duration::ZERO, |now, course| {
            *now += course.takes;
            (*now < self.limit).then_some(course)
        });
        come.map(|it| Plate { dish: it.dish, number: it.number })
    }

    fn if_each_has_the_limit(&self) -> Duration {
        let cut = self.courses.iter().position(|it| it.takes > self.limit);
        let until = cut.map_or(self.courses.len(), |it| it + 1);
        let courses = &self.courses[..until];
        courses.iter().map(|it| it.takes.min(self.limit)).sum()
    }

    fn if_the_clock_is_read_between(&self) -> Duration {
        let mut now = Duration::ZERO;
        for course in &self.courses {
            if now >= self.limit {
                break;
            }
            now += course.takes;
        }
        now
    }

    /// Whether somebody has taken the machine's time off the limit, and left
    /// tokio's on it.
    fn is_of_another_clock(&self, took: Duration) -> bool {
        let each = self.if_each_has_the_limit();
        !self.machine_time.is_zero() && took < each && took + self.limit / 2 > each
    }

    fn in_words(&self) -> String {
        let each = self.courses.iter();
        let each =
            each.map(|it| format!("{} that takes {}", it.dish, time(it.takes)));
        let each: Vec<_> = each.collect();
        let limit = time(self.limit);
        if each.is_empty() {
            format!("a limit of {limit} and no dishes")
        } else {
            format!("a limit of {limit} for {}", each.join(", "))
        }
    }
}

fn cases() -> impl Iterator<Item = Case> {
    let first = Case {
        machine_time: MACHINE_TIME,
        ..Case::new(1000, &[400, 300, 1200, 200])
    };
    let fixed = [
        first,
        Case::new(900, &[500, 600, 400]),
        Case::new(2000, &[700, 600, 500]),
        Case::new(300, &[800, 100]),
        Case::new(500, &[]),
    ];
    fixed.into_iter().chain(std::iter::once_with(drawn))
}

/// A dinner that nobody has seen before. It ends with an odd number of milliseconds,
/// and no course does.
fn drawn() -> Case {
    let mut rng = Rng::new();
    let takes = [(); 8].map(|()| 2 * rng.range(50..400));
    let total: u64 = takes.iter().sum();
    let limit = rng.range(total / 4..total / 4 * 3) | 1;
    Case::new(limit, &takes)
}

/// A plate that has come.
#[derive(Clone, PartialEq, Eq)]
pub struct Plate {
    dish: &'static str,
    number: u64,
}

impl fmt::Debug for Plate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.dish, self.number)
    }
}

/// Cooks. Clones are the same kitchen.
#[derive(Clone)]
pub struct Kitchen {
    case: Arc<Case>,
    start: Arc<Mutex<Option<Instant>>>,
    busy: Gauge,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// Each with its time.
    begun: Vec<(&'static str, Duration)>,
    came: Vec<&'static str>,
    /// Whether somebody cooks when the dinner is over.
    cooks_on: bool,
}

impl Kitchen {
    /// Cooks one dish, and gives its plate.
    pub async fn cook(&self, dish: &'static str) -> Plate {
        let course = self.case.courses.iter().find(|it| it.dish == dish);
        let Some(&Course { takes, number, .. }) = course else {
            panic!("nobody has asked for {dish}")
        };
        let cooking = async {
            let _busy: Entered = self.busy.enter();
            let now = self.now();
            self.seen().begun.push((dish, now));
            sleep(takes).await;
            std::thread::sleep(self.case.machine_time);
            self.seen().came.push(dish);
        };
        cooking.on_lane(dish).await;
        Plate { dish, number }
    }

    fn now(&self) -> Duration {
        let start = self.start.lock().unwrap_or_else(PoisonError::into_inner);
        start.expect("the guests have sat down").elapsed()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

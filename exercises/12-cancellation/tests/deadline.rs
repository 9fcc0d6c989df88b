//! A dinner ends with its last course or when its guests leave, whichever is first,
//! and has served what came before. Then nothing is cooked or begun any more.
//!
//! In the first case a course is longer than the limit: a limit for each course, a
//! look at the clock between them, and no limit at all then end at different times.
//! Its courses take some of the machine's time as well, which gives away another
//! clock than tokio's.

#[path = "../deadline.rs"]
mod deadline;

use deadline::dinner;
use probe::{CallJournal, Observed, Rng, ensure, observe, time, words::list};
use std::{iter::once_with, time::Duration};
use tokio::time::sleep;

#[test]
fn the_dinner_ends_when_the_guests_leave() {
    for Dinner { case, observed, .. } in dinners() {
        let plates = observed.output(None).plates.len();
        let (took, end) = (observed.took, case.end());
        let why =
            if end == case.limit { "the guests leave" } else { "all has come" };
        ensure!(
            observed,
            took == end,
            case.why_late(took),
            "it ends after {}, plates: {plates}; {why} at {}",
            time(took),
            time(end)
        );
    }
}

#[test]
fn what_has_come_is_served() {
    for Dinner { case, kitchen, observed } in dinners() {
        let plates = &observed.output(None).plates;
        let due = case.plates();
        let came = !kitchen.cooking.done().is_empty();
        let lost = plates.is_empty() && came && observed.took == case.end();
        let misconception = lost.then_some("collected-is-kept");
        let measured = format!("it returns {plates:?}; in time come {due:?}");
        ensure!(observed, *plates == due, misconception, "{measured}");
    }
}

#[test]
fn nothing_is_cooked_after_the_guests_leave() {
    for Dinner { case, kitchen, observed } in dinners() {
        let cooks_on = observed.output(None).cooks_on;
        let left = observed.left_alive;
        let in_time = observed.took == case.end();
        let misconception = (in_time && cooks_on).then_some("timeout-ends-the-task");
        let measured = format!("it has returned; tasks still running: {left}");
        ensure!(observed, left == 0, misconception, "{measured}");
        for (at, dish) in kitchen.cooking.begun() {
            let [begun, leave] = [at, case.limit].map(time);
            let measured = format!("{dish} is begun at {begun}");
            let measured = format!("{measured}; the guests leave at {leave}");
            ensure!(observed, at < case.limit, None, "{measured}");
        }
    }
}

#[test]
fn courses_come_one_at_a_time() {
    for Dinner { case, kitchen, observed } in dinners() {
        observed.output(None);
        let peak = kitchen.cooking.peak();
        let measured = format!("{peak} courses are cooked at the same time");
        ensure!(observed, peak <= 1, None, "{measured}");
        let begun: Vec<_> =
            kitchen.cooking.begun().into_iter().map(|(_, dish)| dish).collect();
        let asked = case.dishes();
        let measured = format!("it cooks {begun:?}; asked for are {asked:?}");
        ensure!(observed, asked.starts_with(&begun), None, "{measured}");
    }
}

/// A dinner that was observed.
struct Dinner {
    case: Case,
    kitchen: Kitchen,
    observed: Observed<Served>,
}

struct Served {
    plates: Vec<Plate>,
    /// Whether something is still cooked when the dinner is over.
    cooks_on: bool,
}

fn dinners() -> impl Iterator<Item = Dinner> {
    cases().map(|case| {
        let kitchen = Kitchen { case: case.clone(), cooking: CallJournal::new() };
        let (theirs, dishes, limit) = (kitchen.clone(), case.dishes(), case.limit);
        let observed = observe(async move {
            theirs.cooking.start();
            let plates = dinner(theirs.clone(), dishes, limit).await;
            Served { plates, cooks_on: theirs.cooking.under_way() > 0 }
        });
        Dinner { observed: observed.given(case.in_words()), case, kitchen }
    })
}

/// A dinner that is asked for.
#[derive(Clone)]
struct Case {
    /// Each with the time that it takes.
    courses: Vec<(Plate, Duration)>,
    limit: Duration,
    /// What each course takes of the machine's time.
    machine_time: Duration,
}

fn cases() -> impl Iterator<Item = Case> {
    let first = Case::new(1000, &[400, 300, 1200, 200]);
    let fixed = [
        Case { machine_time: Duration::from_millis(20), ..first },
        Case::new(900, &[500, 600, 400]),
        Case::new(2000, &[700, 600, 500]),
        Case::new(300, &[800, 100]),
        Case::new(500, &[]),
    ];
    fixed.into_iter().chain(once_with(drawn))
}

/// A dinner that is new in each run. It ends with an odd number of milliseconds, and
/// no course does.
fn drawn() -> Case {
    let mut rng = Rng::new();
    let takes = [(); 8].map(|()| 2 * rng.range(50..400));
    let total: u64 = takes.iter().sum();
    let limit = rng.range(total / 4..total / 4 * 3) | 1;
    Case::new(limit, &takes)
}

const DISHES: [&str; 8] =
    ["soup", "salad", "fish", "rice", "roast", "cheese", "cake", "coffee"];

impl Case {
    fn new(limit: u64, takes: &[u64]) -> Self {
        let mut rng = Rng::new();
        let plates = DISHES.map(|dish| Plate(dish, rng.range(100..1000)));
        let takes = takes.iter().copied().map(Duration::from_millis);
        let courses = plates.into_iter().zip(takes).collect();
        let limit = Duration::from_millis(limit);
        Self { courses, limit, machine_time: Duration::ZERO }
    }

    fn dishes(&self) -> Vec<&'static str> {
        self.courses.iter().map(|(plate, _)| plate.0).collect()
    }

    fn end(&self) -> Duration {
        self.takes().sum::<Duration>().min(self.limit)
    }

    fn takes(&self) -> impl Iterator<Item = Duration> {
        self.courses.iter().map(|(_, takes)| *takes)
    }

    /// Those that come in time. No course comes at the very end.
    fn plates(&self) -> Vec<Plate> {
        let come =
            self.courses.iter().scan(Duration::ZERO, |now, (plate, takes)| {
                *now += *takes;
                (*now < self.limit).then(|| plate.clone())
            });
        come.collect()
    }

    fn why_late(&self, took: Duration) -> Option<&'static str> {
        let each = self.if_each_has_the_limit();
        // Something has taken the machine's time off the limit, and left tokio's on
        // it.
        let of_another_clock = !self.machine_time.is_zero()
            && took < each
            && took + self.limit / 2 > each;
        match took {
            _ if took <= self.end() => None,
            _ if took == each => Some("a-limit-for-each-limits-all"),
            _ if took == self.if_read_between() => Some("a-look-at-the-clock"),
            _ => of_another_clock.then_some("one-clock-for-all"),
        }
    }

    fn if_each_has_the_limit(&self) -> Duration {
        let served = self.takes().take_while(|it| *it <= self.limit).sum();
        let is_cut = self.takes().any(|it| it > self.limit);
        if is_cut { self.limit + served } else { served }
    }

    /// When it ends if the clock is read only between the courses.
    fn if_read_between(&self) -> Duration {
        self.takes().fold(Duration::ZERO, |now, takes| {
            if now < self.limit { now + takes } else { now }
        })
    }

    fn in_words(&self) -> String {
        let each = self.courses.iter();
        let each =
            each.map(|(it, takes)| format!("{} that takes {}", it.0, time(*takes)));
        format!("a limit of {} for {}", time(self.limit), list(each))
    }
}

/// A plate that has come: the dish, and what is written on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate(&'static str, u64);

/// Cooks. Clones are the same kitchen.
#[derive(Clone)]
pub struct Kitchen {
    case: Case,
    cooking: CallJournal<&'static str>,
}

impl Kitchen {
    /// Cooks one dish, and gives its plate.
    pub async fn cook(&self, dish: &'static str) -> Plate {
        let course = self.case.courses.iter().find(|(plate, _)| plate.0 == dish);
        let Some((plate, takes)) = course else {
            panic!("no guest asked for {dish}")
        };
        let cooking = async {
            sleep(*takes).await;
            std::thread::sleep(self.case.machine_time);
        };
        self.cooking.run(dish, dish, cooking).await;
        plate.clone()
    }
}

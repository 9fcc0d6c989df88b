//! A dinner ends with its last course or when its guests leave, whichever comes
//! first, and returns the plates that were served by then. Afterward, nothing is
//! cooked.
//!
//! In the first case, one course is longer than the limit. So attempts that limit each
//! course, check the clock between courses, or have no limit at all end at different
//! times. An attempt that ends late is run again with courses that take real time, too,
//! which reveals a clock other than tokio's.

#[path = "../deadline.rs"]
mod deadline;

use deadline::dinner;
use probe::{
    Attempt, Attempts, CallJournal, Case, Rng, ensure, observe, time, words::list,
};
use std::time::Duration;
use tokio::time::sleep;

#[test]
fn the_dinner_ends_when_the_guests_leave() {
    for it in dinners() {
        let (end, limit, plates) = (it.case.end(), it.case.limit, it.output().len());
        let why = match end == limit {
            true => "the guests leave",
            false => "the last course is served",
        };
        let [took, due] = [it.took, end].map(time);
        let measured = format!("it ends after {took}, with plates: {plates}");
        let measured = format!("{measured}; {why} at {due}");
        ensure!(it, it.took == end, it.case.why_late(it.took), "{measured}");
        it.is_polled_at_most(3 * it.case.courses.len() + 3);
    }
}

#[test]
fn plates_served_in_time_are_returned() {
    for it in dinners() {
        let (plates, due) = (it.output(), it.case.due());
        let came = !it.case.cooking.done().is_empty();
        let lost = plates.is_empty() && came && it.took == it.case.end();
        let misconception = lost.then_some("collected-is-kept");
        let measured =
            format!("it returns {plates:?}; the plates served in time are {due:?}");
        ensure!(it, *plates == due, misconception, "{measured}");
    }
}

#[test]
fn nothing_is_cooked_after_the_guests_leave() {
    for it in dinners() {
        let calls = &it.case.cooking;
        let ended = calls.done().len() + calls.dropped().len();
        let cooks_on = it.took == it.case.end() && calls.begun().len() > ended;
        it.leaves_no_tasks(cooks_on.then_some("tasks-end-with-their-starter"));
        for (at, dish) in calls.begun() {
            let [begun, leave] = [at, it.case.limit].map(time);
            let measured =
                format!("{dish} starts at {begun}, but they leave at {leave}");
            ensure!(it, at < it.case.limit, None, "{measured}");
        }
    }
}

#[test]
fn courses_are_cooked_one_at_a_time() {
    for it in dinners() {
        let peak = it.case.cooking.peak();
        let measured = format!("{peak} courses are cooked at the same time");
        ensure!(it, peak <= 1, None, "{measured}");
        let begun = it.case.cooking.begun().into_iter().map(|(_, dish)| dish);
        let (begun, asked) = (begun.collect::<Vec<_>>(), it.case.dishes());
        let measured = format!("it cooks {begun:?}, but the dishes are {asked:?}");
        ensure!(it, asked.starts_with(&begun), None, "{measured}");
    }
}

fn dinners() -> impl Iterator<Item = Attempt<Kitchen>> {
    let fixed = [
        Kitchen::new(1000, &[400, 300, 1200, 200]),
        Kitchen::new(900, &[500, 600, 400]),
        Kitchen::new(2000, &[700, 600, 500]),
        Kitchen::new(300, &[800, 100]),
        Kitchen::new(500, &[]),
    ];
    Attempts::new(fixed).drawn(|rng| [Kitchen::drawn(rng)]).run(Kitchen::serves)
}

/// A plate: the dish, and a number that shows where the plate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate(&'static str, u64);

/// Cooks. Clones refer to the same kitchen.
#[derive(Clone)]
pub struct Kitchen {
    courses: Vec<(Plate, Duration)>,
    limit: Duration,
    cooking: CallJournal<&'static str>,
}

const DISHES: [&str; 8] =
    ["soup", "salad", "fish", "rice", "roast", "cheese", "cake", "coffee"];

impl Kitchen {
    /// Cooks one dish, and returns its plate.
    pub async fn cook(&self, dish: &'static str) -> Plate {
        let course = self.courses.iter().find(|(plate, _)| plate.0 == dish);
        let Some((plate, takes)) = course else {
            panic!("{dish} is not one of the dishes")
        };
        self.cooking.run(dish, dish, sleep(*takes)).await;
        plate.clone()
    }

    async fn serves(self) -> Vec<Plate> {
        self.cooking.start();
        dinner(self.clone(), self.dishes(), self.limit).await
    }

    fn new(limit: u64, takes: &[u64]) -> Self {
        let mut rng = Rng::new();
        let plates = DISHES.map(|dish| Plate(dish, rng.range(100..1000)));
        let takes = takes.iter().copied().map(Duration::from_millis);
        let (courses, cooking) =
            (plates.into_iter().zip(takes).collect(), CallJournal::new());
        Self { courses, limit: Duration::from_millis(limit), cooking }
    }

    /// The limit is an odd number of milliseconds, so no course ends with it.
    fn drawn(rng: &mut Rng) -> Self {
        let takes = [(); 8].map(|()| 2 * rng.range(50..400));
        let total: u64 = takes.iter().sum();
        Self::new(rng.range(total / 4..total / 4 * 3) | 1, &takes)
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

    /// The plates that are served in time. No course ends exactly at the limit.
    fn due(&self) -> Vec<Plate> {
        let come =
            self.courses.iter().scan(Duration::ZERO, |now, (plate, takes)| {
                *now += *takes;
                (*now < self.limit).then(|| plate.clone())
            });
        come.collect()
    }

    fn why_late(&self, took: Duration) -> Option<&'static str> {
        match took {
            _ if took <= self.end() => None,
            _ if self.reads_another_clock(took) => Some("one-clock-for-all"),
            _ if took == self.if_each_has_the_limit() => {
                Some("a-limit-for-each-limits-all")
            }
            _ => (took == self.if_read_between()).then_some("a-look-at-the-clock"),
        }
    }

    /// Whether the dinner ends earlier if each course also takes 100 ms of real time.
    fn reads_another_clock(&self, took: Duration) -> bool {
        let cooking = CallJournal::new().holding(Duration::from_millis(100));
        let slow = Self { cooking, ..self.clone() };
        observe(slow.serves()).took + Duration::from_millis(50) < took
    }

    fn if_each_has_the_limit(&self) -> Duration {
        let served = self.takes().take_while(|it| *it <= self.limit).sum();
        let is_cut = self.takes().any(|it| it > self.limit);
        if is_cut { self.limit + served } else { served }
    }

    /// When the dinner ends if the clock is checked only between courses.
    fn if_read_between(&self) -> Duration {
        self.takes().fold(Duration::ZERO, |now, takes| {
            if now < self.limit { now + takes } else { now }
        })
    }
}

impl Case for Kitchen {
    type Output = Vec<Plate>;

    fn given(&self) -> String {
        let each = self.dishes().into_iter().zip(self.takes());
        let each =
            each.map(|(it, takes)| format!("{it} that takes {}", time(takes)));
        format!("a limit of {} for {}", time(self.limit), list(each))
    }
}

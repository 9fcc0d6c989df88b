//! A dinner ends with its last course or when its guests leave, whichever comes
//! first, and returns the plates that were served by then. Afterward, nothing is
//! cooked.
//!
//! In the first case, one course is longer than the limit. Then a limit for each
//! course, a check of the clock between courses, and no limit at all end at
//! different times. Its courses also take some real time, which reveals a clock
//! other than tokio's.

#[path = "../deadline.rs"]
mod deadline;

use deadline::dinner;
use probe::{Attempt, Attempts, CallJournal, Case, Rng, ensure, time, words::list};
use std::time::Duration;
use tokio::time::sleep;

#[test]
fn the_dinner_ends_when_the_guests_leave() {
    for it in dinners() {
        let (end, limit, plates) = (it.case.end(), it.case.limit, it.output().len());
        let why = if end == limit {
            "the guests leave"
        } else {
            "the last course is served"
        };
        ensure!(
            it,
            it.took == end,
            it.case.why_late(it.took),
            "it ends after {}, with plates: {plates}; {why} at {}",
            time(it.took),
            time(end)
        );
    }
}

#[test]
fn plates_served_in_time_are_returned() {
    for it in dinners() {
        let (plates, due) = (it.output(), it.case.due());
        let came = !it.case.cooking.done().is_empty();
        let lost = plates.is_empty() && came && it.took == it.case.end();
        let misconception = lost.then_some("collected-is-kept");
        let measured = format!("it returns {plates:?}; served in time are {due:?}");
        ensure!(it, *plates == due, misconception, "{measured}");
    }
}

#[test]
fn nothing_is_cooked_after_the_guests_leave() {
    for it in dinners() {
        let calls = &it.case.cooking;
        let ended = calls.done().len() + calls.dropped().len();
        let cooks_on = it.took == it.case.end() && calls.begun().len() > ended;
        it.leaves_no_tasks(cooks_on.then_some("timeout-ends-the-task"));
        for (at, dish) in calls.begun() {
            let [begun, leave] = [at, it.case.limit].map(time);
            let measured = format!("{dish} is started at {begun}");
            let measured = format!("{measured}, but the guests leave at {leave}");
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
    let first = Kitchen::new(1000, &[400, 300, 1200, 200]);
    let fixed = [
        Kitchen { machine_time: Duration::from_millis(20), ..first },
        Kitchen::new(900, &[500, 600, 400]),
        Kitchen::new(2000, &[700, 600, 500]),
        Kitchen::new(300, &[800, 100]),
        Kitchen::new(500, &[]),
    ];
    Attempts::new(fixed).drawn(|rng| [Kitchen::drawn(rng)]).run(|it| async move {
        it.cooking.start();
        dinner(it.clone(), it.dishes(), it.limit).await
    })
}

/// A plate: the dish, and a number that shows where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate(&'static str, u64);

/// Cooks. Clones refer to the same kitchen.
#[derive(Clone)]
pub struct Kitchen {
    /// The courses, each with the time that it takes.
    courses: Vec<(Plate, Duration)>,
    limit: Duration,
    /// How much real time each course takes.
    machine_time: Duration,
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
        let cooking = async {
            sleep(*takes).await;
            std::thread::sleep(self.machine_time);
        };
        self.cooking.run(dish, dish, cooking).await;
        plate.clone()
    }

    fn new(limit: u64, takes: &[u64]) -> Self {
        let mut rng = Rng::new();
        let plates = DISHES.map(|dish| Plate(dish, rng.range(100..1000)));
        let takes = takes.iter().copied().map(Duration::from_millis);
        let courses = plates.into_iter().zip(takes).collect();
        let limit = Duration::from_millis(limit);
        let (machine_time, cooking) = (Duration::ZERO, CallJournal::new());
        Self { courses, limit, machine_time, cooking }
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
        let each = self.if_each_has_the_limit();
        // The time left was reduced by real time only, not by tokio's time.
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

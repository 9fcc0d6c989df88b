//! Each id takes its own steps at its own pace, and an error costs nobody else.
//!
//! In the first case, who goes in rounds, who asks again in turn, and who hears of
//! errors in turn each return at another time.

#[path = "../partial_results.rs"]
mod partial_results;

use probe::{End, Observed, Rng, Service, is_todo, observe, time};
use std::{collections::BTreeSet, time::Duration};

#[test]
fn takes_as_long_as_the_one_that_takes_longest() {
    for case in cases() {
        let run = run(case);
        run.output();
        let (took, longest) = (run.observed.took, run.case.longest());
        if took != longest {
            let (took, longest) = (time(took), time(longest));
            run.reject(format!(
                "it took {took}; the id that takes longest takes {longest}"
            ));
        }
    }
}

#[test]
fn asks_far_for_what_fails_and_for_nothing_else() {
    for case in cases() {
        let run = run(case);
        run.output();
        let (ids, peak) = (run.case.ids(), run.near.peak());
        let (asked, asked_far) = (run.near.asked(), run.far.asked());
        if sorted(&asked) != sorted(&ids) {
            run.reject(format!("it asked near for {asked:?}"));
        }
        if peak != ids.len() {
            let all = ids.len();
            run.reject(format!("of {all} fetches, {peak} were in flight together"));
        }
        let failing = run.case.failing();
        if sorted(&asked_far) != sorted(&failing) {
            run.reject(format!("it asked far for {asked_far:?}"));
        }
    }
}

#[test]
fn gives_up_nobody() {
    for case in cases() {
        let run = run(case);
        run.output();
        let dropped = [run.near.dropped(), run.far.dropped()].concat();
        if let Some((id, _)) = dropped.first() {
            run.reject(format!("the fetch of {id} was dropped before its answer"));
        }
        let left = run.observed.left_alive;
        if left > 0 {
            run.reject(format!("it has returned; tasks still running: {left}"));
        }
    }
}

#[test]
fn says_what_came_of_each_id_in_order() {
    for case in cases() {
        let run = run(case);
        let output = run.output();
        if *output == run.case.results() {
            continue;
        }
        let as_they_came = *output == run.case.as_they_come().results();
        let measured = run.case.difference(output);
        if as_they_came && run.observed.took == run.case.longest() {
            run.observed.reject("answers-in-my-order", measured);
        }
        run.reject(measured);
    }
}

type Output = Vec<Result<String, String>>;

struct Run {
    case: Case,
    near: Service,
    far: Service,
    observed: Observed<Output>,
}

fn run(case: Case) -> Run {
    let near = Service::new(case.asks.iter().map(|it| (it.id, it.near)));
    let far = Service::new(
        case.asks.iter().map(|it| (it.id, it.far.map_or(UNASKED, |far| far.delay))),
    );
    let near = near.failing(case.failing().into_iter().map(|id| (id, "sold out")));
    let errors = case.asks.iter().filter_map(|it| Some((it.id, it.far?.error?)));
    let far = far.failing(errors);
    let given =
        format!("ids {:?}, of which near fails at {:?}", case.ids(), case.failing());
    let (shop, other, ids) = (near.clone(), far.clone(), case.ids());
    // Called on the runtime, where also a plain function may spawn.
    let attempt =
        async move { partial_results::fetch_what_comes(shop, other, ids).await };
    Run { near, far, observed: observe(attempt).given(given), case }
}

impl Run {
    /// What was returned; or the attempt is rejected. The empty case comes last: who
    /// panics or is stuck there has not thought of it.
    fn output(&self) -> &Output {
        let belief = self.case.asks.is_empty().then_some("empty-needs-no-thought");
        match &self.observed.end {
            End::Panicked(words) if belief.is_some() && !is_todo(words) => {
                self.observed.reject(belief, format!("it panicked: {words}"))
            }
            _ => self.observed.output(belief),
        }
    }

    #[track_caller]
    fn reject(&self, measured: String) -> ! {
        self.observed.reject(self.cause(), measured)
    }

    /// What explains the time that it took, or that it did not take.
    fn cause(&self) -> Option<&'static str> {
        let (case, took) = (&self.case, self.observed.took);
        if took == case.longest() {
            return None;
        }
        if took.is_zero() {
            let asked = !self.near.asked().is_empty();
            return if self.observed.left_alive > 0 {
                Some("spawned-is-done")
            } else {
                let output =
                    matches!(&self.observed.end, End::Done(it) if !it.is_empty());
                (output && !asked).then_some("calling-starts-it")
            };
        }
        if self.gave_up_at_an_error() {
            return Some("try-is-for-results");
        }
        let one_by_one = [
            case.in_turn(),
            case.near_together_far_in_turn(),
            case.far_in_the_loop_of_answers(),
        ];
        // Rounds come first: with a single failure, the second round is a turn.
        if took == case.in_rounds() {
            Some("steps-go-in-rounds")
        } else if one_by_one.contains(&took) {
            Some("awaits-in-sequence")
        } else if took == case.errors_heard_in_order() {
            Some("first-error-by-place")
        } else {
            None
        }
    }

    /// Whether it dropped whatever was in flight when something had failed: at
    /// `near`, or for good.
    fn gave_up_at_an_error(&self) -> bool {
        let failing = || self.case.asks.iter().filter(|it| it.far.is_some());
        let at_near = failing().map(|it| it.near).min();
        let for_good = failing().filter(|it| it.result().is_err());
        let for_good = for_good.map(Ask::takes).min();
        let dropped: BTreeSet<_> =
            self.near.dropped().into_iter().map(|(_, at)| Some(at)).collect();
        dropped.len() == 1
            && (dropped.contains(&at_near) || dropped.contains(&for_good))
    }
}

/// How long `far` takes for an id at which `near` does not fail.
const UNASKED: Duration = Duration::from_millis(50);

/// What is asked for, in this order.
struct Case {
    asks: Vec<Ask>,
}

#[derive(Clone, Copy)]
struct Ask {
    id: usize,
    near: Duration,
    /// What `far` does, if `near` fails.
    far: Option<Far>,
}

#[derive(Clone, Copy)]
struct Far {
    delay: Duration,
    error: Option<&'static str>,
}

impl Ask {
    fn new(id: usize, near: u64) -> Self {
        Self { id, near: Duration::from_millis(near), far: None }
    }

    fn fails(self, delay: u64, error: Option<&'static str>) -> Self {
        let delay = Duration::from_millis(delay);
        Self { far: Some(Far { delay, error }), ..self }
    }

    fn far(&self) -> Duration {
        self.far.map(|far| far.delay).unwrap_or_default()
    }

    fn takes(&self) -> Duration {
        self.near + self.far()
    }

    fn result(&self) -> Result<String, String> {
        match self.far.and_then(|far| far.error) {
            Some(words) => Err(words.to_owned()),
            None => Ok(format!("answer {}", self.id)),
        }
    }
}

impl Case {
    fn ids(&self) -> Vec<usize> {
        self.asks.iter().map(|it| it.id).collect()
    }

    /// Those at which `near` fails.
    fn failing(&self) -> Vec<usize> {
        let failing = self.asks.iter().filter(|it| it.far.is_some());
        failing.map(|it| it.id).collect()
    }

    fn results(&self) -> Output {
        self.asks.iter().map(Ask::result).collect()
    }

    /// What is first to be found wrong in what was returned.
    fn difference(&self, output: &[Result<String, String>]) -> String {
        let (some, all) = (output.len(), self.asks.len());
        if some != all {
            return format!("it returned {some} results for {all} ids: {output:?}");
        }
        let mut each = self.asks.iter().zip(output);
        let wrong = each.find(|(ask, it)| ask.result() != **it);
        let (ask, it) = wrong.expect("as many, and not all of them are right");
        let (id, expected) = (ask.id, ask.result());
        let who = match (ask.far.is_some(), expected.is_ok()) {
            (false, _) => "near gives",
            (true, true) => "near fails, and far gives",
            (true, false) => "both fail, and far with",
        };
        format!(
            "it returned {output:?}. In the place of {id} is {it:?}; {who} \
             {expected:?}"
        )
    }

    fn as_they_come(&self) -> Self {
        let mut asks = self.asks.clone();
        asks.sort_by_key(Ask::takes);
        Self { asks }
    }

    fn longest(&self) -> Duration {
        longest(self.asks.iter().map(Ask::takes))
    }

    /// How long it takes who asks for one after the other.
    fn in_turn(&self) -> Duration {
        self.asks.iter().map(Ask::takes).sum()
    }

    /// All ask `near`, and when the last has its answer, the failed ask `far`.
    fn in_rounds(&self) -> Duration {
        self.slowest_near() + longest(self.asks.iter().map(Ask::far))
    }

    /// The same, but the failed ask one after the other.
    fn near_together_far_in_turn(&self) -> Duration {
        self.slowest_near() + self.asks.iter().map(Ask::far).sum::<Duration>()
    }

    /// Who takes the answers in order and awaits `far` between two of them.
    fn far_in_the_loop_of_answers(&self) -> Duration {
        let asks = self.asks.iter();
        asks.fold(Duration::ZERO, |at, it| at.max(it.near) + it.far())
    }

    /// Who takes the answers in order and sends somebody to `far` meanwhile.
    fn errors_heard_in_order(&self) -> Duration {
        let mut heard = Duration::ZERO;
        longest(self.asks.iter().map(|it| {
            heard = heard.max(it.near);
            heard + it.far()
        }))
    }

    fn slowest_near(&self) -> Duration {
        longest(self.asks.iter().map(|it| it.near))
    }
}

fn longest(times: impl Iterator<Item = Duration>) -> Duration {
    times.max().unwrap_or_default()
}

/// Two that are easy to think about, two drawn, and none at all. In the first, the
/// order asked for, its reverse, the sorted one and the one of the times all differ.
fn cases() -> impl Iterator<Item = Case> {
    let tray = vec![
        Ask::new(2, 200).fails(250, None),
        Ask::new(5, 400),
        Ask::new(9, 100).fails(150, Some("no milk anywhere")),
        Ask::new(7, 300),
    ];
    let single = vec![Ask::new(3, 700).fails(500, Some("no water anywhere"))];
    let fixed = [tray, single].into_iter();
    let drawn = std::iter::once_with(|| {
        let mut rng = Rng::new();
        [drawn(&mut rng, 5), drawn(&mut rng, 0)]
    });
    let all = fixed.chain(drawn.flatten()).chain([vec![]]);
    all.map(|asks| Case { asks })
}

/// As many as the header speaks of, lest somebody take a limit for none.
const DOZEN: usize = 12;

/// A case that nobody has seen before. The one that takes longest is one at which
/// `near` fails, if there is any. No two ids take equally long: 97 and 101 have no
/// multiple in common that is as small as these.
fn drawn(rng: &mut Rng, failing: usize) -> Vec<Ask> {
    let mut ids: Vec<_> = (0..60).collect();
    let mut near: Vec<_> = (1..40).map(|it| 97 * it).collect();
    let mut far: Vec<_> = (1..40).map(|it| 101 * it).collect();
    rng.shuffle(&mut ids);
    rng.shuffle(&mut near);
    rng.shuffle(&mut far);
    let words = ["no sugar anywhere", "no spoons anywhere"];
    let ask = |place: usize| {
        let ask = Ask::new(ids[place], near[place]);
        match place {
            0 if failing > 0 => ask.fails(101 * 50, None),
            _ if place < failing => {
                ask.fails(far[place], words.get(place - 1).copied())
            }
            _ => ask,
        }
    };
    let mut asks: Vec<_> = (0..DOZEN).map(ask).collect();
    rng.shuffle(&mut asks);
    asks
}

fn sorted(ids: &[usize]) -> Vec<usize> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

//! No matter how many pulls there are, the lines are yielded, and each line is read
//! when it is pulled. The file is closed once, at its end or in the drop, and is not
//! read after that.

#[path = "../guard_closes.rs"]
mod guard_closes;

use probe::{
    Fault, Pulled, Resource, Resources, Rng, Shared, ensure, pull,
    words::{plural, times},
};

#[test]
fn yields_every_line() {
    for count in counts() {
        let it = visit(count, count + 1).unharmed(None);
        let lines = text(count).into_iter().map(Some);
        let expected: Vec<_> = lines.chain([None]).collect();
        let mut pairs = it.answers.iter().zip(&expected);
        if let Some(place) = pairs.position(|(line, right)| line != right) {
            let [line, right] = [&it.answers, &expected].map(|it| &it[place]);
            let pull = place + 1;
            it.reject(None, format!("pull {pull} returns {line:?}, not {right:?}"));
        }
    }
}

#[test]
fn reads_a_line_when_it_is_pulled() {
    for pulls in [0, 1, 3] {
        let it = visit(20, pulls).unharmed(None);
        let reads = it.seen[pulls].reads;
        // A body may be one or two lines ahead, but not more, and it must not begin
        // before the first pull.
        let allowed = if pulls == 0 { 0 } else { pulls + 2 };
        let all = (reads >= 20).then_some("a-list-will-do");
        let measured = format!("it reads {} before the drop", times(reads));
        ensure!(it, reads <= allowed, all, "{measured}");
        let more = it.dropped.reads - reads;
        ensure!(it, more == 0, None, "the drop reads {}", times(more));
    }
}

#[test]
fn closes_in_the_pull_that_finds_the_end() {
    for count in counts() {
        let it = visit(count, count + 1).unharmed(None);
        let open = it.end().is_some_and(|pulls| it.seen[pulls].is_open());
        let late = (!it.dropped.is_open()).then_some("drop-is-soon-enough");
        let mut measured =
            "the last pull finds the end, but leaves the file open".to_owned();
        if late.is_some() {
            measured += "; the drop closes it";
        }
        ensure!(it, !open, late, "{measured}");
        ensure_no_fault(&it, |fault| {
            let twice = matches!(fault, Fault::ClosedTwice(_));
            (twice && closes(LEFT_EARLY)).then_some("guard-only-for-accidents")
        });
    }
}

#[test]
fn closes_when_it_is_dropped_halfway() {
    for pulls in 1..=5 {
        ensure_no_fault(&visit(5, pulls).unharmed(None), |fault| {
            let at_the_end = is_open(fault) && closes(READ_TO_THE_END);
            at_the_end.then_some("the-end-is-reached")
        });
    }
}

#[test]
fn closes_when_it_is_never_pulled() {
    // A `todo!()` in a generator's body panics only when the generator is pulled.
    let _written = visit(5, 1).unharmed(None);
    for count in counts() {
        ensure_no_fault(&visit(count, 0).unharmed(None), |fault| match fault {
            Fault::NeverClosed(_) if closes(LEFT_EARLY) => {
                Some("never-pulled-holds-nothing")
            }
            Fault::NeverClosed(_) if closes(READ_TO_THE_END) => {
                Some("the-end-is-reached")
            }
            _ => None,
        });
    }
}

#[test]
fn returns_none_past_the_end() {
    for count in counts() {
        let ordinary = visit(count, count + 1).unharmed(None);
        let it = visit(count, count + 4);
        let ended = it.end().map(|_| "nobody-asks-again");
        let it = it.unharmed(ended);
        let answers = &it.answers;
        let ends = answers[count..].iter().all(Option::is_none);
        ensure!(it, ends, None, "it returns {answers:?}");
        // A fault that isn't caused by the extra pulls is reported by another test.
        if ordinary.dropped.faults.is_empty() {
            ensure_no_fault(&it, |_| Some("nobody-asks-again"));
        }
    }
}

/// Lines in a file, and pulls.
type Case = (usize, usize);

const LEFT_EARLY: Case = (5, 2);
const READ_TO_THE_END: Case = (5, 6);

/// True if the file is closed correctly in this case. Both the cases that succeed and
/// those that fail help to tell misconceptions apart.
fn closes((count, pulls): Case) -> bool {
    visit(count, pulls).dropped.faults.is_empty()
}

fn is_open(fault: &Fault) -> bool {
    matches!(fault, Fault::NeverClosed(_))
}

/// The line counts of the files.
fn counts() -> [usize; 4] {
    [5, 1, 0, Rng::new().range(6..40) as usize]
}

/// The lines of a file. One of them is empty, but the file doesn't end there. The
/// others have capitals, and spaces at both ends.
fn text(count: usize) -> Vec<String> {
    let mut rng = Rng::new();
    let line = |it| format!("\t Line {it}: {} \r", rng.range(0..1000));
    let mut lines: Vec<_> = (0..count).map(line).collect();
    if let [_, second, ..] = &mut *lines {
        second.clear();
    }
    lines
}

/// Pulls the lines of a file `pulls` times, then drops the iterator.
fn visit(count: usize, pulls: usize) -> Visit {
    let (openings, reads) = (Resources::new(), Shared::new(0));
    let opening = openings.open("the file");
    let file = File { opening, lines: text(count), reads: reads.clone() };
    let look = || Noted { reads: reads.get(), faults: openings.faults() };
    let (lines, pulled) = (plural(count, "line"), plural(pulls, "pull"));
    let given = format!("{lines}, {pulled}, then the drop");
    pull(given, pulls, || guard_closes::lines(file), look)
}

/// What a caller received, and what the file recorded in the meantime.
type Visit = Pulled<String, Noted>;

/// What a file has recorded.
struct Noted {
    reads: usize,
    faults: Vec<Fault>,
}

impl Noted {
    fn is_open(&self) -> bool {
        self.faults.iter().any(is_open)
    }
}

/// Rejects a visit with a fault in how the file was used.
fn ensure_no_fault(it: &Visit, explain: impl Fn(&Fault) -> Option<&'static str>) {
    if let Some(fault) = it.dropped.faults.first() {
        it.reject(explain(fault), fault);
    }
}

/// An open file, which records when it is read and when it is closed.
#[derive(Debug)]
pub struct File {
    opening: Resource,
    lines: Vec<String>,
    reads: Shared<usize>,
}

impl File {
    /// The next line, or `None` if there is none left.
    pub fn read_line(&self) -> Option<String> {
        self.opening.touch();
        let mut reads = self.reads.lock();
        *reads += 1;
        self.lines.get(*reads - 1).cloned()
    }

    /// Closes the file. Dropping it doesn't.
    pub fn close(&self) {
        self.opening.close();
    }
}

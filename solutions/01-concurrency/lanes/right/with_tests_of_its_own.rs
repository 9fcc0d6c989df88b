//! Some tests in the learner's file fail, some are ignored, and one ends the
//! process. They don't affect the verdict.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    let at =
        |time| spans.iter().filter(|it| it.start <= time && time < it.end).count();
    spans.iter().map(|it| at(it.start)).max().unwrap_or(0)
}

#[test]
#[ignore = "not written yet"]
fn is_ignored_for_a_reason() {
    todo!()
}

#[test]
#[should_panic]
fn panics() {
    assert_eq!(max_overlap(&[], Kind::Cpu), 1);
}

#[tokio::test]
async fn is_async() {
    assert_eq!(max_overlap(&[], Kind::Cpu), 0);
}

#[cfg(test)]
mod tests {
    use super::{Kind, max_overlap};

    #[test]
    #[ignore]
    fn is_ignored() {
        todo!()
    }

    #[test]
    fn fails() {
        assert_eq!(max_overlap(&[], Kind::Cpu), 1);
    }

    #[test]
    fn exits() {
        std::process::exit(0);
    }
}

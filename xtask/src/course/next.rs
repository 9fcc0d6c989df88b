//! Which exercise one goes on to: one rule, wherever it is told.
//!
//! The first unsolved one behind the current one in its lesson, else the first of that
//! lesson, else the first of the course. `check` knows no other verdicts, and counts
//! untouched exercises as unsolved.

use super::Exercise;

/// The places of all `exercises` but the current one, in the order in which one goes on
/// to them; the first that is not solved is next. Without a current one, it is the order
/// of the course.
pub(crate) fn order(exercises: &[&Exercise], current: Option<usize>) -> Vec<usize> {
    let mut order = Vec::from_iter(0..exercises.len());
    if let Some(current) = current {
        let lesson = &exercises[current].folder;
        order.retain(|it| *it != current);
        // Those of a rank stay in the order of the course.
        order.sort_by_key(|&it| match exercises[it].folder == *lesson {
            true if it > current => 0,
            true => 1,
            false => 2,
        });
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{Exercise, order};

    /// Two exercises in the first lesson, four in the second, one in the third.
    fn check(current: Option<usize>, expected: &[usize]) {
        let exercise = |folder: &str| Exercise {
            name: String::new(),
            package: String::new(),
            folder: folder.to_owned(),
            header: None,
        };
        let folders = ["01-a", "01-a", "02-b", "02-b", "02-b", "02-b", "03-c"];
        let exercises = folders.map(exercise);
        assert_eq!(order(&exercises.each_ref(), current), expected, "{current:?}");
    }

    #[test]
    fn a_lesson_is_ended_before_another_is_begun() {
        check(Some(3), &[4, 5, 2, 0, 1, 6]);
        check(Some(5), &[2, 3, 4, 0, 1, 6]);
        check(Some(0), &[1, 2, 3, 4, 5, 6]);
        check(Some(6), &[0, 1, 2, 3, 4, 5]);
        check(None, &[0, 1, 2, 3, 4, 5, 6]);
    }
}

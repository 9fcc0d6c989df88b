//! Which exercise comes next. Every command uses the same rule.
//!
//! The next exercise is the first unsolved one after the current one in the same lesson.
//! If there is none, it is the first unsolved exercise in that lesson; failing that, the
//! first unsolved one on the track. Exercises that were set aside follow the rest of the
//! track, and lessons that the track leaves out come last. `check` grades one exercise
//! and has no verdicts on the others, so it picks the first untouched one.

use super::{Course, Exercise};

impl Course {
    /// The indexes of all `exercises` except the current one, in the order in which they
    /// are considered: the first unsolved one is next. `exercises` must be in course
    /// order.
    pub(crate) fn order(
        &self,
        exercises: &[&Exercise],
        current: Option<usize>,
    ) -> Vec<usize> {
        let mut order = Vec::from_iter(0..exercises.len());
        order.retain(|it| current != Some(*it));
        // The sort is stable: exercises of equal rank stay in course order.
        order.sort_by_key(|&it| {
            let exercise = exercises[it];
            let skipped = self.is_skipped(exercise);
            let off_track = !self.is_on_track(&exercise.folder);
            let lesson = current.map(|it| &exercises[it].folder);
            let nearness =
                match current {
                    Some(current)
                        if lesson == Some(&exercise.folder) && !skipped =>
                    {
                        if it > current { 0 } else { 1 }
                    }
                    _ => 2,
                };
            (nearness, off_track, skipped)
        });
        order
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Course, Exercise, Lesson};
    use std::path::PathBuf;

    /// Two exercises in the first lesson, four in the second, and one in the third, which
    /// is not on the track. Exercise 4 is set aside.
    fn check(current: Option<usize>, expected: &[usize]) {
        let folders = ["01-a", "01-a", "02-b", "02-b", "02-b", "02-b", "03-c"];
        let exercise = |(at, folder): (usize, &str)| Exercise {
            name: format!("e{at}"),
            package: String::new(),
            folder: folder.to_owned(),
            header: None,
        };
        let exercises: Vec<_> =
            folders.into_iter().enumerate().map(exercise).collect();
        let lesson =
            |folder: &str| Lesson { folder: folder.into(), exercises: vec![] };
        let lessons = ["01-a", "02-b", "03-c"].map(lesson).into_iter().collect();
        let mut course = Course::new(PathBuf::new(), PathBuf::new(), lessons);
        course.on_track = 2;
        course.preferences().set_aside("e4", true);
        let exercises: Vec<_> = exercises.iter().collect();
        assert_eq!(course.order(&exercises, current), expected, "{current:?}");
    }

    #[test]
    fn the_rest_of_a_lesson_comes_before_another_lesson() {
        check(Some(2), &[3, 5, 0, 1, 4, 6]);
        check(Some(5), &[2, 3, 0, 1, 4, 6]);
        check(Some(0), &[1, 2, 3, 5, 4, 6]);
    }

    #[test]
    fn an_exercise_that_is_set_aside_comes_last_on_the_track() {
        check(None, &[0, 1, 2, 3, 5, 4, 6]);
        check(Some(4), &[5, 2, 3, 0, 1, 6]);
        check(Some(6), &[0, 1, 2, 3, 5, 4]);
    }
}

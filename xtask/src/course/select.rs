//! Which exercises the names on the command line mean.

use super::{
    Course, Exercise, Lesson,
    paths::{Place, without_dot},
};
use crate::terminal::error::Error;
use std::path::Path;

impl Course {
    /// The exercises that these names mean, or all of them without names, in
    /// learning order.
    pub(crate) fn select(&self, names: &[String]) -> Result<Vec<&Exercise>, Error> {
        if names.is_empty() {
            return Ok(self.exercises().collect());
        }
        let mut wanted = Vec::new();
        for name in names {
            wanted.extend(self.meant_by(name)?.into_iter().map(|it| &it.name));
        }
        Ok(self.exercises().filter(|it| wanted.contains(&&it.name)).collect())
    }

    /// The one exercise with this name.
    pub(crate) fn exercise(&self, name: &str) -> Result<&Exercise, Error> {
        let meant = self.meant_by(name)?;
        match meant[..] {
            [exercise] => Ok(exercise),
            _ => Err(Error::SeveralExercises {
                lesson: name.to_owned(),
                exercises: names_of(&meant),
            }),
        }
    }

    /// The exercise with this full name or file. With `check`, `name` may also be the
    /// path of the exercise's check or programs. Commands that change files use this,
    /// because they shouldn't guess which exercise is meant.
    pub(crate) fn exercise_in_full(
        &self,
        name: &str,
        check: bool,
    ) -> Result<&Exercise, Error> {
        let place = Place::new(&self.root);
        let is_meant = |exercise: &&Exercise| {
            let word = without_dot(name);
            let word = word.strip_suffix(".rs").unwrap_or(word).replace('-', "_");
            word == exercise.name
                || place.is_of(name, &exercise.file())
                || (check && place.is_of(name, &exercise.check()))
                || (check && place.is_of(name, &exercise.programs()))
        };
        if let Some(exercise) = self.exercises().find(is_meant) {
            return Ok(exercise);
        }
        let nearest = self.exercise(name)?.name.clone();
        Err(Error::NotAFullName { name: name.to_owned(), nearest, check })
    }

    /// The lesson with this slug, number, or directory; `None` if an exercise has the same
    /// name.
    pub(crate) fn lesson_in_full(&self, name: &str) -> Option<&Lesson> {
        let word = without_dot(name).trim_end_matches(['/', '\\']);
        let is_meant = |lesson: &&Lesson| {
            let number = lesson.folder.split('-').next().unwrap_or_default();
            let last =
                Path::new(word).file_name().is_some_and(|it| *it == *lesson.folder);
            last || [lesson.slug(), number, number.trim_start_matches('0')]
                .contains(&word)
        };
        let is_exercise = self.exercises().any(|it| it.name == word);
        self.lessons.iter().find(is_meant).filter(|_| !is_exercise)
    }

    /// The exercises that this name means: the exercise or lesson with this full name, or
    /// the only exercise or lesson whose name begins with it.
    fn meant_by(&self, name: &str) -> Result<Vec<&Exercise>, Error> {
        let from_here = Place::new(&self.root).leads_to(name);
        let names = [Some(without_dot(name)), from_here.as_deref()];
        let is_one = |exercise: &&Exercise| {
            names.iter().flatten().any(|name| is_name_of(name, exercise))
        };
        let full: Vec<_> = self.exercises().filter(is_one).collect();
        if !full.is_empty() {
            return Ok(full);
        }
        // A shell may have appended a slash, and the name may contain hyphens, as lesson
        // names do.
        let word = without_dot(name).trim_end_matches(['/', '\\']).replace('-', "_");
        if word.is_empty() {
            return Err(self.unknown(name));
        }
        let begun: Vec<_> =
            self.exercises().filter(|it| it.name.starts_with(&word)).collect();
        match begun.len() {
            0 => self.lesson_begun_by(&word).ok_or_else(|| self.unknown(name)),
            1 => Ok(begun),
            _ => Err(Error::AmbiguousName {
                name: name.to_owned(),
                exercises: names_of(&begun),
            }),
        }
    }

    /// The exercises of the lesson whose name begins with this word, if there is
    /// only one such lesson.
    fn lesson_begun_by(&self, word: &str) -> Option<Vec<&Exercise>> {
        let mut lessons = self.lessons.iter().filter(|lesson| {
            lesson.slug().replace('-', "_").starts_with(word)
                && !lesson.exercises.is_empty()
        });
        match (lessons.next(), lessons.next()) {
            (Some(lesson), None) => Some(lesson.exercises.iter().collect()),
            _ => None,
        }
    }

    fn unknown(&self, name: &str) -> Error {
        // If the name is a path, compare only its last component.
        let word = Path::new(name).file_stem().and_then(|it| it.to_str());
        let word = word.unwrap_or(name).replace('-', "_");
        let names = self.exercises().map(|it| it.name.as_str());
        let names = names.chain(self.lessons.iter().map(Lesson::slug));
        let alike = names
            .filter_map(|it| Some((distance(&word, &it.replace('-', "_"))?, it)))
            .min_by_key(|(distance, _)| *distance);
        // Matching a whole word is stronger evidence than similar spelling.
        let mut nearest = match self.exercises().any(|it| it.name == word) {
            true => vec![word.clone()],
            false => self.exercises_with(&word),
        };
        if nearest.is_empty() {
            nearest.extend(alike.map(|(_, name)| name.to_owned()));
        }
        Error::UnknownName { name: name.to_owned(), nearest }
    }

    /// The exercise names that contain this word.
    fn exercises_with(&self, word: &str) -> Vec<String> {
        let has_word = |it: &&Exercise| {
            let name = format!("_{}_", it.name);
            !word.is_empty() && name.contains(&format!("_{word}_"))
        };
        self.exercises().filter(has_word).map(|it| it.name.clone()).collect()
    }
}

/// The number of typos between the word and the name, its beginning, or a part of it, if
/// there is at most one typo for every three letters.
fn distance(word: &str, name: &str) -> Option<usize> {
    let count = word.chars().count();
    let beginning: String = name.chars().take(count).collect();
    let part = (count >= 3 && name.contains(word)).then_some(0);
    let typos = [name, &beginning].map(|it| strsim::osa_distance(word, it));
    let nearest = part.into_iter().chain(typos).min()?;
    (nearest <= count / 3).then_some(nearest).filter(|_| count > 0)
}

fn names_of(exercises: &[&Exercise]) -> Vec<String> {
    exercises.iter().map(|it| it.name.clone()).collect()
}

/// Whether `name` means this exercise: it may be its name, its file, or the slug, the
/// number, or the directory of its lesson.
fn is_name_of(name: &str, exercise: &Exercise) -> bool {
    let folder = &exercise.folder;
    let name = name.trim_end_matches(['/', '\\']);
    let number = folder.split('-').next().unwrap_or_default();
    let path = Path::new(name);
    let stem = path.file_stem().and_then(|it| it.to_str());
    // A copy of the directory, whose name is the lesson's plus a suffix, doesn't count.
    let is_folder = |it: std::path::Component<'_>| it.as_os_str() == folder.as_str();
    let in_folder = !name.contains(['/', '\\']) || path.components().any(is_folder);
    (stem.map(|it| it.replace('-', "_")).as_ref() == Some(&exercise.name)
        && in_folder)
        || path.file_name().is_some_and(|it| it == folder.as_str())
        || name == exercise.lesson()
        || name == number
        || name == number.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_name_is_near_if_few_letters_differ() {
        for (word, name, expected) in [
            ("puase", "pause", Some(1)),
            ("orderd_fetch", "ordered_fetch", Some(1)),
            ("lazi", "lazy_futures", Some(1)),
            ("dead", "deadline", Some(0)),
            ("line", "deadline", Some(0)),
            ("nothing", "no_main_macro", None),
            ("zzz", "pause", None),
            ("pa", "pb", None),
            ("", "pause", None),
        ] {
            assert_eq!(distance(word, name), expected, "{word}, {name}");
        }
    }
}

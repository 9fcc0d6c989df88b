//! The list of all exercises: which one is chosen, and the search that filters the list.

use crate::course::Exercise;

pub(super) struct List {
    /// The chosen exercise.
    pub(super) chosen: usize,
    /// What is typed in the search field, if it is open.
    pub(super) search: Option<String>,
}

impl List {
    /// The exercises that are shown: those whose name, title, lesson, or kind contains
    /// the typed words.
    pub(super) fn shown<'a>(
        &self,
        all: impl Iterator<Item = &'a Exercise>,
    ) -> Vec<usize> {
        let words = self.search.as_deref().unwrap_or_default();
        let words = words.to_lowercase().replace('-', "_");
        let has_words = |exercise: &Exercise| {
            let (name, lesson) = (&exercise.name, &exercise.folder);
            let kind = exercise.header.as_ref().map_or("", |it| it.kind.name());
            let text = format!("{name} {lesson} {kind} {}", exercise.title());
            let text = text.to_lowercase().replace('-', "_");
            words.split(' ').all(|it| text.contains(it))
        };
        let shown = all.enumerate().filter(|(_, it)| has_words(it));
        shown.map(|(index, _)| index).collect()
    }

    /// Chooses another one of the exercises that are shown. `to` gets the positions of
    /// the chosen exercise and of the last one, and returns the new position.
    pub(super) fn choose(
        &mut self,
        shown: &[usize],
        to: impl FnOnce(usize, usize) -> usize,
    ) {
        let Some(last) = shown.len().checked_sub(1) else { return };
        let place = shown.iter().position(|it| *it == self.chosen).unwrap_or(0);
        self.chosen = shown[to(place, last).min(last)];
    }
}

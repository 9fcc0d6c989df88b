//! What is guessed of each program: how it is read, compared, and written.

use super::Value;
use crate::words;

/// A value or a sequence that is guessed of each program of a sheet.
pub struct Column {
    /// You have not guessed its *seconds* yet.
    pub(super) name: &'static str,
    /// *It takes* 5 s.
    verb: &'static str,
    unit: &'static str,
    /// Whether it is a number of units: "1 tick", "2 ticks".
    is_count: bool,
    /// `tick`, in a sequence of ticks.
    item: Option<&'static str>,
    split: fn(&str) -> Vec<String>,
    pub(super) by_prefix: bool,
    pub(super) refuses: Box<Refuses>,
}

type Refuses = dyn Fn(&[String]) -> Option<String>;

impl Column {
    /// One value, such as a number: "you guessed 4 s; it takes 5 s". The unit may be
    /// empty.
    pub fn value(
        name: &'static str,
        verb: &'static str,
        unit: &'static str,
    ) -> Self {
        Self {
            name,
            verb,
            unit,
            is_count: false,
            item: None,
            split: |text| vec![text.to_owned()],
            by_prefix: false,
            refuses: Box::new(|_| None),
        }
    }

    /// A number of things: "you guessed 1 line; it logs 2 lines".
    pub fn count(
        name: &'static str,
        verb: &'static str,
        thing: &'static str,
    ) -> Self {
        Self { is_count: true, ..Self::value(name, verb, thing) }
    }

    /// A sequence. The truth is told for the first item that differs: "tick 2: you
    /// guess 200 ms; it is 350 ms". The unit may be empty.
    pub fn sequence(
        name: &'static str,
        item: &'static str,
        unit: &'static str,
    ) -> Self {
        Self { item: Some(item), ..Self::value(name, "", unit) }
    }

    /// A text as a sequence of words. Case, and what is between words, make no
    /// difference.
    pub fn words(name: &'static str, item: &'static str) -> Self {
        Self { split: words_of, ..Self::sequence(name, item, "") }
    }

    /// A text as a sequence of letters and digits. Case, and what is between them,
    /// make no difference.
    pub fn letters(name: &'static str, item: &'static str) -> Self {
        Self { split: letters_of, ..Self::sequence(name, item, "") }
    }

    /// A sequence of lines, of which an alternative explains the first wrong one: it
    /// is the alternative that goes along with the guess farther than the truth
    /// does. Case and a period at the end make no difference.
    pub fn lines(name: &'static str, item: &'static str) -> Self {
        Self { split: line_of, by_prefix: true, ..Self::sequence(name, item, "") }
    }

    /// Says of some guesses that they answer another question, and why. It is asked
    /// of wrong ones only.
    pub fn refuses(
        self,
        refuses: impl Fn(&[String]) -> Option<String> + 'static,
    ) -> Self {
        Self { refuses: Box::new(refuses), ..self }
    }

    /// Refuses guesses with items that no program has: "no program *says* `start`". An
    /// item is known as the column reads it.
    pub fn only(
        self,
        known: impl IntoIterator<Item = impl Into<String>>,
        verb: &'static str,
    ) -> Self {
        let known = Value(known.into_iter().map(Into::into).collect());
        let Value(known) = self.read(known);
        self.refuses(move |items| {
            let unknown = items.iter().find(|it| !known.contains(it))?;
            Some(format!("no program {verb} `{unknown}`"))
        })
    }

    pub(super) fn is_sequence(&self) -> bool {
        self.item.is_some()
    }

    pub(super) fn read(&self, Value(items): Value) -> Value {
        Value(items.iter().flat_map(|it| (self.split)(it)).collect())
    }

    /// `5 s`, `100, 200, and 300 ms`, `begin and end`.
    pub(super) fn write(&self, items: &[String]) -> String {
        if let ([number], true) = (items, self.is_count) {
            let number = number.parse();
            return words::plural(number.expect("a count is a number"), self.unit);
        }
        format!("{} {}", words::list(items), self.unit).trim_end().to_owned()
    }

    /// What is guessed; of lines, the first wrong one.
    pub(super) fn said(&self, name: &str, guess: &Value, right: &Value) -> String {
        match self.part(guess, right) {
            Some((part, item)) if self.by_prefix => {
                format!("{name}, {part}: you guessed {item}")
            }
            None if self.by_prefix => {
                let noun = self.item.unwrap_or_default();
                format!("{name}: you guessed {}", words::plural(guess.0.len(), noun))
            }
            _ => format!("{name}: you guessed {}", self.write(&guess.0)),
        }
    }

    /// What is guessed, and the truth; of a sequence, where it first differs.
    pub(super) fn told(&self, name: &str, guess: &Value, right: &Value) -> String {
        let Some(noun) = self.item else {
            let (guess, right) = (self.write(&guess.0), self.write(&right.0));
            return format!("{name}: you guessed {guess}; {} {right}", self.verb);
        };
        let place = guess.agreement(right);
        match (self.part(guess, right), right.0.get(place)) {
            (Some((part, item)), Some(right)) => {
                let right = self.one(right);
                format!("{name}, {part}: you guessed {item}; it is {right}")
            }
            (Some((part, item)), None) => {
                let all = words::plural(place, noun);
                format!("{name}, {part}: you guessed {item}; there are only {all}")
            }
            (None, _) if place == 0 => {
                format!("{name}: you guessed nothing; there is at least one {noun}")
            }
            (None, _) => {
                let all = words::plural(place, noun);
                let are = if place == 1 { "is" } else { "are" };
                format!(
                    "{name}: your {all} {are} right, but there is at least one more"
                )
            }
        }
    }

    /// The first item of a sequence that differs: which it is, and the guess.
    fn part(&self, guess: &Value, right: &Value) -> Option<(String, String)> {
        let place = guess.agreement(right);
        let item = guess.0.get(place)?;
        Some((format!("{} {}", self.item?, place + 1), self.one(item)))
    }

    fn one(&self, item: &str) -> String {
        match self.unit {
            "" => format!("`{item}`"),
            unit => format!("{item} {unit}"),
        }
    }
}

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric());
    words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

fn letters_of(text: &str) -> Vec<String> {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.map(|it| it.to_uppercase().to_string()).collect()
}

fn line_of(text: &str) -> Vec<String> {
    vec![text.trim().trim_end_matches('.').to_lowercase()]
}

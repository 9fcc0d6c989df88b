//! The columns of a sheet: how values are read, compared, and written.

use super::Value;
use crate::words;

/// A value or sequence that the learner guesses for each program of a sheet.
pub struct Column {
    /// As in "you have not guessed its *seconds* yet".
    pub(super) name: &'static str,
    /// As in "*it takes* more than that".
    verb: &'static str,
    unit: &'static str,
    /// Whether the value counts units, as in "1 tick" and "2 ticks".
    is_count: bool,
    /// The singular noun for an item of a sequence, such as `tick`.
    item: Option<&'static str>,
    split: fn(&str) -> Vec<String>,
    pub(super) by_prefix: bool,
    pub(super) refuses: Box<Refuses>,
}

/// What a rejection calls the right value if it is not a number.
const OTHER: &str = "something else";

type Refuses = dyn Fn(&[String]) -> Option<String>;

impl Column {
    /// One value, such as a number, as in "you guessed 4 s; it takes more than that". The
    /// unit may be empty.
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

    /// One text, as in "you guessed bread 5; it prints something else". Case, spaces, and
    /// punctuation are ignored.
    pub fn text(name: &'static str, verb: &'static str) -> Self {
        Self { split: text_of, ..Self::value(name, verb, "") }
    }

    /// A number of things, as in "you guessed 1 line; it logs more than that".
    pub fn count(
        name: &'static str,
        verb: &'static str,
        thing: &'static str,
    ) -> Self {
        Self { is_count: true, ..Self::value(name, verb, thing) }
    }

    /// A sequence. A rejection is only about the first wrong item, as in "tick 2: you
    /// guessed 200 ms; it is more than that". The unit may be empty.
    pub fn sequence(
        name: &'static str,
        item: &'static str,
        unit: &'static str,
    ) -> Self {
        Self { item: Some(item), ..Self::value(name, "", unit) }
    }

    /// A text, compared as a sequence of words. Case, spaces, and punctuation are
    /// ignored.
    pub fn words(name: &'static str, item: &'static str) -> Self {
        Self { split: words_of, ..Self::sequence(name, item, "") }
    }

    /// A text, compared as a sequence of letters and digits. Case, spaces, and
    /// punctuation are ignored.
    pub fn letters(name: &'static str, item: &'static str) -> Self {
        Self { split: letters_of, ..Self::sequence(name, item, "") }
    }

    /// A sequence of lines. An alternative explains the first wrong line if it agrees with
    /// the guess beyond that line. Case and a final period are ignored.
    pub fn lines(name: &'static str, item: &'static str) -> Self {
        Self { split: line_of, by_prefix: true, ..Self::sequence(name, item, "") }
    }

    /// Refuses some guesses because they answer a different question. For such a guess,
    /// `refuses` returns the reason. It is called only for wrong guesses.
    pub fn refuses(
        self,
        refuses: impl Fn(&[String]) -> Option<String> + 'static,
    ) -> Self {
        Self { refuses: Box::new(refuses), ..self }
    }

    /// Refuses guesses with items that are not among `known`, as in "no program *says*
    /// `start`". Items are compared after the column has normalized them.
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

    /// Writes a value, as in `5 s`, `100, 200, and 300 ms`, or `begin and end`.
    pub(super) fn write(&self, items: &[String]) -> String {
        if let ([number], true) = (items, self.is_count) {
            let number = number.parse();
            return words::plural(number.expect("a count is a number"), self.unit);
        }
        match items {
            [text] if text.is_empty() => "nothing".to_owned(),
            _ => {
                format!("{} {}", words::list(items), self.unit).trim_end().to_owned()
            }
        }
    }

    /// What the learner guessed. For lines, writes only the first wrong one.
    pub(super) fn guess_in_words(
        &self,
        name: &str,
        guess: &Value,
        right: &Value,
    ) -> String {
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

    /// What the learner guessed, and what contradicts it. For a sequence, this covers
    /// only the first wrong item.
    pub(super) fn contradiction(
        &self,
        name: &str,
        guess: &Value,
        right: &Value,
    ) -> String {
        let Some(noun) = self.item else {
            let than = match (guess.0.first(), right.0.first()) {
                (Some(guess), Some(right)) => self.compared(guess, right),
                _ => OTHER,
            };
            let guess = self.write(&guess.0);
            return format!("{name}: you guessed {guess}; {} {than}", self.verb);
        };
        let index = guess.agreement(right);
        match (self.part(guess, right), right.0.get(index)) {
            (Some((part, item)), Some(right)) => {
                let than = self.compared(&guess.0[index], right);
                format!("{name}, {part}: you guessed {item}; it is {than}")
            }
            (Some((part, item)), None) => {
                let all = words::plural(index, noun);
                let are = if index == 1 { "is" } else { "are" };
                format!("{name}, {part}: you guessed {item}; there {are} only {all}")
            }
            (None, _) if index == 0 => {
                format!("{name}: you guessed nothing; there is at least one {noun}")
            }
            (None, _) => {
                let all = words::plural(index, noun);
                let are = if index == 1 { "is" } else { "are" };
                format!(
                    "{name}: your {all} {are} right, but there is at least one more"
                )
            }
        }
    }

    /// How the right value compares with a wrong guess.
    fn compared(&self, guess: &str, right: &str) -> &'static str {
        match (guess.parse::<u64>(), right.parse::<u64>()) {
            (Ok(guess), Ok(right)) if right > guess => "more than that",
            (Ok(_), Ok(_)) if self.is_count => "fewer than that",
            (Ok(_), Ok(_)) => "less than that",
            _ => OTHER,
        }
    }

    /// The first wrong item of a sequence, such as `tick 2`, and the guess for it.
    fn part(&self, guess: &Value, right: &Value) -> Option<(String, String)> {
        let index = guess.agreement(right);
        let item = guess.0.get(index)?;
        Some((format!("{} {}", self.item?, index + 1), self.one(item)))
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

/// The words and numbers, separated by spaces.
fn text_of(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    for letter in text.to_lowercase().chars() {
        let last = spaced.chars().next_back();
        let is_boundary =
            last.is_some_and(|it| it.is_numeric() != letter.is_numeric());
        if is_boundary || !letter.is_alphanumeric() {
            spaced.push(' ');
        }
        spaced.extend(letter.is_alphanumeric().then_some(letter));
    }
    vec![spaced.split_whitespace().collect::<Vec<_>>().join(" ")]
}

fn letters_of(text: &str) -> Vec<String> {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.map(|it| it.to_uppercase().to_string()).collect()
}

fn line_of(text: &str) -> Vec<String> {
    vec![text.trim().trim_end_matches('.').to_lowercase()]
}

//! Numbers and lists in words, for rejections.

use std::fmt::Display;

/// How often: `never`, `once`, `twice`, `3 times`.
pub fn times(count: usize) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// How many of something: `no tasks`, `1 task`, `3 tasks`.
pub fn plural(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        more => format!("{more} {noun}s"),
    }
}

/// `a`, `a and b`, `a, b, and c`; `nothing` for an empty list.
pub fn list(items: impl IntoIterator<Item = impl Display>) -> String {
    let items: Vec<_> = items.into_iter().map(|it| it.to_string()).collect();
    match &items[..] {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}

/// The items, separated by commas. Of more than 16 items, the last three and the count.
/// `nothing` for an empty list.
pub fn last_few(items: impl IntoIterator<Item = impl Display>) -> String {
    let items: Vec<_> = items.into_iter().map(|it| it.to_string()).collect();
    match items.len() {
        0 => "nothing".to_owned(),
        1..=16 => items.join(", "),
        many => format!("…, {} ({many} in all)", items[many - 3..].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{last_few, list, plural, times};

    #[test]
    fn small_counts_have_words_of_their_own() {
        assert_eq!([0, 1, 2, 3].map(times), ["never", "once", "twice", "3 times"]);
        let tasks = [0, 1, 2].map(|count| plural(count, "task"));
        assert_eq!(tasks, ["no tasks", "1 task", "2 tasks"]);
    }

    #[test]
    fn the_last_item_follows_an_and() {
        assert_eq!(list([""; 0]), "nothing");
        assert_eq!(list(["a"]), "a");
        assert_eq!(list([1, 2]), "1 and 2");
        assert_eq!(list(["a", "b", "c"]), "a, b, and c");
    }

    #[test]
    fn a_long_list_is_reduced_to_its_end_and_its_length() {
        assert_eq!(last_few([0; 0]), "nothing");
        assert_eq!(last_few(1..=3), "1, 2, 3");
        assert_eq!(last_few(1..=20), "…, 18, 19, 20 (20 in all)");
    }
}

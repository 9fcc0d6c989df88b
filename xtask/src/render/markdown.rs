//! The little Markdown that a terminal can show.

use crate::terminal::style::BOLD;

/// The text, with everything between `**` and `**` in bold. An unmatched `**` stays.
pub(crate) fn with_bold(text: &str) -> String {
    let mut parts: Vec<_> = text.split("**").collect();
    let rest = (parts.len() % 2 == 0).then(|| parts.pop()).flatten();
    let styled = parts.iter().enumerate().map(|(index, part)| match index % 2 {
        0 => (*part).to_owned(),
        _ => format!("{BOLD}{part}{BOLD:#}"),
    });
    let styled: String = styled.collect();
    match rest {
        Some(rest) => format!("{styled}**{rest}"),
        None => styled,
    }
}

#[cfg(test)]
mod tests {
    use super::with_bold;

    #[test]
    fn labels_are_bold_and_lonely_asterisks_stay() {
        let plain =
            |text: &str| console::strip_ansi_codes(&with_bold(text)).into_owned();
        assert_eq!(
            plain("**Given:** a `b`.\n\n**Judged:** c"),
            "Given: a `b`.\n\nJudged: c"
        );
        assert!(with_bold("**Given:** a").contains("\u{1b}[1mGiven:"));
        assert_eq!(with_bold("2 ** 3"), "2 ** 3");
    }
}

//! The little Markdown that a terminal can show.

use crate::terminal::style::{BOLD, indented};

/// The text with code indented instead of fenced, and everything else formatted by
/// [`with_bold`].
pub(crate) fn for_terminal(text: &str) -> String {
    let mut parts = Vec::new();
    for (index, part) in text.split("```").enumerate() {
        if index % 2 == 0 {
            parts.push(with_bold(part.trim_matches('\n')));
        } else {
            // The first line names the language.
            let code = part.split_once('\n').map_or("", |(_, code)| code);
            parts.push(indented(code.trim_end(), "    "));
        }
    }
    parts.retain(|it| !it.is_empty());
    parts.join("\n\n")
}

/// The text with everything between two pairs of asterisks in bold. An unmatched
/// asterisk is kept.
fn with_bold(text: &str) -> String {
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
    use super::{for_terminal, with_bold};

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

    #[test]
    fn code_is_indented_and_keeps_its_asterisks() {
        let text = "Given:\n\n```text\nfn f();\n    **a;\n```\n\nJudged: b";
        let expected = "Given:\n\n    fn f();\n        **a;\n\nJudged: b";
        assert_eq!(for_terminal(text), expected);
    }
}

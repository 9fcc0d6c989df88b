//! Text in the picture: makes it valid in XML, measures it, and wraps it.
//!
//! The reader's fonts are unknown, so widths are those of the widest common fonts. A
//! line might be wrapped too early, but never too late.

use svg::node::{Text, element::Element};
use unicode_width::UnicodeWidthChar;

/// A font and its size.
#[derive(Clone, Copy, Debug)]
pub(super) enum Font {
    /// For the title of the story.
    Title,
    /// For the title of an act.
    Heading,
    /// For the legend.
    Body,
    /// For the names of lanes and threads: a monospaced font.
    Name,
}

impl Font {
    /// Returns an upper bound for the width of a text, in pixels.
    pub(super) fn width(self, text: &str) -> f64 {
        text.chars().map(|it| self.char_width(it)).sum()
    }

    fn char_width(self, char: char) -> f64 {
        let size = match self {
            Self::Title => 20.0,
            Self::Heading => 15.0,
            Self::Body | Self::Name => 13.0,
        };
        let columns = char.width().unwrap_or(0) as f64;
        let em = match (self, char) {
            (Self::Name, _) => 0.62 * columns,
            (
                _,
                ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l',
            ) => 0.42,
            (_, 'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…') => 1.12,
            (_, 'A'..='Z') => 0.85,
            (Self::Body, _) => 0.62 * columns,
            _ => 0.72 * columns,
        };
        em * size
    }
}

/// Replaces the characters that are not allowed in XML. Control characters become the
/// Unicode symbols for them, such as `␀`.
pub(super) fn clean(text: &str) -> String {
    let clean = |char| match char {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + char as u32).unwrap_or('\u{fffd}'),
        '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => char,
    };
    text.chars().map(clean).collect()
}

/// Wraps a text into lines of at most `width`: at spaces, or within words that are too
/// long for a line.
pub(super) fn wrap(text: &str, width: f64, font: Font) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for word in text.split_inclusive(' ') {
        let word_width = font.width(word.trim_end());
        if used + word_width > width && used > 0.0 {
            lines.push(String::new());
            used = 0.0;
        }
        for char in word.chars() {
            let char_width = font.char_width(char);
            // A combining mark has no width, and must stay with its letter.
            let fits = used + char_width <= width;
            if !fits && char_width > 0.0 && char != ' ' && used > 0.0 {
                lines.push(String::new());
                used = 0.0;
            }
            let line = lines.last_mut().expect("there is always a first line");
            line.push(char);
            used += char_width;
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Returns a line of text that begins at `x`, or is centered there for the class
/// `tick`.
pub(super) fn line(class: &str, x: f64, y: f64, text: &str) -> Element {
    let mut line = Element::new("text");
    let attributes = line.get_attributes_mut();
    attributes.insert("class".into(), class.into());
    attributes.insert("x".into(), x.into());
    attributes.insert("y".into(), y.into());
    line.get_children_mut().push(Box::new(Text::new(text)));
    line
}

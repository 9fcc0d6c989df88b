//! Text in the picture: what may stand in XML, how wide it is, and where it breaks.
//!
//! Nobody knows which fonts the reader has, so widths are those of the widest common
//! ones: a line may end early, but never late.

use svg::node::{Text, element::Element};
use unicode_width::UnicodeWidthChar;

/// What a text is set in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Font {
    /// The story's title.
    Title,
    /// An act's title.
    Heading,
    /// The legend's words.
    Body,
    /// The lanes' names, in a font whose letters are all equally wide.
    Name,
}

impl Font {
    /// How wide a text is, at most.
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

/// The text without what XML cannot hold: control characters become pictures of them.
pub(super) fn clean(text: &str) -> String {
    let clean = |char| match char {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + char as u32).unwrap_or('\u{fffd}'),
        '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => char,
    };
    text.chars().map(clean).collect()
}

/// Breaks a text into lines that fit into `width`: at spaces, or else within a word.
pub(super) fn wrap(text: &str, width: f64, font: Font) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut taken = 0.0;
    for word in text.split_inclusive(' ') {
        let needs = font.width(word.trim_end());
        if taken + needs > width && taken > 0.0 {
            lines.push(String::new());
            taken = 0.0;
        }
        for char in word.chars() {
            let needs = font.char_width(char);
            // A combining mark has no width and stays with its letter.
            if needs > 0.0 && char != ' ' && taken + needs > width && taken > 0.0 {
                lines.push(String::new());
                taken = 0.0;
            }
            let line = lines.last_mut().expect("there is always a first line");
            line.push(char);
            taken += needs;
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A line of text that begins, or for ticks is centered, at `x`.
pub(super) fn line(class: &str, x: f64, y: f64, text: &str) -> Element {
    let mut line = Element::new("text");
    let attributes = line.get_attributes_mut();
    attributes.insert("class".into(), class.into());
    attributes.insert("x".into(), x.into());
    attributes.insert("y".into(), y.into());
    line.get_children_mut().push(Box::new(Text::new(text)));
    line
}

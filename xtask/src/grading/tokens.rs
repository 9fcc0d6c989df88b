//! Splits Rust's source text into tokens, as far as [`super::word_net`] needs it: the words
//! and punctuation outside of comments and literals, exactly as the compiler sees them.
//!
//! See "Lexical structure" in the Rust Reference. If the text is malformed, the tokens may
//! be wrong, but then it does not compile.

/// A token. Literals and lifetimes have no tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// Counted from 1.
    pub(super) line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A keyword or an identifier.
    Word(&'a str),
    /// The identifier of `r#name`, which is never a keyword.
    RawWord(&'a str),
    /// A single character; an operator may consist of several signs.
    Sign(char),
}

/// The tokens of a file.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { text, rest: text, line: 1, tokens: Vec::new() };
    while let Some(first) = lexer.first() {
        lexer.step(first);
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    rest: &'a str,
    line: usize,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn first(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    /// Skips this many bytes.
    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.rest.split_at(bytes);
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }

    fn skip_char(&mut self) {
        self.skip(self.first().map_or(0, char::len_utf8));
    }

    fn step(&mut self, first: char) {
        match first {
            _ if self.rest.starts_with("//") => {
                self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
            }
            _ if self.rest.starts_with("/*") => self.skip_block_comment(),
            '"' => self.skip_string(),
            '\'' => self.skip_char_or_lifetime(),
            '0'..='9' => self.skip_while(is_in_word),
            _ if is_word_start(first) => self.word(),
            _ => {
                if !first.is_whitespace() {
                    self.push(Kind::Sign(first));
                }
                self.skip_char();
            }
        }
    }

    fn push(&mut self, kind: Kind<'a>) {
        self.tokens.push(Token { kind, line: self.line });
    }

    fn skip_while(&mut self, is_part: impl Fn(char) -> bool) {
        self.skip(self.rest.find(|it| !is_part(it)).unwrap_or(self.rest.len()));
    }

    /// A word, or a literal with a prefix.
    fn word(&mut self) {
        let begin = self.text.len() - self.rest.len();
        self.skip_while(is_in_word);
        let word = &self.text[begin..self.text.len() - self.rest.len()];
        match (word, self.first()) {
            ("r" | "br" | "cr", Some('"' | '#')) => self.raw(word),
            ("b" | "c", Some('"')) => self.skip_string(),
            ("b", Some('\'')) => self.skip_quoted(),
            _ => self.push(Kind::Word(word)),
        }
    }

    /// What follows `r`, `br`, or `cr`: a raw string or a raw identifier.
    fn raw(&mut self, prefix: &'a str) {
        let hashes = self.rest.find(|it| it != '#').unwrap_or(self.rest.len());
        let after = &self.rest[hashes..];
        if after.starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            self.skip(hashes + 1);
            let length =
                self.rest.find(&end).map_or(self.rest.len(), |it| it + end.len());
            self.skip(length);
        } else if hashes == 1 && after.starts_with(is_word_start) {
            self.skip(1);
            let end =
                self.rest.find(|it| !is_in_word(it)).unwrap_or(self.rest.len());
            self.push(Kind::RawWord(&self.rest[..end]));
            self.skip(end);
        } else {
            self.push(Kind::Word(prefix));
        }
    }

    /// Block comments can be nested.
    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        loop {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.skip(2);
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.skip(2);
                if depth == 0 {
                    return;
                }
            } else if self.rest.is_empty() {
                return;
            } else {
                self.skip_char();
            }
        }
    }

    fn skip_string(&mut self) {
        self.skip_char();
        while let Some(it) = self.first() {
            self.skip_char();
            match it {
                '"' => return,
                '\\' => self.skip_char(),
                _ => {}
            }
        }
    }

    fn skip_char_or_lifetime(&mut self) {
        let mut after = self.rest.chars().skip(1);
        let is_lifetime =
            after.next().is_some_and(is_in_word) && after.next() != Some('\'');
        if !is_lifetime {
            return self.skip_quoted();
        }
        self.skip_char();
        self.skip_while(is_in_word);
        match self.first() {
            // A character literal with several characters is an error.
            Some('\'') => self.skip_char(),
            // `'r#name` is a raw lifetime.
            Some('#')
                if self.text[..self.text.len() - self.rest.len()]
                    .ends_with("'r") =>
            {
                self.skip_char();
                self.skip_while(is_in_word);
            }
            _ => {}
        }
    }

    /// A character literal, or a byte literal after its prefix.
    fn skip_quoted(&mut self) {
        self.skip_char();
        // `'''` is an error, but ends here.
        if self.second() == Some('\'') && self.first() != Some('\\') {
            self.skip_char();
            return self.skip_char();
        }
        while let Some(it) = self.first() {
            match it {
                '\'' => return self.skip_char(),
                // No literal contains these characters, so a quotation mark is missing.
                '/' => return,
                '\n' if self.second() != Some('\'') => return,
                '\\' => {
                    self.skip_char();
                    self.skip_char();
                }
                _ => self.skip_char(),
            }
        }
    }
}

fn is_word_start(it: char) -> bool {
    it == '_' || it.is_alphabetic()
}

fn is_in_word(it: char) -> bool {
    it == '_' || it.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let words = tokens(text).into_iter().map(|it| match it.kind {
            Kind::Word(word) => word.to_owned(),
            Kind::RawWord(word) => format!("r#{word}"),
            Kind::Sign(sign) => sign.to_string(),
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn comments_have_no_tokens_even_if_they_are_nested() {
        check("a // fs\nb /* fs /* fs */ fs */ c //", "a b c");
        check("a /*/ fs */ b /**/ c /// fs\n d //! \"\n e", "a b c d e");
        check("a /* \" */ fs /* \" */", "a fs");
    }

    #[test]
    fn strings_have_no_tokens_whatever_their_prefix_and_escapes() {
        check(r#"a "fs \" fs \\" b b"\"fs" c c"fs" d"#, "a b c d");
        check(
            r####"a r"fs\" b r#"fs " fs"# c br##"fs "# fs"## d cr#""# e"####,
            "a b c d e",
        );
        check("a \"// \" fs \"/*\" b", "a fs b");
    }

    #[test]
    fn characters_are_told_from_lifetimes() {
        check(r"a 'f' b '\'' c '\\' d b'\'' e b'x' f '\u{1f}' g", "a b c d e f g");
        check("f<'fs>(&'static x, '_, 'r#fs) 'a: loop", "f < > ( & x , , ) : loop");
        check("'\"' fs '\"'", "fs");
        check("m!('a 'b' fs 'c)", "m ! ( fs )");
        check("('ü', ' ', '█') fs", "( , , ) fs");
    }

    #[test]
    fn a_raw_identifier_is_not_a_raw_string() {
        check("r#include!(r#\"fs\"#) r#fs r br", "r#include ! ( ) r#fs r br");
    }

    #[test]
    fn numbers_have_no_words() {
        check("1.0e5f64 + 0x1fs..2 .fs 1.fs()", ". + . . . fs . fs ( )");
    }

    #[test]
    fn a_token_knows_its_line() {
        let lines = tokens("a\n\"\n\n\" b /*\n*/ c").into_iter().map(|it| it.line);
        assert_eq!(lines.collect::<Vec<_>>(), [1, 4, 5]);
    }
}

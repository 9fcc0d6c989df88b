//! The word net: words that a file from elsewhere may not use, because no exercise needs
//! them.
//!
//! Safe Rust can reach a file, another program, or the environment only through a few
//! names in the standard library and a few macros. Code without these words can't read or
//! write anything on the machine of the person who grades it. The words are found in
//! tokens, so comments and strings may contain them. On stable Rust, no macro can
//! assemble a word from parts.
//!
//! Words that the exercise's given file uses are allowed in that exercise. A `super` is
//! allowed if it doesn't lead out of the file, as in `mod tests { use super::*; }`.

use super::tokens::{Kind, Token, tokens};
use std::collections::HashSet;

/// The words, and what each of them gives access to.
const WORDS: [(&str, &[&str]); 7] = [
    (
        "other files",
        &["include", "include_str", "include_bytes", "fs", "Path", "PathBuf"],
    ),
    ("the environment", &["env", "option_env"]),
    ("the operating system", &["os"]),
    ("other programs", &["Command"]),
    ("the network", &["net"]),
    ("foreign code", &["asm", "global_asm", "naked_asm"]),
    ("the linker", &["no_mangle", "export_name", "link_section"]),
];

/// Why this file is not allowed. `None` if it is. `given` is the exercise's given file.
pub(super) fn caught(text: &str, given: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}');
    // The compiler skips such a line, so the tokens here could differ from the
    // compiler's.
    if text.starts_with("#!") && !text.starts_with("#![") {
        return Some(sentence(1, "#!", "a program that would run this file"));
    }
    let given: HashSet<_> = tokens(given).iter().filter_map(word).collect();
    let net = Net { tokens: tokens(text), given };
    let mut place = Place::default();
    net.tokens.iter().enumerate().find_map(|(index, token)| {
        place.note(&net, index);
        let (what, found) = net.found(index, token, &place)?;
        Some(sentence(token.line, what, found))
    })
}

fn sentence(line: usize, word: &str, access: &str) -> String {
    format!(
        "Line {line} has `{word}`, which gives access to {access}. `check --from` accepts it \
         only\nin a comment or a string."
    )
}

struct Net<'a> {
    tokens: Vec<Token<'a>>,
    given: HashSet<&'a str>,
}

impl<'a> Net<'a> {
    /// What is found at this token, and what it gives access to.
    fn found(
        &self,
        index: usize,
        token: &Token<'a>,
        place: &Place,
    ) -> Option<(&'a str, &'static str)> {
        match token.kind {
            Kind::Word("mod") if !self.is_inline_module(index) => {
                Some(("mod", "other files"))
            }
            Kind::Word("extern") => Some(("extern", "foreign code")),
            Kind::Word("super") if self.leaves(index, place.depth()) => {
                Some(("super", "the check"))
            }
            Kind::Word(name @ ("path" | "link")) if place.attributes > 0 => {
                Some((name, "other files"))
            }
            Kind::Word(name) | Kind::RawWord(name) if !self.given.contains(name) => {
                let found = WORDS.iter().find(|(_, words)| words.contains(&name));
                found.map(|(access, _)| (name, *access))
            }
            _ => None,
        }
    }

    fn kind(&self, index: usize) -> Option<Kind<'a>> {
        self.tokens.get(index).map(|it| it.kind)
    }

    /// True if this `mod` is followed by a name and a block. In a macro, the name may be
    /// a variable.
    fn is_inline_module(&self, index: usize) -> bool {
        let name = match self.kind(index + 1) {
            Some(Kind::Sign('$')) => index + 2,
            _ => index + 1,
        };
        matches!(self.kind(name), Some(Kind::Word(_) | Kind::RawWord(_)))
            && self.kind(name + 1) == Some(Kind::Sign('{'))
    }

    /// True if this `super`, together with those in front of it, leads out of the file.
    /// `pub(super)` gives the parent module access to an item, but doesn't use anything
    /// from it.
    fn leaves(&self, index: usize, depth: usize) -> bool {
        let before = |it: usize| index.checked_sub(it).and_then(|it| self.kind(it));
        if before(1) == Some(Kind::Sign('('))
            && before(2) == Some(Kind::Word("pub"))
            && self.kind(index + 1) == Some(Kind::Sign(')'))
        {
            return false;
        }
        let mut levels = 1;
        // Each `super::` in front of it leads one module further out.
        while levels <= depth
            && before(3 * levels) == Some(Kind::Word("super"))
            && before(3 * levels - 1) == Some(Kind::Sign(':'))
            && before(3 * levels - 2) == Some(Kind::Sign(':'))
        {
            levels += 1;
        }
        levels > depth
    }

    /// What this bracket opens.
    fn opens(&self, index: usize) -> Group {
        let before = |it: usize| index.checked_sub(it).and_then(|it| self.kind(it));
        match (before(3), before(2), before(1), self.kind(index)) {
            (_, Some(Kind::Word("mod")), _, Some(Kind::Sign('{'))) => Group::Module,
            (Some(Kind::Word("macro_rules")), Some(Kind::Sign('!')), ..) => {
                Group::Macro
            }
            (_, _, Some(Kind::Sign('#')), Some(Kind::Sign('[')))
            | (
                _,
                Some(Kind::Sign('#')),
                Some(Kind::Sign('!')),
                Some(Kind::Sign('[')),
            ) => Group::Attribute,
            _ => Group::Other,
        }
    }
}

/// The brackets that are open at a token.
#[derive(Default)]
struct Place {
    groups: Vec<Group>,
    modules: usize,
    attributes: usize,
    macros: usize,
}

/// What is between two brackets.
enum Group {
    Module,
    Attribute,
    /// The rules of a macro.
    Macro,
    Other,
}

impl Place {
    fn note(&mut self, net: &Net<'_>, index: usize) {
        match net.tokens[index].kind {
            Kind::Sign('{' | '[' | '(') => {
                let group = net.opens(index);
                if let Some(count) = self.count(&group) {
                    *count += 1;
                }
                self.groups.push(group);
            }
            Kind::Sign('}' | ']' | ')') => {
                let group = self.groups.pop();
                if let Some(count) = group.and_then(|it| self.count(&it)) {
                    *count -= 1;
                }
            }
            _ => {}
        }
    }

    fn count(&mut self, group: &Group) -> Option<&mut usize> {
        match group {
            Group::Module => Some(&mut self.modules),
            Group::Attribute => Some(&mut self.attributes),
            Group::Macro => Some(&mut self.macros),
            Group::Other => None,
        }
    }

    /// How many modules of the file contain the token. A `super` in a macro's rules leads
    /// out of the module in which the macro is used, so there, no module counts.
    fn depth(&self) -> usize {
        if self.macros > 0 { 0 } else { self.modules }
    }
}

fn word<'a>(token: &Token<'a>) -> Option<&'a str> {
    match token.kind {
        Kind::Word(word) | Kind::RawWord(word) => Some(word),
        Kind::Sign(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[track_caller]
    fn refused(text: &str, word: &str) {
        let why = caught(text, "").unwrap_or_default();
        assert!(why.contains(&format!("`{word}`")), "{text}: {why}");
    }

    #[track_caller]
    fn allowed(text: &str) {
        assert_eq!(caught(text, ""), None, "{text}");
    }

    #[test]
    fn every_way_to_a_file_is_refused() {
        refused("include!(\"x.rs\");", "include");
        refused("r#include !{\"x.rs\"}", "include");
        refused("#[doc = include_str!(\"x\")] fn f() {}", "include_str");
        refused(
            "macro_rules! m { ($i:ident) => { $i!(\"x\") } }\nm!(include);",
            "include",
        );
        refused("use std::{io, fs::{self, File}};", "fs");
        refused("use tokio::fs as f;", "fs");
        refused("use std::path::*; fn f(_: &Path) {}", "Path");
        refused("#[path = \"x.rs\"] mod s {}", "path");
        refused("#![cfg_attr(all(), path = \"x.rs\")]", "path");
        refused("mod s;", "mod");
        refused("pub mod r#s ;", "mod");
        refused("macro_rules! m { ($n:ident) => { mod $n; } }", "mod");
        refused("m!(mod, s, ;);", "mod");
        refused("#!/*\nmod s; //*/", "#!");
        refused("\u{feff}#!/*\nmod s; //*/", "#!");
    }

    #[test]
    fn the_environment_other_programs_and_foreign_code_are_refused() {
        refused("const X: &str = env!(\"HOME\");", "env");
        refused("fn f() { std::env::args(); }", "env");
        refused("option_env!(\"X\")", "option_env");
        refused("use std::process::Command;", "Command");
        refused("use std::os::unix::process;", "os");
        refused("use tokio::net::TcpStream;", "net");
        refused("unsafe extern \"C\" { fn f(); }", "extern");
        refused("#[link(name = \"x\")] fn f() {}", "link");
        refused("#[unsafe(no_mangle)] fn f() {}", "no_mangle");
        refused("core::arch::asm!(\"\")", "asm");
    }

    #[test]
    fn a_super_is_refused_only_if_it_leaves_the_file() {
        refused("use super::answers;", "super");
        refused("fn f() { self::super::answers() }", "super");
        refused("mod a { use super::super::answers; }", "super");
        refused("mod a {} fn f() { super::answers() }", "super");
        refused(
            "macro_rules! m { () => { super::answers() } } mod a { fn f() { m!() } }",
            "super",
        );
        refused("mod a { macro_rules! m { () => { super::answers() } } }", "super");
        allowed(
            "#[cfg(test)] mod tests { use super::*; #[test] fn f() { { super::f() } } }",
        );
        allowed("mod a { mod b { use super::super::f; fn g() { super::h() } } }");
        allowed("pub(super) fn f() {}");
        allowed("struct S { super_: u8 }");
    }

    #[test]
    fn words_in_comments_and_strings_and_ordinary_names_are_allowed() {
        allowed("//! fs, env!\n/* include!(\"x\") */ const X: &str = \"std::fs\";");
        allowed(
            "fn get(path: &str) -> String { let link = path; format!(\"{link}\") }",
        );
        allowed("#![allow(unused)]\nfn f() { std::process::exit(0) }");
        allowed("fn f(x: [u8; 1]) { let path = [x[0]]; }");
        allowed("");
    }

    #[test]
    fn a_word_of_the_given_file_is_allowed_but_no_other_file_is() {
        let given = "use std::net::TcpStream; fn get(path: &str) {}";
        assert_eq!(caught("use std::net::TcpListener;", given), None);
        assert!(caught("use std::fs;", given).is_some());
        assert!(caught("#[path = \"x.rs\"] mod s {}", given).is_some());
    }

    #[test]
    fn the_line_is_named() {
        let why = caught("fn f() {}\n\nuse std::fs;\n", "").unwrap();
        assert!(why.starts_with("Line 3 has `fs`"), "{why}");
    }
}

//! Suggestions after a mistyped command.
//!
//! clap suggests commands with a similar spelling, and `reset` is similar to `test`. But
//! `reset` overwrites a learner's file, so it is never suggested. Hidden commands are not
//! suggested either.

use clap::{
    Command, Error,
    error::{ContextKind, ContextValue},
};

/// The same error without harmful suggestions.
pub(crate) fn without_harm(mut error: Error, commands: &Command) -> Error {
    let kind = ContextKind::SuggestedSubcommand;
    if let Some(ContextValue::Strings(mut names)) = error.remove(kind) {
        names.retain(|name| name != "reset" && is_in_help(name, commands));
        if names.is_empty() {
            // For an empty list of suggestions, clap would print an empty line.
            error.remove(ContextKind::Suggested);
        } else {
            error.insert(kind, ContextValue::Strings(names));
        }
    }
    error
}

fn is_in_help(name: &str, commands: &Command) -> bool {
    let mut commands = commands.get_subcommands().filter(|it| !it.is_hide_set());
    commands.any(|it| it.get_name() == name)
}

#[cfg(test)]
mod tests {
    use super::without_harm;
    use crate::commands::command_line::{grammar, parse};

    #[track_caller]
    fn check(typed: &str, tip: Option<&str>) {
        let Err(error) = parse(["xtask".into(), typed.into()]) else {
            panic!("{typed} is a command");
        };
        let said = without_harm(error, &grammar()).to_string();
        assert!(said.contains(&format!("unrecognized subcommand '{typed}'")));
        let (_, said) = said.split_once('\n').expect("the usage is below");
        assert!(!said.contains("reset") && !said.contains("reap"), "{said}");
        assert_eq!(said.contains("tip:"), tip.is_some(), "{said}");
        assert!(said.contains(tip.unwrap_or_default()), "{said}");
    }

    #[test]
    fn reset_is_never_suggested() {
        for typed in ["rest", "rset", "resets", "reset-all"] {
            let error = parse(["xtask".into(), typed.into()]).err();
            let said = error.expect("it is not a command").to_string();
            assert!(said.contains("'reset'"), "clap would not: {said}");
        }
        check("rset", None);
        check("rest", None);
        check("resets", None);
        check("reset-all", None);
        check("repa", None);
        check("tset", None);
        check("chekc", Some("'check'"));
        check("solutoin", Some("'solution'"));
    }
}

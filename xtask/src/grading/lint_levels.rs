//! Keeps the user's flags from changing the lint levels of exercises.
//!
//! An exercise's manifest says which lints are errors. Otherwise, people who set `-D
//! warnings` for their own work, in the environment or in cargo's configuration, would
//! get "does not compile" for an unused import. Other flags, such as linker flags, are
//! kept.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use toml::{Table, Value};

/// Removes lint levels from the flags that `cargo`, which will run in `folder`, passes to the
/// compiler.
pub(super) fn reset(cargo: &mut Command, folder: &Path) {
    // Since version 1.97, cargo itself can make warnings errors.
    cargo.env_remove("CARGO_BUILD_WARNINGS");
    for (name, value) in env::vars_os() {
        let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else {
            continue;
        };
        let separator = match name {
            "CARGO_ENCODED_RUSTFLAGS" => '\u{1f}',
            name if is_flags(name) => ' ',
            _ => continue,
        };
        if let Some(flags) = without_levels(value, separator) {
            cargo.env(name, flags);
        }
    }
    for file in configuration(folder) {
        let table = fs::read_to_string(file).ok().and_then(|it| it.parse().ok());
        for setting in table.as_ref().map(overrides).unwrap_or_default() {
            cargo.arg("--config").arg(setting);
        }
    }
}

/// True if this variable contains compiler flags, separated by spaces.
fn is_flags(name: &str) -> bool {
    name == "RUSTFLAGS"
        || name == "CARGO_BUILD_RUSTFLAGS"
        || (name.starts_with("CARGO_TARGET_") && name.ends_with("_RUSTFLAGS"))
}

/// The flags without those that set lint levels; `None` if there are none of those.
fn without_levels(flags: &str, separator: char) -> Option<String> {
    let all: Vec<_> = flags.split(separator).filter(|it| !it.is_empty()).collect();
    let (kept, levels) = split(&all);
    (!levels.is_empty()).then(|| kept.join(&separator.to_string()))
}

/// The flags that don't set a lint level, and the lints of those that do.
fn split<'a>(flags: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    const LONG: [&str; 6] =
        ["--allow", "--warn", "--force-warn", "--deny", "--forbid", "--cap-lints"];
    let (mut kept, mut lints) = (Vec::new(), Vec::new());
    let mut flags = flags.iter().copied();
    while let Some(flag) = flags.next() {
        let short =
            ["-A", "-W", "-D", "-F"].iter().find_map(|it| flag.strip_prefix(it));
        let long = || LONG.iter().find_map(|it| flag.strip_prefix(it));
        match short.or_else(long) {
            None => kept.push(flag),
            Some("") => lints.extend(flags.next()),
            Some(lint) => lints.push(lint.trim_start_matches('=')),
        }
    }
    (kept, lints)
}

/// Cargo's configuration files for a command that runs in `folder`.
fn configuration(folder: &Path) -> Vec<PathBuf> {
    let user = env::var_os("CARGO_HOME").filter(|it| *it != OsString::new());
    let user =
        user.map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let above = folder.ancestors().map(|it| it.join(".cargo"));
    // The user's home directory may also be one of the parent directories.
    let all = above
        .clone()
        .chain(user.filter(|user| !above.clone().any(|it| it == *user)));
    // If both files exist, cargo reads the one without an extension.
    let file = |folder: PathBuf| {
        ["config", "config.toml"]
            .map(|it| folder.join(it))
            .into_iter()
            .find(|it| it.exists())
    };
    all.filter_map(file).collect()
}

/// The `--config` settings that undo the lint levels in this configuration. Cargo
/// concatenates lists, and the last level of each lint counts. A string replaces the
/// previous value.
fn overrides(configuration: &Table) -> Vec<String> {
    let table = |key: &str| configuration.get(key).and_then(Value::as_table);
    let build = table("build").map(|it| ("build".to_owned(), it));
    let targets = table("target").into_iter().flatten();
    let targets = targets.filter_map(|(name, target)| {
        Some((format!("target.{}", Value::from(name.as_str())), target.as_table()?))
    });
    let setting = |(key, table): (String, &Table)| {
        let value: Value = match table.get("rustflags")? {
            Value::String(flags) => without_levels(flags, ' ')?.into(),
            Value::Array(flags) => {
                let flags: Vec<_> = flags.iter().filter_map(Value::as_str).collect();
                let (_, lints) = split(&flags);
                let warn = lints.iter().map(|it| format!("-W{it}"));
                Some(warn.collect::<Vec<_>>()).filter(|it| !it.is_empty())?.into()
            }
            _ => return None,
        };
        Some(format!("{key}.rustflags={value}"))
    };
    build.into_iter().chain(targets).filter_map(setting).collect()
}

#[cfg(test)]
mod tests {
    use super::{overrides, without_levels};

    #[test]
    fn lint_levels_are_removed_and_other_flags_are_kept() {
        for flags in [
            "-D warnings",
            "-Dwarnings",
            "--deny warnings",
            "--deny=warnings",
            "-F unsafe_code -A dead_code",
            "--cap-lints allow",
        ] {
            assert_eq!(without_levels(flags, ' ').as_deref(), Some(""), "{flags}");
        }
        let mixed = "-C link-arg=-fuse-ld=lld -D warnings --cfg x -Wunused";
        let kept = "-C link-arg=-fuse-ld=lld --cfg x";
        assert_eq!(without_levels(mixed, ' ').as_deref(), Some(kept));
        assert_eq!(without_levels(kept, ' '), None);
        assert_eq!(without_levels("", ' '), None);
        let encoded = "--cfg\u{1f}x=\"a b\"\u{1f}-D\u{1f}warnings";
        let kept = "--cfg\u{1f}x=\"a b\"";
        assert_eq!(without_levels(encoded, '\u{1f}').as_deref(), Some(kept));
    }

    #[test]
    fn lint_levels_in_the_configuration_are_undone() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(overrides(&text.parse().unwrap()), expected, "{text}");
        };
        check("[build]\nrustflags = [\"-C\", \"opt-level=1\"]", &[]);
        check("[build]\njobs = 1\n[target.a]\nlinker = \"x\"", &[]);
        check(
            "[build]\nrustflags = [\"-C\", \"x\", \"-D\", \"warnings\"]",
            &["build.rustflags=[\"-Wwarnings\"]"],
        );
        check(
            "[build]\nrustflags = \"-Dwarnings -Cx\"",
            &["build.rustflags=\"-Cx\""],
        );
        check(
            "[target.'cfg(unix)']\nrustflags = [\"--deny=unused\"]",
            &["target.\"cfg(unix)\".rustflags=[\"-Wunused\"]"],
        );
    }
}

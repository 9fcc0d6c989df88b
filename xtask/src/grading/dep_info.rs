//! Finds out what the compiler has read. Its dep-info file, which cargo has it write next
//! to each program, lists this in the syntax of `make`.
//!
//! A file from elsewhere may be compiled only from itself, its check, and the check's
//! programs. The [`word_net`](super::word_net) refuses all code that could read another
//! file or an environment variable, and this module confirms that no code did.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

/// Why `program` is not built only from the files in `place`. `None` if it is. `root` is
/// the directory in which the compiler ran.
///
/// # Errors
///
/// If the dep-info can't be read. In that case, the program is deleted, so that cargo
/// rebuilds both the next time.
pub(super) fn reads_elsewhere(
    program: &Path,
    root: &Path,
    place: &Path,
) -> io::Result<Option<String>> {
    let path = program.with_extension("d");
    let text = fs::read_to_string(&path).map_err(|error| {
        let _ = fs::remove_file(program);
        let path = path.display();
        io::Error::other(format!("{path} can't be read: {error}. Try again."))
    })?;
    let place = without_dots(&root.join(place));
    let files = files(&text).map(|it| (without_dots(&root.join(&it)), it));
    let other = files.into_iter().find(|(path, _)| !path.starts_with(&place));
    let what = match (other, variables(&text).next()) {
        (Some((_, file)), _) => file,
        (None, Some(name)) => format!("the variable {name}"),
        (None, None) => return Ok(None),
    };
    Ok(Some(format!(
        "The compiler read {what}, which is not part of the exercise. `check --from`\n\
         accepts only files that read nothing outside their exercise."
    )))
}

/// Each file also has its own line, so that `make` doesn't fail if the file is deleted.
fn files(text: &str) -> impl Iterator<Item = String> {
    let files = text.lines().filter_map(|it| it.strip_suffix(':'));
    files.map(|it| it.replace("\\ ", " "))
}

fn variables(text: &str) -> impl Iterator<Item = &str> {
    let variables = text.lines().filter_map(|it| it.strip_prefix("# env-dep:"));
    variables.map(|it| it.split('=').next().unwrap_or(it))
}

/// The path without `.` and `..`. The files in a scratch workspace are not links.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::reads_elsewhere;
    use std::{env, fs, path::Path};

    #[track_caller]
    fn check(name: &str, last_lines: &str, expected: Option<&str>) {
        let folder =
            env::temp_dir().join(format!("dep-info-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let text = format!(
            "target/a-1: a b/tests/a.rs b/tests/../a.rs\n\nb/tests/a.rs:\nb/tests/../a.rs:\n\
             {last_lines}"
        );
        fs::write(folder.join("a-1.d"), text).unwrap();
        let read =
            reads_elsewhere(&folder.join("a-1"), Path::new("/w"), Path::new("b"));
        fs::remove_dir_all(&folder).unwrap();
        let why = read.unwrap();
        assert_eq!(why.is_some(), expected.is_some(), "{why:?}");
        assert!(why.unwrap_or_default().contains(expected.unwrap_or_default()));
    }

    #[test]
    fn a_program_may_be_built_only_from_the_files_in_its_directory() {
        check("own", "b/programs/x\\ y.rs:\n/w/b/z.rs:\n", None);
        check("above", "b/../c.rs:\n", Some("b/../c.rs"));
        check("sibling", "bc/d.rs:\n", Some("bc/d.rs"));
        check("absolute", "/etc/my\\ passwd:\n", Some("/etc/my passwd"));
        check("variable", "\n# env-dep:TOKEN=secret\n", Some("the variable TOKEN"));
    }
}

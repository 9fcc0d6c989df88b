//! The manifests of a scratch workspace: the course's manifests, with other members and
//! other test targets.

use std::{io, path::Path};
use toml::{Table, Value};

/// The root manifest with these members. `folder` is the directory that it comes from.
pub(super) fn workspace(
    text: &str,
    folder: &Path,
    members: Vec<String>,
) -> io::Result<String> {
    let mut manifest = parse(text)?;
    let workspace =
        manifest.entry("workspace").or_insert_with(|| Table::new().into());
    if let Value::Table(workspace) = workspace {
        workspace.remove("default-members");
        workspace.remove("exclude");
        workspace.insert("members".to_owned(), members.into());
        make_paths_absolute(workspace, folder);
    }
    make_paths_absolute(&mut manifest, folder);
    Ok(manifest.to_string())
}

/// The manifest of a package of exercises, with these names and paths as its test targets.
/// `folder` is the directory that it comes from.
pub(super) fn package(
    text: &str,
    folder: &Path,
    tests: impl Iterator<Item = (String, String)>,
) -> io::Result<String> {
    let mut manifest = parse(text)?;
    let tests = tests.map(|(name, path)| {
        let entries = [("name".to_owned(), name), ("path".to_owned(), path)];
        let entries =
            entries.into_iter().map(|(key, value)| (key, Value::from(value)));
        Value::Table(entries.collect())
    });
    manifest.insert("test".to_owned(), Value::Array(tests.collect()));
    make_paths_absolute(&mut manifest, folder);
    Ok(manifest.to_string())
}

fn parse(text: &str) -> io::Result<Table> {
    text.parse().map_err(io::Error::other)
}

/// Makes the paths of dependencies absolute.
fn make_paths_absolute(table: &mut Table, folder: &Path) {
    for key in ["dependencies", "dev-dependencies", "build-dependencies", "patch"] {
        let Some(Value::Table(dependencies)) = table.get_mut(key) else { continue };
        for (_, dependency) in dependencies.iter_mut() {
            make_absolute(dependency, folder);
        }
    }
}

fn make_absolute(dependency: &mut Value, folder: &Path) {
    let Value::Table(dependency) = dependency else { return };
    for (key, value) in dependency.iter_mut() {
        match value {
            Value::String(path) if key == "path" => {
                *path = folder.join(&*path).to_string_lossy().into_owned();
            }
            // `patch` is one level deeper: it has a table for each registry.
            value => make_absolute(value, folder),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{package, workspace};
    use std::path::Path;
    use toml::Table;

    #[test]
    fn a_workspace_keeps_everything_except_its_members() {
        let text = "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\"]\n\
                    default-members = [\"a\"]\n[workspace.dependencies]\n\
                    probe = { path = \"exercises/probe\" }\ntokio = \"1\"\n\
                    [profile.dev]\ndebug = 0\n";
        let folder = Path::new("course");
        let written = workspace(text, folder, vec!["06-gather".to_owned()]).unwrap();
        let table: Table = written.parse().unwrap();
        let workspace = &table["workspace"];
        assert_eq!(workspace["members"].as_array().unwrap().len(), 1);
        assert_eq!(workspace["resolver"].as_str(), Some("3"));
        assert!(workspace.get("default-members").is_none());
        let probe = workspace["dependencies"]["probe"]["path"].as_str().unwrap();
        assert_eq!(Path::new(probe), folder.join("exercises/probe"));
        assert_eq!(workspace["dependencies"]["tokio"].as_str(), Some("1"));
        assert_eq!(table["profile"]["dev"]["debug"].as_integer(), Some(0));
    }

    #[test]
    fn a_package_has_the_given_tests_and_no_others() {
        let text = "[package]\nname = \"a\"\n[[test]]\nname = \"old\"\n\
                    [lints.rust]\nunsafe_code = \"forbid\"\n";
        let tests = [("new".to_owned(), "new/tests/old.rs".to_owned())];
        let written = package(text, Path::new("."), tests.into_iter()).unwrap();
        let table: Table = written.parse().unwrap();
        let tests = table["test"].as_array().unwrap();
        assert_eq!(tests.len(), 1);
        assert_eq!(tests[0]["name"].as_str(), Some("new"));
        assert_eq!(table["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    }
}

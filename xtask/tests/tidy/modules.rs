//! The modules of `xtask/src`: only a few are at the top level, and their imports
//! have no cycles.
//!
//! Each file is a module. A module depends on the modules that it names in `use` lines
//! and in paths that begin with `crate::`, `super::`, or the name of a child. Unit tests
//! are left out.

use crate::{names, read, root};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The modules that each module depends on. Modules are named by their paths, such as
/// `course::header`; the root of the crate is the empty path.
type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_modules_of_the_runner_import_each_other_without_a_cycle() {
    let mut sources = BTreeMap::new();
    collect(&root().join("xtask/src"), "", &mut sources);
    assert!(sources.len() > 40, "{:?}", sources.keys());
    let graph = graph(&sources);
    // Make sure that the graph contains both kinds of edges.
    assert!(graph["grading::grader"].contains("grading::judge"), "{graph:?}");
    assert!(graph["commands::check"].contains("grading::in_place"), "{graph:?}");
    if let Some(cycle) = cycle(&graph) {
        panic!(
            "xtask/src has an import cycle, remove an import: {}",
            cycle.join(" -> ")
        );
    }
}

#[test]
fn the_top_level_of_the_runner_has_at_most_ten_entries() {
    let directory = root().join("xtask/src");
    let entries = names(&directory);
    // Git does not track empty directories, so they don't count.
    let is_entry = |name: &&String| {
        let path = directory.join(name);
        path.is_file() || !names(&path).is_empty()
    };
    let entries: BTreeSet<_> = entries
        .iter()
        .filter(is_entry)
        .map(|it| it.trim_end_matches(".rs"))
        .collect();
    assert!(entries.len() <= 10, "a file and its directory count once: {entries:?}");
}

/// For example, `verdict` imports nothing from the runner, and commands don't import each
/// other.
#[test]
fn lower_layers_do_not_import_higher_ones() {
    let mut sources = BTreeMap::new();
    collect(&root().join("xtask/src"), "", &mut sources);
    let graph = graph(&sources);
    assert!(graph["verdict"].is_empty(), "{:?}", graph["verdict"]);
    for (module, others) in &graph {
        let top = module.split("::").next().unwrap_or_default();
        for other in others {
            let below = other.split("::").next().unwrap_or_default();
            let is_sound = match top {
                "process" => below == "process",
                "terminal" => below == "terminal",
                "course" => ["course", "terminal", "verdict"].contains(&below),
                "grading" => {
                    !["render", "commands", "authoring", "watch"].contains(&below)
                }
                "render" | "watch" => !["commands", "authoring"].contains(&below),
                // The module `commands` only declares the commands.
                "commands" => below != "commands" && below != "authoring",
                _ => true,
            };
            assert!(is_sound, "{module} must not depend on {other}");
        }
    }
}

/// Collects the sources in a directory, by the paths of their modules.
fn collect(directory: &Path, prefix: &str, sources: &mut BTreeMap<String, String>) {
    for name in names(directory) {
        let path = directory.join(&name);
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}::"), sources);
        } else if let Some(stem) = name.strip_suffix(".rs") {
            let module = match (prefix, stem) {
                ("", "main") => String::new(),
                // Tests don't count as part of a module.
                (_, "tests") => continue,
                _ => format!("{prefix}{stem}"),
            };
            sources.insert(module, read(&path));
        }
    }
    // Drop files that no `mod` declares, such as templates for `include_str!`.
    let declared: Vec<_> = sources.values().flat_map(|it| children(it)).collect();
    sources.retain(|module, _| {
        let name = module.rsplit("::").next().unwrap_or_default();
        module.is_empty()
            || !prefix.is_empty()
            || declared.iter().any(|it| it == name)
    });
}

/// The modules that a source declares.
fn children(source: &str) -> Vec<String> {
    let lines = source.lines().map(|line| {
        line.trim()
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ")
    });
    let names = lines.filter_map(|it| it.strip_prefix("mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn graph(sources: &BTreeMap<String, String>) -> Graph {
    let edges = sources.iter().map(|(module, source)| {
        let names = names_in(source, &children(source));
        let others = names.iter().filter_map(|name| resolve(module, name, sources));
        (module.clone(), others.filter(|other| other != module).collect())
    });
    edges.collect()
}

/// All paths in a source that may lead to modules of the crate. Groups in `use` items are
/// expanded.
fn names_in(source: &str, children: &[String]) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    let code = code.split("#[cfg(all(test, unix))]").next().unwrap_or(code);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut names = Vec::new();
    for statement in code.split(';') {
        // A `use` item is the last item before its semicolon.
        let Some((before, tree)) = statement.rsplit_once("use ") else { continue };
        let before = before.trim_end();
        if before.is_empty() || before.ends_with(['}', ']', ')', '\n']) {
            expand("", tree, &mut names);
        }
    }
    // Paths in the code, such as `crate::terminal::output::print`.
    for start in ["crate::", "super::"] {
        for (place, _) in code.match_indices(start) {
            let is_path = |it: char| it.is_alphanumeric() || it == '_' || it == ':';
            let path: String =
                code[place..].chars().take_while(|it| is_path(*it)).collect();
            // A path before a brace is a group in a `use`, which was expanded above.
            if !path.ends_with(':') {
                names.push(path);
            }
        }
    }
    names.retain(|name| {
        let first = name.split("::").next().unwrap_or_default();
        ["crate", "super", "self"].contains(&first)
            || children.iter().any(|child| child == first)
    });
    names
}

/// Expands a `use` tree such as `crate::{course::Course, say}`.
fn expand(prefix: &str, tree: &str, names: &mut Vec<String>) {
    let (mut depth, mut part) = (0, String::new());
    let mut parts = Vec::new();
    for letter in tree.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
            _ => {}
        }
        if letter != ',' || depth > 0 {
            part.push(letter);
        }
    }
    parts.push(part);
    for part in parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
        match part.split_once("::{") {
            Some((head, rest)) => {
                let rest = rest.strip_suffix('}').unwrap_or(rest);
                expand(&format!("{prefix}{head}::"), rest, names);
            }
            None => {
                let name = part.split(" as ").next().unwrap_or(part);
                names.push(format!("{prefix}{name}"));
            }
        }
    }
}

/// The deepest module that a name in `module` leads to.
fn resolve(
    module: &str,
    name: &str,
    sources: &BTreeMap<String, String>,
) -> Option<String> {
    let mut place: Vec<&str> =
        module.split("::").filter(|it| !it.is_empty()).collect();
    let mut parts = name.split("::").peekable();
    match parts.peek() {
        Some(&"crate") => {
            parts.next();
            place.clear();
        }
        Some(&"self") => drop(parts.next()),
        _ => {}
    }
    while parts.next_if(|it| *it == "super").is_some() {
        place.pop();
    }
    let base = place.len();
    place.extend(parts);
    // The end of a name may be an item in the module, so try shorter and shorter paths.
    (base..=place.len())
        .rev()
        .map(|length| place[..length].join("::"))
        .find(|path| sources.contains_key(path))
}

/// The modules of a cycle, if the graph has one. The first module is repeated at the end.
fn cycle(graph: &Graph) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| visit(graph, start, &mut Vec::new(), &mut done))
}

fn visit<'a>(
    graph: &'a Graph,
    module: &'a str,
    path: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|it| *it == module) {
        let cycle = path[start..].iter().chain([&module]);
        return Some(
            cycle
                .map(|it| if it.is_empty() { "main" } else { it }.to_owned())
                .collect(),
        );
    }
    if !done.insert(module) {
        return None;
    }
    path.push(module);
    let found =
        graph[module].iter().find_map(|other| visit(graph, other, path, done));
    path.pop();
    found
}

#[test]
fn a_cycle_is_found_if_there_is_one() {
    let sources = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    };
    let tree = [
        ("", "mod a;\nmod b;\nuse a::c::C;\nuse std::fmt;"),
        ("a", "pub(crate) mod c;\npub(crate) mod d;\npub(crate) use d::D;"),
        ("a::c", "use super::d::{D, E};\nuse crate::{b::{self, B}, say};"),
        ("a::d", "/// use crate::a::c::C;\npub(crate) struct D;"),
        ("b", "use crate::a::d;\nfn f() { crate::a::d::g() }"),
    ];
    let graph_of = |files: &[(&str, &str)]| graph(&sources(files));
    let found = graph_of(&tree);
    let edges =
        |module: &str| found[module].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(edges(""), ["a::c"]);
    assert_eq!(edges("a"), ["a::d"]);
    assert_eq!(edges("a::c"), ["", "a::d", "b"]);
    assert_eq!(edges("b"), ["a::d"]);

    let mut sound = tree;
    sound[2].1 = "use super::d::{D, E};\nuse crate::b::{self, B};";
    assert_eq!(cycle(&graph_of(&sound)), None);
    // A `use` of an item of the parent, a `use` of another directory, and a path.
    for (index, text, expected) in [
        (3, "use super::D;", "a::d -> a -> a::d"),
        (4, "use crate::a::c::C;", "a::c -> b -> a::c"),
        (3, "fn f() { crate::b::g() }", "a::d -> b -> a::d"),
    ] {
        let mut files = sound;
        files[index].1 = text;
        let cycle = cycle(&graph_of(&files)).expect("there is one");
        assert_eq!(cycle.join(" -> "), expected);
    }
}

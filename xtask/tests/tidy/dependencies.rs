//! What we build on: named with a reason, and under a licence that lets everybody use it.

use crate::{read, root};
use std::process::Command;

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let manifest = read(&root().join("Cargo.toml"));
    let page = read(&root().join("ARCHITECTURE.md"));
    let table = manifest.split("[workspace.dependencies]").nth(1).unwrap();
    let table = table.split("\n[").next().unwrap();
    for line in table
        .lines()
        .filter(|line| line.contains(" = ") && !line.contains("path = "))
    {
        let name = line.split(" = ").next().unwrap();
        assert!(
            page.contains(&format!("| `{name}` |")),
            "ARCHITECTURE.md: why `{name}`?"
        );
    }
}

#[test]
fn every_licence_is_permissive() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or("none");
        let permissive = [
            "MIT",
            "Apache-2.0",
            "Zlib",
            "BSD-3-Clause",
            "Unicode-3.0",
            "ISC",
            "CC0-1.0",
        ];
        assert!(
            permissive.iter().any(|it| licence.contains(it)),
            "{}: {licence}",
            package["name"]
        );
    }
}

//! Dependencies: each has a documented reason and a permissive license.

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
            "ARCHITECTURE.md: add `{name}` to the dependencies, with its reason"
        );
    }
}

#[test]
fn every_license_is_permissive() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let license = package["license"].as_str().unwrap_or("none");
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
            permissive.iter().any(|it| license.contains(it)),
            "{}: {license}",
            package["name"]
        );
    }
}

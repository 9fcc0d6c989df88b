//! The rows that don't need a terminal.

use crate::{
    copy::Copy,
    pairs::{row, run, time},
};
use std::fs;

/// The exercise that is edited, and the arguments with which plain cargo tests it.
pub(crate) const EDITED: &str = "exercises/06-gather/ordered_fetch.rs";
pub(crate) const BARE: &str = "test -q -p gather-exercises --test ordered_fetch";

/// The time from an edit to the verdict.
pub(crate) fn edit() {
    let copy = Copy::new("edit");
    run(&mut copy.cargo("xtask check ordered_fetch"));
    run(&mut copy.cargo(BARE));
    let after_an_edit = |number, arguments| {
        copy.edit(EDITED, number);
        time(|| run(&mut copy.cargo(arguments)))
    };
    row(
        "edit, check NAME",
        20,
        |pair| after_an_edit(2 * pair, "xtask check ordered_fetch"),
        |pair| after_an_edit(2 * pair + 1, BARE),
    );
}

/// The time to check everything if nothing has changed.
pub(crate) fn unchanged() {
    let copy = Copy::new("edit");
    let bare = "test -q --no-fail-fast -p *-exercises";
    run(&mut copy.cargo("xtask check"));
    run(&mut copy.cargo(bare));
    row(
        "check, nothing changed",
        20,
        |_| time(|| run(&mut copy.cargo("xtask check"))),
        |_| time(|| run(&mut copy.cargo(bare))),
    );
}

/// The time to check everything with an empty target directory. The runner is already built.
pub(crate) fn cold() {
    let copy = Copy::new("cold");
    let xtask = env!("CARGO_BIN_EXE_xtask");
    let empty = || {
        // The first time, this directory doesn't exist.
        let _ = fs::remove_dir_all(copy.0.join("target"));
    };
    row(
        "check, cold",
        3,
        |_| {
            empty();
            let mut check = std::process::Command::new(xtask);
            check.arg("check").current_dir(&copy.0).env_remove("CARGO_TARGET_DIR");
            check.env("CARGO_MANIFEST_DIR", copy.0.join("xtask"));
            time(|| run(&mut check))
        },
        |_| {
            empty();
            time(|| run(&mut copy.cargo("build -q --tests -p *-exercises")))
        },
    );
}

/// The time to check one unchanged exercise among 88, compared with one among 7.
pub(crate) fn growth() {
    let (large, small) = (Copy::new("large"), Copy::new("small"));
    large.resize(88);
    small.resize(7);
    for copy in [&large, &small] {
        run(&mut copy.cargo("xtask check made_01_0"));
    }
    let check = |copy: &Copy| time(|| run(&mut copy.cargo("xtask check made_01_0")));
    row("check NAME, 88 vs. 7 exercises", 20, |_| check(&large), |_| check(&small));
    let bare = |copy: &Copy| {
        let test = "test -q -p concurrency-exercises --test made_01_0";
        time(|| run(&mut copy.cargo(test)))
    };
    row("the same with plain cargo test", 20, |_| bare(&large), |_| bare(&small));
}

/// The time that `prove` takes per variant, compared with compiling one test target.
pub(crate) fn prove() {
    let copy = Copy::new("edit");
    run(&mut copy.cargo("xtask prove"));
    run(&mut copy.cargo("build -q -p gather-exercises --test ordered_fetch"));
    let variants = variants(&copy);
    row(
        "prove, per variant",
        2,
        |pair| {
            touch_variants(&copy, pair);
            time(|| run(&mut copy.cargo("xtask prove"))) / variants
        },
        |pair| {
            // A single build varies too much, so this is the mean of ten.
            let ten = (0..10).map(|number| {
                copy.edit(EDITED, 100 * pair + number);
                let build = "build -q -p gather-exercises --test ordered_fetch";
                time(|| run(&mut copy.cargo(build)))
            });
            ten.sum::<std::time::Duration>() / 10
        },
    );
    println!("({variants} variants)");
}

/// The number of variants that `prove` grades.
fn variants(copy: &Copy) -> u32 {
    let output = copy.cargo("xtask prove").output().expect("it can be started");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let passed = said.lines().find_map(|it| it.split_once(" passed, "));
    passed.and_then(|(count, _)| count.parse().ok()).expect("it counts them")
}

/// Edits every solution, so that each is compiled again.
fn touch_variants(copy: &Copy, number: usize) {
    let mut directories = vec![copy.0.join("solutions")];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("it can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                directories.push(path);
            } else {
                let name = path.strip_prefix(&copy.0).expect("it is in the copy");
                copy.edit(&name.to_string_lossy(), number);
            }
        }
    }
}

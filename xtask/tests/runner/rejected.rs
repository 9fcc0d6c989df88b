//! What is said of several checks that fail: the plain one first, and nothing twice.

use crate::{RIGHT, demo::Demo};
use serde_json::Value;

/// Reports as the probe does; libtest has its tests in the order of their names.
const CHECK: &str = r##"
    #[test] fn works() { reject("works", "took 6 s"); }
    #[test] fn also_works_late() { reject("also_works_late", "took 9 s"); }

    fn reject(test: &str, measured: &str) {
        let text = format!("{measured}\n\nThis is what comes of the belief \
            (time-is-short):\n  Time is short.\nBut:\n  It is long.\nTaught in \
            lessons/01-demo/README.md#time\n\nPROBE_SEED=7 repeats this run.\n");
        let place = std::env::var_os("PROBE_REPORT").unwrap();
        let quoted = text.replace('\n', "\\n");
        let event = format!("{{\"event\":\"rejected\",\"test\":\"{test}\",\
            \"measured\":\"{measured}\",\"belief\":\"time-is-short\",\
            \"text\":\"{quoted}\",\"picture\":null,\"seed\":7}}\n");
        use std::io::Write;
        let file = std::fs::File::options().create(true).append(true).open(place);
        file.unwrap().write_all(event.as_bytes()).unwrap();
        panic!("{text}");
    }"##;

#[test]
fn of_several_rejections_the_plain_one_stands_first_and_nothing_is_said_twice() {
    let demo = Demo::with_checks("rejected", &[], &[("late", CHECK)]);
    let said = demo.xtask(&["check", "late"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let place = |words: &str| {
        let mut places = said.output.match_indices(words).map(|it| it.0);
        let place =
            places.next().unwrap_or_else(|| panic!("{words}: {}", said.output));
        assert_eq!(places.next(), None, "{words} twice: {}", said.output);
        place
    };
    let mut places = vec![
        place("\n  works\n    took 6 s\n"),
        place("This is what comes of the belief (time-is-short)"),
        place("Taught in lessons/01-demo/README.md#time"),
        place("\n  also_works_late\n    took 9 s\n"),
        place("The same belief: time-is-short."),
        place("PROBE_SEED=7"),
        place("next: cargo xtask hint late"),
    ];
    let shown = places.clone();
    places.sort_unstable();
    assert_eq!(shown, places, "{}", said.output);
    #[cfg(unix)]
    place("To repeat this run: PROBE_SEED=7 cargo xtask check late\n");

    // About a file from elsewhere, that command would be wrong.
    demo.write("elsewhere/late.rs", RIGHT);
    let folder = demo.0.join("elsewhere");
    let said = demo.xtask(&["check", "--from", &folder.to_string_lossy()]);
    assert!(said.output.contains("Set PROBE_SEED=7 to repeat"), "{}", said.output);

    // For machines, each failure is whole.
    let said = demo.xtask(&["check", "--format", "json"]);
    let all: Value = serde_json::from_str(&said.output).unwrap();
    let failures = &all["exercises"][0]["failures"];
    for (index, test) in [(0, "works"), (1, "also_works_late")] {
        assert_eq!(failures[index]["test"], test);
        let text = failures[index]["text"].as_str().unwrap();
        assert!(text.contains("It is long.") && text.ends_with("repeats this run."));
    }
}

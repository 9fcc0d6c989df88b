//! Verdicts as JUnit XML.

use crate::{RIGHT, WRONG, demo::Demo};
use quick_xml::{Reader, events::Event};

/// A test case in JUnit XML: its name and, if it is not solved, its child element's name,
/// type, and text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Case {
    name: String,
    holds: String,
    kind: String,
    text: String,
}

#[test]
fn junit_xml_has_counts_and_escapes_special_characters() {
    const ODD: &str = r#"<&"]]> 'x' é"#;
    let odd = format!(
        "pub fn answer() -> u8 {{ panic!(\"a bell \\u{{7}}\\u{{ffff}} and \\u{{1b}}[31mred\\u{{1b}}[0m \
         and {}\") }}",
        ODD.replace('"', "\\\"")
    );
    let attempts =
        [("right", RIGHT), ("odd", odd.as_str()), ("emptied", ""), ("last", WRONG)];
    let demo = Demo::new("junit", &attempts);
    let said = demo.xtask(&["check", "--format", "junit"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(said.output.starts_with("<?xml"), "{}", said.output);
    let (counts, cases) = junit(&said.output);
    let expected = [("tests", "4"), ("failures", "2"), ("errors", "1")];
    for element in ["testsuites", "testsuite"] {
        for (key, value) in expected {
            let found = counts.iter().find(|it| it.0 == element && it.1 == key);
            assert_eq!(found.map(|it| &*it.2), Some(value), "{}", said.output);
        }
    }
    let names: Vec<_> =
        cases.iter().map(|it| (&*it.name, &*it.holds, &*it.kind)).collect();
    assert_eq!(
        names,
        [
            ("right", "", ""),
            ("odd", "failure", "tests-failed"),
            ("emptied", "error", "unreadable"),
            ("last", "failure", "tests-failed"),
        ]
    );
    let text = &cases[1].text;
    assert!(
        text.contains(&format!(
            "a bell \\u{{7}} and \\u{{1b}}[31mred\\u{{1b}}[0m and {ODD}"
        )),
        "{text:?}"
    );
    assert!(cases[2].text.contains("is empty"), "{:?}", cases[2]);
}

type Counts = Vec<(String, String, String)>;

/// The attributes of the suites, and the cases in order.
fn junit(xml: &str) -> (Counts, Vec<Case>) {
    let mut reader = Reader::from_str(xml);
    let (mut counts, mut cases) = (Vec::new(), Vec::<Case>::new());
    loop {
        let event = reader.read_event().expect("it is well-formed");
        match &event {
            Event::Eof => return (counts, cases),
            Event::Start(it) | Event::Empty(it) => {
                let element = text(it.name().0);
                let attributes = it.attributes().map(|it| {
                    let it = it.expect("it is well-formed");
                    let key = text(it.key.0);
                    let value = text(&it.value);
                    (element.clone(), key, value)
                });
                let attributes: Counts = attributes.collect();
                let value = |key: &str| {
                    let found = attributes.iter().find(|it| it.1 == key);
                    found.map(|it| it.2.clone()).unwrap_or_default()
                };
                match element.as_str() {
                    "testcase" => {
                        cases.push(Case { name: value("name"), ..Case::default() });
                    }
                    "failure" | "error" => {
                        let case = cases.last_mut().expect("it is within a case");
                        (case.holds, case.kind) = (element, value("type"));
                    }
                    _ => counts.extend(attributes),
                }
            }
            Event::Text(said) => {
                if let Some(case) = cases.last_mut() {
                    case.text.push_str(&text(said));
                }
            }
            Event::GeneralRef(name) => {
                let case = cases.last_mut().expect("it is within a case");
                case.text.push(match &*text(name) {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other} is not predefined"),
                });
            }
            _ => {}
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it says that it is UTF-8")
}

//! Verdicts as JUnit's XML: a suite a lesson, a case an exercise.
//!
//! There is no standard; the elements are those of the schema that Jenkins publishes, which
//! GitLab, Azure and others read. A verdict about the code is a `failure`, one about files
//! an `error`.

use super::plain;
use crate::{course::Exercise, grade::Graded, show};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::{io, time::Duration};

/// The verdicts as text, in learning order.
pub(crate) fn junit(exercises: &[&Exercise], graded: &[Graded]) -> String {
    let cases: Vec<_> = exercises.iter().copied().zip(graded).collect();
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut xml, &cases).expect("memory takes all that is written");
    String::from_utf8(xml.into_inner()).expect("text was written")
}

type Case<'a> = (&'a Exercise, &'a Graded);

fn write(xml: &mut Writer<Vec<u8>>, cases: &[Case<'_>]) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = cases.chunk_by(|a, b| a.0.folder == b.0.folder);
    xml.create_element("testsuites")
        .with_attribute(("name", "awaitlings"))
        .with_attributes(counts(cases).iter().map(|(key, value)| (*key, &**value)))
        .write_inner_content(|xml| {
            for suite in suites {
                let folder = &*suite[0].0.folder;
                xml.create_element("testsuite")
                    .with_attribute(("name", folder))
                    .with_attributes(
                        counts(suite).iter().map(|(key, value)| (*key, &**value)),
                    )
                    .write_inner_content(|xml| {
                        suite.iter().try_for_each(|it| case(xml, *it))
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}

fn case(xml: &mut Writer<Vec<u8>>, (exercise, graded): Case<'_>) -> io::Result<()> {
    let file = graded.file(exercise).to_string_lossy().replace('\\', "/");
    let element = xml
        .create_element("testcase")
        .with_attribute(("classname", &*exercise.folder))
        .with_attribute(("name", &*exercise.name))
        .with_attribute(("file", &*file))
        .with_attribute(("time", &*seconds(graded.took)));
    let verdict = &graded.verdict;
    if verdict.is_solved() {
        element.write_empty()?;
        return Ok(());
    }
    let kind = if verdict.is_about_files() { "error" } else { "failure" };
    let why = plain(&show::explanation(exercise, graded).join("\n\n"));
    element.write_inner_content(|xml| {
        xml.create_element(kind)
            .with_attribute(("type", verdict.name()))
            .with_attribute(("message", &*show::summary(verdict)))
            .write_text_content(BytesText::new(&allowed(&why)))?;
        Ok(())
    })?;
    Ok(())
}

fn counts(cases: &[Case<'_>]) -> [(&'static str, String); 4] {
    let verdicts = || cases.iter().map(|(_, graded)| &graded.verdict);
    let unsolved = verdicts().filter(|it| !it.is_solved());
    let (errors, failures): (Vec<_>, Vec<_>) =
        unsolved.partition(|it| it.is_about_files());
    let time = cases.iter().map(|(_, graded)| graded.took).sum();
    [
        ("tests", cases.len().to_string()),
        ("failures", failures.len().to_string()),
        ("errors", errors.len().to_string()),
        ("time", seconds(time)),
    ]
}

fn seconds(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64())
}

/// Without what XML 1.0 does not allow, such as the bell: <https://www.w3.org/TR/xml/#charsets>.
fn allowed(text: &str) -> String {
    let allowed =
        |it: &char| matches!(it, '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

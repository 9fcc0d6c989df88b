//! Verdicts as JUnit XML: one suite per lesson, one case per exercise.
//!
//! There is no standard. The elements are from the schema that Jenkins publishes,
//! which GitLab, Azure, and others can read. A verdict about the code is a
//! `failure`, one about files an `error`.

use super::{format::plain, human};
use crate::grading::graded::Graded;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::{io, time::Duration};

/// The verdicts as text, in learning order, with messages of this width.
pub(crate) fn junit(graded: &[Graded], width: usize) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut xml, graded, width).expect("memory takes all that is written");
    String::from_utf8(xml.into_inner()).expect("text was written")
}

fn write(
    xml: &mut Writer<Vec<u8>>,
    graded: &[Graded],
    width: usize,
) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = graded.chunk_by(|a, b| a.exercise.folder == b.exercise.folder);
    xml.create_element("testsuites")
        .with_attribute(("name", "awaitlings"))
        .with_attributes(counts(graded).iter().map(|(key, value)| (*key, &**value)))
        .write_inner_content(|xml| {
            for suite in suites {
                let folder = &*suite[0].exercise.folder;
                xml.create_element("testsuite")
                    .with_attribute(("name", folder))
                    .with_attributes(
                        counts(suite).iter().map(|(key, value)| (*key, &**value)),
                    )
                    .write_inner_content(|xml| {
                        suite.iter().try_for_each(|it| case(xml, it, width))
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}

fn case(xml: &mut Writer<Vec<u8>>, graded: &Graded, width: usize) -> io::Result<()> {
    let (exercise, verdict) = (&graded.exercise, &graded.verdict);
    let file = graded.file().to_string_lossy().replace('\\', "/");
    let element = xml
        .create_element("testcase")
        .with_attribute(("classname", &*exercise.folder))
        .with_attribute(("name", &*exercise.name))
        .with_attribute(("file", &*file))
        .with_attribute(("time", &*seconds(graded.took)));
    if verdict.is_solved() {
        element.write_empty()?;
        return Ok(());
    }
    let kind = if verdict.is_about_files() { "error" } else { "failure" };
    let why = plain(&human::explanation(graded, width).join("\n\n"));
    element.write_inner_content(|xml| {
        xml.create_element(kind)
            .with_attribute(("type", verdict.name()))
            .with_attribute(("message", &*human::summary(verdict)))
            .write_text_content(BytesText::new(&allowed(&why)))?;
        Ok(())
    })?;
    Ok(())
}

fn counts(graded: &[Graded]) -> [(&'static str, String); 4] {
    let unsolved = graded.iter().map(|it| &it.verdict).filter(|it| !it.is_solved());
    let (errors, failures): (Vec<_>, Vec<_>) =
        unsolved.partition(|it| it.is_about_files());
    let time = graded.iter().map(|it| it.took).sum();
    [
        ("tests", graded.len().to_string()),
        ("failures", failures.len().to_string()),
        ("errors", errors.len().to_string()),
        ("time", seconds(time)),
    ]
}

fn seconds(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64())
}

/// The text without characters that XML 1.0 does not allow, such as U+FFFF:
/// <https://www.w3.org/TR/xml/#charsets>.
fn allowed(text: &str) -> String {
    let allowed =
        |it: &char| matches!(it, '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

//! The options of every story.

use lexopt::{Error, Parser, ValueExt};
use std::path::PathBuf;

/// The options from the command line of a story.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) virtual_clock: bool,
    /// The numbers of the acts to play. An empty list means all acts.
    pub(crate) acts: Vec<usize>,
    pub(crate) no_timeline: bool,
    pub(crate) ascii: bool,
    /// The width of the pictures in columns. `None` means the width of the terminal.
    pub(crate) width: Option<usize>,
    pub(crate) svg: Option<PathBuf>,
    pub(crate) trace: Option<PathBuf>,
}

const OPTIONS: &str = "Options:
      --virtual        Use a virtual clock: print the same lines without waiting
      --act NUMBER     Play only this act (can be repeated)
      --no-timeline    Print only the lines, without the pictures
      --ascii          Draw the pictures with ASCII characters only
      --width COLUMNS  Draw pictures this wide, 24 to 1000 columns
                       (default: the width of the terminal, or 80)
      --svg FILE       Also write the pictures to this SVG file
      --trace FILE     Also write a Chrome trace (JSON) to this file, for
                       ui.perfetto.dev or chrome://tracing
  -h, --help           Print this help

Example: cargo run -p gather -- --virtual --svg gather.svg";

/// Returns the text of `--help`. Its first line has the name of the program, which is
/// the name of the lesson.
pub(crate) fn usage() -> String {
    let program = std::env::args_os().next().map(PathBuf::from).unwrap_or_default();
    let lesson = program.file_stem().unwrap_or_default().to_string_lossy();
    format!("Usage: {lesson} [OPTIONS]\n\n{OPTIONS}")
}

impl Options {
    /// Reads the command line. Returns `None` for `--help`.
    ///
    /// # Errors
    ///
    /// Returns an error whose text names the wrong option or value.
    pub(crate) fn read() -> Result<Option<Self>, Error> {
        use lexopt::Arg::{Long, Short};
        let mut options = Self::default();
        let mut line = Parser::from_env();
        while let Some(argument) = line.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("virtual") => options.virtual_clock = true,
                Long("act") => options.acts.push(line.value()?.parse()?),
                Long("no-timeline") => options.no_timeline = true,
                Long("ascii") => options.ascii = true,
                Long("width") => options.width = Some(columns(&mut line)?),
                Long("svg") => options.svg = Some(line.value()?.into()),
                Long("trace") => options.trace = Some(line.value()?.into()),
                other => return Err(other.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

fn columns(line: &mut Parser) -> Result<usize, Error> {
    let columns = line.value()?.parse()?;
    if (24..=1000).contains(&columns) {
        return Ok(columns);
    }
    Err(format!("--width must be 24 to 1000 columns, not {columns}").into())
}

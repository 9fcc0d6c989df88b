//! The options of every story.

use clap::Parser;
use std::path::PathBuf;

/// What a story can be asked for on its command line.
#[derive(Parser, Clone, Debug, Default)]
#[command(disable_version_flag = true, name = program(), bin_name = program())]
#[command(
    about = "Tells the story of this lesson, and draws who held the thread, and when."
)]
#[command(after_help = "Example: cargo run -p gather -- --virtual --svg gather.svg")]
pub(crate) struct Options {
    /// Let the clock jump instead of waiting: the same lines at once
    #[arg(long = "virtual")]
    pub(crate) virtual_clock: bool,

    /// Play only this act; may be given more than once
    #[arg(long = "act", value_name = "NUMBER")]
    pub(crate) acts: Vec<usize>,

    /// Print the words alone, without the pictures
    #[arg(long)]
    pub(crate) no_timeline: bool,

    /// Draw with plain characters, for terminals and fonts without lines and blocks
    #[arg(long)]
    pub(crate) ascii: bool,

    /// Draw for a terminal of this width [default: this terminal's, or 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(24..=1000))]
    pub(crate) width: Option<u16>,

    /// Also draw the pictures into this SVG file
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,

    /// Also write a Chrome trace (JSON) into this file, for ui.perfetto.dev or chrome://tracing
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
}

/// The name the learner knows: the lesson's, not this crate's.
fn program() -> &'static str {
    static NAME: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    NAME.get_or_init(|| {
        let program = std::env::args_os().next().map(PathBuf::from);
        let stem = program.as_deref().and_then(|path| path.file_stem());
        stem.map_or_else(
            || "story".to_owned(),
            |it| it.to_string_lossy().into_owned(),
        )
    })
}

//! Draws the timeline for a terminal: one row per lane, one column per step of time.

use super::{Axis, End, Hold, Lane, Record, round::round_times};
use anstyle::{AnsiColor, Color, Style};
use std::{fmt::Write, time::Duration};
use unicode_width::UnicodeWidthStr;

/// Options for drawing.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The width of the picture in columns. Drawing works down to 24.
    pub width: usize,
    /// Whether to draw with ASCII characters only. This doesn't apply to names, which
    /// are printed unchanged.
    pub ascii: bool,
}

/// Returns the width of the terminal that standard output goes to, but at least 24
/// columns, or 80 if standard output is not a terminal.
pub fn width() -> usize {
    let size = terminal_size::terminal_size();
    size.map_or(80, |(columns, _)| usize::from(columns.0).max(24))
}

/// The maximum number of lanes in the picture. More lanes would be hard to read. The
/// SVG and the trace contain all lanes.
const MAX_LANES: usize = 40;

/// Draws the record as text with ANSI color codes. The picture is complete without the
/// colors, so `anstream` can remove the codes if the output is not a terminal.
pub fn draw(record: &Record, look: Look) -> String {
    let glyphs = if look.ascii { &ASCII } else { &UNICODE };
    let mut rows: Vec<_> =
        record.lanes.iter().take(MAX_LANES).map(Row::of_lane).collect();
    let lanes = rows.len();
    if record.axis == Axis::Seconds {
        rows.extend(Row::of_threads(record));
    }
    let margin = margin(&rows, look.width);
    let scale = Scale::fit(record, look.width.saturating_sub(margin).max(10));

    let mut picture = String::new();
    line(&mut picture, &format!("{:margin$}{}", "", scale.axis()));
    for row in &rows[..lanes] {
        row.draw(&mut picture, margin, &scale, glyphs);
    }
    if record.lanes.len() > MAX_LANES {
        let rest = record.lanes.len() - MAX_LANES;
        line(
            &mut picture,
            &format!("and {rest} more lanes (--svg or --trace has all of them)"),
        );
    }
    for row in &rows[lanes..] {
        row.draw(&mut picture, margin, &scale, glyphs);
    }
    // The longest entry of the legend, `╳ dropped before done`, is 21 columns wide.
    let indent = margin.min(look.width.saturating_sub(21));
    for words in legend(&rows, record.axis, glyphs, look.width - indent) {
        line(&mut picture, &format!("{:indent$}{words}", ""));
    }
    picture
}

const INFALLIBLE: &str = "writing to a `String` never fails";

fn line(picture: &mut String, text: &str) {
    picture.push_str(text.trim_end());
    picture.push('\n');
}

/// Returns the columns to the left of the chart: enough for the longest name that still
/// leaves two thirds of the width for the chart.
fn margin(rows: &[Row<'_>], width: usize) -> usize {
    let widths = rows.iter().map(|row| row.name.width() + 2);
    widths.filter(|&it| it <= width / 3).max().unwrap_or(2)
}

/// A row of the picture: a lane, or a thread.
struct Row<'a> {
    name: String,
    holds: std::borrow::Cow<'a, [Hold]>,
    /// The cell that is drawn between holds.
    between: Cell,
    end: Option<(Duration, End)>,
    /// Where the last wait ends if `end` is `None`.
    until: Duration,
}

impl<'a> Row<'a> {
    fn of_lane(lane: &'a Lane) -> Self {
        Self {
            name: lane.name.clone(),
            holds: (&lane.holds[..]).into(),
            between: Cell::Waits,
            end: lane.end,
            until: Duration::MAX,
        }
    }

    fn of_threads(record: &'a Record) -> impl Iterator<Item = Self> {
        record.threads.iter().enumerate().filter_map(|(index, name)| {
            let holds = record.thread_holds(index);
            (!holds.is_empty()).then(|| Row {
                name: format!("thread {name}"),
                holds: holds.into(),
                between: Cell::Blank,
                end: None,
                until: Duration::ZERO,
            })
        })
    }

    fn draw(
        &self,
        picture: &mut String,
        margin: usize,
        scale: &Scale,
        glyphs: &Glyphs,
    ) {
        let mut name = self.name.as_str();
        if name.width() + 2 > margin {
            // A long name gets its own line, because truncated names may look alike.
            line(picture, name);
            name = "";
        }
        let fill = margin - name.width();
        line(
            picture,
            &format!("{name}{:fill$}{}", "", paint(&self.cells(scale), glyphs)),
        );
    }

    fn cells(&self, scale: &Scale) -> Vec<Cell> {
        let mut cells = vec![Cell::Blank; scale.cells];
        let Some(first) = self.holds.first() else { return cells };
        let until = self.end.map_or(self.until, |(at, _)| at);
        let last = scale.first_cell(until);
        cells[scale.first_cell(first.from)..=last].fill(self.between);
        for hold in &*self.holds {
            let from = scale.first_cell(hold.from);
            let to = scale.end_cell(hold.to).max(from + 1).min(scale.cells);
            cells[from..to].fill(Cell::Holds);
        }
        if let Some((_, end)) = self.end {
            cells[last] = Cell::Ends(end);
        }
        cells
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Blank,
    Waits,
    Holds,
    Ends(End),
}

/// The characters for the cells of the chart.
struct Glyphs {
    holds: char,
    waits: char,
    done: char,
    dropped: char,
    panicked: char,
}

const UNICODE: Glyphs =
    Glyphs {
        holds: '█', waits: '━', done: '●', dropped: '╳', panicked: '!'
    };
const ASCII: Glyphs =
    Glyphs { holds: '#', waits: '-', done: 'o', dropped: 'x', panicked: '!' };

impl Glyphs {
    fn of(&self, cell: Cell) -> (char, Style) {
        let color =
            |color: AnsiColor| Style::new().fg_color(Some(Color::Ansi(color)));
        match cell {
            Cell::Blank => (' ', Style::new()),
            Cell::Waits => (self.waits, color(AnsiColor::Cyan).dimmed()),
            Cell::Holds => (self.holds, color(AnsiColor::Yellow)),
            Cell::Ends(End::Done) => (self.done, color(AnsiColor::Green)),
            Cell::Ends(End::Dropped) => (self.dropped, color(AnsiColor::Magenta)),
            Cell::Ends(End::Panicked) => {
                (self.panicked, color(AnsiColor::Red).bold())
            }
        }
    }
}

/// Returns the cells as characters, with a color code only where the color changes.
fn paint(cells: &[Cell], glyphs: &Glyphs) -> String {
    let used =
        cells.iter().rposition(|&it| it != Cell::Blank).map_or(0, |it| it + 1);
    let mut text = String::new();
    for run in cells[..used].chunk_by(|a, b| a == b) {
        let (glyph, style) = glyphs.of(run[0]);
        let run: String = run.iter().map(|_| glyph).collect();
        write!(text, "{style}{run}{style:#}").expect(INFALLIBLE);
    }
    text
}

/// Returns a legend of the characters that the picture uses, wrapped at `columns`.
fn legend(
    rows: &[Row<'_>],
    axis: Axis,
    glyphs: &Glyphs,
    columns: usize,
) -> Vec<String> {
    let is_used =
        |end| rows.iter().any(|row| row.end.is_some_and(|(_, it)| it == end));
    let holds = match axis {
        Axis::Seconds => "holds the thread",
        Axis::Lines => "runs",
    };
    let ends = [End::Done, End::Dropped, End::Panicked];
    let ends = ends.into_iter().filter(|&it| is_used(it));
    let ends = ends.map(|end| (Cell::Ends(end), end.words()));
    let entries = [(Cell::Holds, holds), (Cell::Waits, "waits")];
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (cell, word) in entries.into_iter().chain(ends) {
        let entry = format!("{} {word}   ", paint(&[cell], glyphs));
        let width = word.width() + 2;
        if used > 0 && used + width > columns {
            lines.push(String::new());
            used = 0;
        }
        lines.last_mut().expect("the list starts with one line").push_str(&entry);
        used += width + 3;
    }
    lines
}

/// Converts times to columns.
struct Scale {
    /// The time that a column shows.
    cell: Duration,
    /// The number of columns.
    cells: usize,
    /// The number of columns from one label to the next.
    label_every: usize,
    axis: Axis,
}

impl Scale {
    /// Returns the finest round scale on which the act fits into `columns`.
    fn fit(record: &Record, columns: usize) -> Self {
        let Record { axis, took, .. } = *record;
        let mut scale = match axis {
            Axis::Seconds => Self::of_seconds(took, columns),
            Axis::Lines => Self::of_lines(took.as_secs() as usize, columns),
        };
        scale.axis = axis;
        scale
    }

    fn of_seconds(took: Duration, columns: usize) -> Self {
        let round = round_steps(Duration::from_micros(1));
        let mut scales = round.map(|cell| {
            let cells = to_steps(took, cell, 0.2).floor() as usize + 1;
            Self { cell, cells, label_every: 1, axis: Axis::Seconds }
        });
        // A column shows at least one millisecond, even if the act takes no time.
        let finest = Duration::from_millis(1);
        let mut scale = scales
            .find(|it| it.cells <= columns && it.cell >= finest)
            .expect("some scale is coarse enough for every duration");
        scale.label_every = round_steps(scale.cell)
            .map(|step| (step.as_nanos() / scale.cell.as_nanos()) as usize)
            .find(|&every| {
                let labels = (0..scale.cells).step_by(every);
                labels.map(|it| scale.label(it).len() + 2).max() <= Some(every)
            })
            .unwrap_or(scale.cells);
        scale
    }

    fn of_lines(lines: usize, columns: usize) -> Self {
        let line = Duration::from_secs(1);
        let lines = lines.max(1);
        // One more column than the lines need, for lanes that end after the last line.
        let widths = [3, 2];
        let width = widths.into_iter().find(|width| lines * width < columns);
        if let Some(columns_per_line) = width {
            let cell = line / columns_per_line as u32;
            let label_every = if columns_per_line == 3 { 3 } else { 4 };
            return Self {
                cell,
                cells: lines * columns_per_line + 1,
                label_every,
                axis: Axis::Lines,
            };
        }
        let step = round_steps(line)
            .find(|step| lines.div_ceil(step.as_secs() as usize) < columns)
            .expect("some scale is coarse enough for every number of lines");
        let cells = lines.div_ceil(step.as_secs() as usize) + 1;
        Self { cell: step, cells, label_every: 5, axis: Axis::Lines }
    }

    fn label(&self, cell: usize) -> String {
        let time = self.cell * cell as u32;
        match self.axis {
            // A third of a line is not a whole number of nanoseconds.
            Axis::Lines => format!("{}", time.as_secs_f64().round() as u64 + 1),
            Axis::Seconds => format!("{}s", time.as_secs_f64()),
        }
    }

    fn axis(&self) -> String {
        let mut axis = String::new();
        // A line's label is above the line's first column. The last column doesn't
        // belong to a line.
        let cells = match self.axis {
            Axis::Seconds => self.cells,
            Axis::Lines => self.cells - 1,
        };
        for cell in (0..cells).step_by(self.label_every) {
            let fill = cell - axis.len().min(cell);
            write!(axis, "{:fill$}{}", "", self.label(cell)).expect(INFALLIBLE);
        }
        axis
    }

    /// Returns the column that shows this instant.
    fn first_cell(&self, time: Duration) -> usize {
        (to_steps(time, self.cell, 0.2).floor() as usize).min(self.cells - 1)
    }

    /// Returns the column after the last one that a hold up to this instant fills.
    fn end_cell(&self, time: Duration) -> usize {
        to_steps(time, self.cell, -0.2).ceil().max(0.0) as usize
    }
}

/// Converts a time to steps, plus `offset` steps. The offset hides the slight lateness
/// of everything on the real clock.
fn to_steps(time: Duration, step: Duration, offset: f64) -> f64 {
    time.as_secs_f64() / step.as_secs_f64() + offset
}

/// Returns the round times that are multiples of `first`, such as 1, 2, 5, 10, 20,
/// 50, … times a `first` of 1 s.
fn round_steps(first: Duration) -> impl Iterator<Item = Duration> {
    round_times().filter(move |step| {
        *step >= first && step.as_nanos().is_multiple_of(first.as_nanos())
    })
}

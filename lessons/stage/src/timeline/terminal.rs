//! The timeline for a terminal: a row per lane, a column per stretch of time.

use super::{Axis, End, Hold, Lane, Record, round::round_times};
use anstyle::{AnsiColor, Color, Style};
use std::{fmt::Write, time::Duration};
use unicode_width::UnicodeWidthStr;

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns to draw in.
    pub width: usize,
    /// Plain characters only.
    pub ascii: bool,
}

/// The width of the terminal that standard output goes to, or 80 columns.
pub fn width() -> usize {
    let size = terminal_size::terminal_size();
    size.map_or(80, |(columns, _)| usize::from(columns.0).max(24))
}

/// More lanes than this tell nobody anything; the other pictures have all of them.
const ROWS: usize = 40;

/// Draws the record. The text holds colour codes; `anstream` takes them out where they
/// are not welcome, and nothing in the picture depends on them.
pub fn draw(record: &Record, look: Look) -> String {
    let glyphs = if look.ascii { &ASCII } else { &UNICODE };
    let lanes = record.lanes.iter().take(ROWS).map(Row::of_lane);
    let mut rows: Vec<_> = lanes.collect();
    let threads = rows.len();
    if record.axis == Axis::Seconds {
        rows.extend(Row::of_threads(record));
    }
    let margin = margin(&rows, look.width);
    let scale = Scale::fit(record, look.width.saturating_sub(margin).max(10));

    let mut picture = String::new();
    line(&mut picture, &format!("{:margin$}{}", "", scale.axis()));
    for row in &rows[..threads] {
        row.draw(&mut picture, margin, &scale, glyphs);
    }
    if record.lanes.len() > ROWS {
        let rest = record.lanes.len() - ROWS;
        line(
            &mut picture,
            &format!("and {rest} more lanes (--svg or --trace has all of them)"),
        );
    }
    for row in &rows[threads..] {
        row.draw(&mut picture, margin, &scale, glyphs);
    }
    // The longest entry is 21 columns wide.
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

/// The columns before the chart: the longest name that leaves the chart its two thirds.
fn margin(rows: &[Row<'_>], width: usize) -> usize {
    let widths = rows.iter().map(|row| row.name.width() + 2);
    widths.filter(|&it| it <= width / 3).max().unwrap_or(2)
}

/// A row of the picture: a lane, or a thread.
struct Row<'a> {
    name: String,
    holds: std::borrow::Cow<'a, [Hold]>,
    /// What is drawn between two holds.
    between: Cell,
    end: Option<(Duration, End)>,
    /// When the row's last wait ends, if it does not end itself.
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
            // Cut names look alike; a line of its own has room for all of it.
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

/// The characters for holding, waiting, done, dropped and panicked.
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

/// The cells as characters, with a colour code only where the colour changes.
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

/// Explains the characters that the picture uses, and only those, in lines of `columns`.
fn legend(
    rows: &[Row<'_>],
    axis: Axis,
    glyphs: &Glyphs,
    columns: usize,
) -> Vec<String> {
    let ends = |end| rows.iter().any(|row| row.end.is_some_and(|(_, it)| it == end));
    let holds = match axis {
        Axis::Seconds => "holds the thread",
        Axis::Lines => "runs",
    };
    let ways = [End::Done, End::Dropped, End::Panicked];
    let ways = ways.into_iter().filter(|&it| ends(it));
    let ways = ways.map(|end| (Cell::Ends(end), end.words()));
    let entries = [(Cell::Holds, holds), (Cell::Waits, "waits")];
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (cell, word) in entries.into_iter().chain(ways) {
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

/// How time becomes columns.
struct Scale {
    /// How much time a column is.
    cell: Duration,
    /// How many columns there are.
    cells: usize,
    /// How many columns lie between two labels.
    every: usize,
    axis: Axis,
}

impl Scale {
    /// The finest round scale on which the act fits into `columns`.
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
            let cells = nearly(took, cell, 0.2).floor() as usize + 1;
            Self { cell, cells, every: 1, axis: Axis::Seconds }
        });
        // An instant is drawn as one column of a millisecond.
        let finest = Duration::from_millis(1);
        let mut scale = scales
            .find(|it| it.cells <= columns && it.cell >= finest)
            .expect("some scale is coarse enough for every duration");
        scale.every = round_steps(scale.cell)
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
        // A column more than the lines need: what ends with the last line ends after it.
        let wide = [3, 2].into_iter().find(|wide| lines * wide < columns);
        if let Some(wide) = wide {
            let cell = line / wide as u32;
            let every = if wide == 3 { wide } else { wide * 2 };
            return Self { cell, cells: lines * wide + 1, every, axis: Axis::Lines };
        }
        let step = round_steps(line)
            .find(|step| lines.div_ceil(step.as_secs() as usize) < columns)
            .expect("some scale is coarse enough for every number of lines");
        let cells = lines.div_ceil(step.as_secs() as usize) + 1;
        Self { cell: step, cells, every: 5, axis: Axis::Lines }
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
        // A line's label stands above its first column; the last column is no line.
        let cells = match self.axis {
            Axis::Seconds => self.cells,
            Axis::Lines => self.cells - 1,
        };
        for cell in (0..cells).step_by(self.every) {
            let fill = cell - axis.len().min(cell);
            write!(axis, "{:fill$}{}", "", self.label(cell)).expect(INFALLIBLE);
        }
        axis
    }

    /// The column that holds this instant.
    fn first_cell(&self, time: Duration) -> usize {
        (nearly(time, self.cell, 0.2).floor() as usize).min(self.cells - 1)
    }

    /// The column after the last one that a stretch up to this instant fills.
    fn end_cell(&self, time: Duration) -> usize {
        nearly(time, self.cell, -0.2).ceil().max(0.0) as usize
    }
}

/// How many steps a time is, moved by a little towards the next or the last one: on the
/// real clock everything is a trifle late, and the picture should not show that.
fn nearly(time: Duration, step: Duration, by: f64) -> f64 {
    time.as_secs_f64() / step.as_secs_f64() + by
}

/// 1, 2, 5, 10, 20, 50, … times a step that is itself round.
fn round_steps(first: Duration) -> impl Iterator<Item = Duration> {
    round_times().filter(move |step| {
        *step >= first && step.as_nanos().is_multiple_of(first.as_nanos())
    })
}

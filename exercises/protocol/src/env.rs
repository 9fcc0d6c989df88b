//! The environment variables of a check.

/// Names the file that the probe appends its report to: one [`crate::Event`] per line,
/// as JSON. Without it, the probe writes no report.
pub const REPORT: &str = "PROBE_REPORT";

/// The width of pictures and paragraphs, in columns: see [`width`].
pub const WIDTH: &str = "PROBE_WIDTH";

/// The seed of the numbers that a check draws. The same seed repeats a run.
pub const SEED: &str = "PROBE_SEED";

/// The width in columns that a value of [`WIDTH`] asks for: from 30 to 200, and 72
/// when the variable is missing or is not a number.
pub fn width(value: Option<&str>) -> usize {
    let width = value.and_then(|it| it.parse().ok());
    width.map_or(72, |it: usize| it.clamp(30, 200))
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_width_that_makes_no_sense_is_replaced() {
        assert_eq!([None, Some("wide"), Some("-3")].map(width), [72; 3]);
        let asked = [Some("100"), Some("30"), Some("3"), Some("9000")];
        assert_eq!(asked.map(width), [100, 30, 30, 200]);
    }
}

//! The environment variables that checks read.

/// The path of the file to which the probe appends its report: one [`crate::Event`] per
/// line, as JSON. Without this variable, the probe writes no report.
pub const REPORT: &str = "PROBE_REPORT";

/// The width of pictures and paragraphs, in columns: see [`width`].
pub const WIDTH: &str = "PROBE_WIDTH";

/// The seed of a check's pseudorandom numbers. The same seed repeats a run.
pub const SEED: &str = "PROBE_SEED";

/// The width in columns for a value of [`WIDTH`]: a number, limited to 30 through 200.
/// The default is 72, which is used if the variable is missing or not a number.
pub fn width(value: Option<&str>) -> usize {
    let width = value.and_then(|it| it.parse().ok());
    width.map_or(72, |it: usize| it.clamp(30, 200))
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn an_invalid_width_is_replaced_by_the_default_or_a_limit() {
        assert_eq!([None, Some("wide"), Some("-3")].map(width), [72; 3]);
        let numbers = [Some("100"), Some("30"), Some("3"), Some("9000")];
        assert_eq!(numbers.map(width), [100, 30, 30, 200]);
    }
}

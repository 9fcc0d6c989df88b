//! One thing that was proved, or was not.

use super::{expected::Expected, variant::Variant};
use crate::grading::graded::Graded;

/// What was graded, how it must end, and how it ended.
pub(super) struct Case {
    pub(super) variant: Variant,
    pub(super) expected: Expected,
    pub(super) graded: Graded,
}

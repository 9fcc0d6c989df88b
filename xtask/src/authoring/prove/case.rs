//! One case of a proof.

use super::{expected::Expected, variant::Variant};
use crate::grading::graded::Graded;

/// A variant, its expected verdict, and its actual one.
pub(super) struct Case {
    pub(super) variant: Variant,
    pub(super) expected: Expected,
    pub(super) graded: Graded,
}

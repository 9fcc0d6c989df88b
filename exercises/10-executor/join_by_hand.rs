//! # join_by_hand   build, 10 minutes

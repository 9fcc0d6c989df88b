//! # reactor   build, 10 minutes

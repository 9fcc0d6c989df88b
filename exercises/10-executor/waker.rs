//! # waker   build, 10 minutes

//! # lost_wakeup   build, 10 minutes

//! # timer_heap   build, 10 minutes

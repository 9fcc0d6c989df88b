//! An event loop, written by hand: six steps from a `poll` to a loop with timers and
//! sockets, and then the finished loop.
//!
//! Each step, in `steps`, is a complete loop. The act with the same number shows what
//! that loop can do. The last act uses the library, in `../src`.

mod countdown;
mod fetch;
mod finished;
mod gather;
mod letter;
mod places;
mod server;
mod turns;

mod steps {
    pub(crate) mod s1_poll_by_hand;
    pub(crate) mod s2_waker;
    pub(crate) mod s3_ready_queue;
    pub(crate) mod s4_timers;
    pub(crate) mod s5_reactor;
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "its act uses no sockets, but its tests do")
    )]
    pub(crate) mod s6_places;
}

#[cfg(test)]
mod tests;

fn main() -> std::process::ExitCode {
    stage::tell("An event loop, by hand", |stage| {
        stage.steps("Poll by hand", countdown::polled_by_hand);
        stage.steps("A waker that really wakes", letter::from_another_thread);
        stage.steps("A ready queue", turns::two_tasks_take_turns);
        stage.own_loop("Timers", gather::now, gather::six_lines);
        stage.measured("A reactor", fetch::ten_urls);
        stage.steps("Places and a mailbox", places::used_again);
        stage.own_loop("The finished loop", finished::now, finished::what_it_does);
    })
}

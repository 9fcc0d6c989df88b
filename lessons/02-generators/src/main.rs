//! Generators: functions that stop in the middle and hand out values one by one.
//!
//! Each act has its own file. Time doesn't pass in any of the acts, so lines are
//! counted instead.

mod by_hand;
mod closing;
mod ending;
mod forgotten;
mod looping;
mod sizes;

fn main() -> std::process::ExitCode {
    stage::tell("One value at a time", |stage| {
        stage.steps("Pulled by hand", by_hand::pulled_by_hand);
        stage.steps("Closed halfway", closing::closed_halfway);
        stage.steps("A for loop pulls", looping::a_for_loop_pulls);
        stage.steps("After the end", ending::after_the_end);
        stage.steps("A yield without its await", forgotten::a_lost_value);
        stage.measured("What a paused function weighs", sizes::weigh);
    })
}

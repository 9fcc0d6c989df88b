//! Calculated from the pages, as sums and maximums.

const PAGES: [u64; 5] = [200, 100, 500, 100, 100];

pub const ONE_BY_ONE: Option<u64> = Some(sum(&PAGES));
pub const A_TASK_EACH: Option<u64> = Some(longest(&PAGES));
pub const ALL_BLOCK: Option<u64> = Some(sum(&PAGES));
pub const ONE_BLOCKS: Option<u64> = Some(200 + longest(&[100, 500, 100, 100]));
pub const IN_PAIRS: Option<u64> =
    Some(longest(&[200, 100]) + longest(&[500, 100]) + longest(&[100]));

const fn sum(pages: &[u64]) -> u64 {
    match pages {
        [] => 0,
        [first, rest @ ..] => *first + sum(rest),
    }
}

const fn longest(pages: &[u64]) -> u64 {
    match pages {
        [] => 0,
        [first, rest @ ..] => {
            let rest = longest(rest);
            if *first > rest { *first } else { rest }
        }
    }
}

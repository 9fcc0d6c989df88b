//! # The forgotten awaits
//!
//! **compile-error, 10 minutes**
//!
//! Make coffee: boil water, grind beans, and then brew, which needs both.
//! Three awaits are missing. The compiler rejects this file as it is.
//! Its messages lead you to two of them, one after the other; it accepts the third.
//! Read what the compiler says, and fix all three.
//!
//! **Given:** a kitchen whose steps are async and take time.
//! `brew` returns the number of cups.
//!
//! **Judged:** by the compiler, which rejects futures that are not used, and by the
//! kitchen: each step is taken once, brewing begins when the other two steps are
//! done, and the number of cups is what the kitchen returned.
//!
//! **Taught in:** lessons/04-lazy-futures, "Lazy futures".

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    // TODO: await what has to happen.
    kitchen.boil_water();
    let _ = kitchen.grind_beans();
    let cups = kitchen.brew();
    cups
}

//! # The forgotten awaits                                    reject, 10 minutes
//!
//! Coffee: boil water, grind beans, and then brew, which needs both. Three awaits
//! are missing. The compiler refuses this file as it is, and it will tell you of two
//! of them, one after the other; the third it lets pass. Read what it says, and
//! repair.
//!
//! Given: a kitchen whose steps are async and take their time. `brew` gives the
//! number of cups.
//! Judged by the compiler, which refuses futures that nobody uses, and by the
//! kitchen: each step is taken once, brewing begins when the other two are done, and
//! the cups are the kitchen's.
//! Taught in lessons/04-lazy-futures, "Lazy futures".

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    // TODO: await what has to happen.
    kitchen.boil_water();
    let _ = kitchen.grind_beans();
    let cups = kitchen.brew();
    cups
}

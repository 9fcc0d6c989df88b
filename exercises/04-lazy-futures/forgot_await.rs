//! # The forgotten awaits
//!
//! **compile-error, 10 minutes**
//!
//! Make coffee: boil water and grind beans, in any order or at the same time. Then
//! brew, which needs both.
//! Three awaits are missing, and this file does not compile.
//! The compiler's messages lead you to two of them, one after the other, but the
//! compiler accepts the third mistake. Read the messages, and fix all three.
//!
//! **Given:** a kitchen, whose clones are all the same kitchen:
//!
//! ```text
//! impl Kitchen {
//!     async fn boil_water(&self);
//!     async fn grind_beans(&self);
//!     async fn brew(&self) -> u32;  // the number of cups
//! }
//! ```
//!
//! **Judged:** by the compiler, which treats an unused future as an error here (you
//! can't `allow` it); and by the kitchen: each of the three steps runs exactly once,
//! `brew` begins at the instant when both other steps have finished, and `coffee`
//! returns the number that `brew` returned.
//!
//! **Taught in:** lessons/04-lazy-futures, "Lazy futures".

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    // TODO: await each step.
    kitchen.boil_water();
    let _ = kitchen.grind_beans();
    let cups = kitchen.brew();
    cups
}

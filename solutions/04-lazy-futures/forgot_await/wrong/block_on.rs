//! misconception: block-on-inside-the-loop
//! `block_on` gives the value at once, without a keyword that spreads.

use crate::Kitchen;
use tokio::runtime::Handle;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let runtime = Handle::current();
    runtime.block_on(kitchen.boil_water());
    runtime.block_on(kitchen.grind_beans());
    runtime.block_on(kitchen.brew())
}

//! misconception: block-on-inside-the-loop
//! `block_on` returns the value directly, without any `.await`.

use crate::Kitchen;
use tokio::runtime::Handle;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let runtime = Handle::current();
    runtime.block_on(kitchen.boil_water());
    runtime.block_on(kitchen.grind_beans());
    runtime.block_on(kitchen.brew())
}

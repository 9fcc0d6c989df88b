//! misconception: calling-starts-it
//! Binding it to a name silences the warning, and a variable called `water` looks
//! like water.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let water = kitchen.boil_water();
    let beans = kitchen.grind_beans();
    kitchen.brew().await
}

//! does-not-compile: E0453
//! A lint is in the way, but lints can be turned off.
#![allow(unused_must_use)]

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water();
    let _ = kitchen.grind_beans();
    kitchen.brew().await
}

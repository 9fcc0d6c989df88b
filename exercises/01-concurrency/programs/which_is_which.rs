//! Eight programs. Read them, and find the word for each.
//!
//! `begin` and `serve` are the start and the end of an order. `chop` keeps its cook
//! busy for so many seconds; `simmer` and `wait` only wait for so many seconds.

use super::{Cook, Kitchen, Knife};
use tokio::{join, spawn};

/// Program 1: two stews, with one cook.
pub async fn in_turn(kitchen: Kitchen) {
    stew(&kitchen).await;
    stew(&kitchen).await;
}

/// Program 2: four stews, with one cook.
pub async fn four_pots(kitchen: Kitchen) {
    let kitchen = &kitchen;
    join!(stew(kitchen), stew(kitchen), stew(kitchen), stew(kitchen));
}

/// Program 3: two salads, with one cook.
pub async fn two_salads(kitchen: Kitchen) {
    join!(salad(&kitchen), salad(&kitchen));
}

/// Program 4: two broths, a task each, on a runtime of one thread.
pub async fn two_broths(kitchen: Kitchen) {
    let one = spawn(broth(kitchen.clone()));
    let other = spawn(broth(kitchen));
    one.await.expect("a broth does not panic");
    other.await.expect("a broth does not panic");
}

/// Program 5: four stews, with a cook each. `spawn` starts a thread, `join` waits
/// until it has ended.
pub fn four_cooks(chef: &mut Cook) {
    let cooks = [(); 4].map(|()| chef.spawn(stew_of_their_own));
    for cook in cooks {
        chef.join(cook);
    }
}

/// Program 6: two stews, with a cook each.
pub fn two_shifts(chef: &mut Cook) {
    let early = chef.spawn(stew_of_their_own);
    chef.join(early);
    let late = chef.spawn(stew_of_their_own);
    chef.join(late);
}

/// Program 7: two stews, with a cook each, and one knife. The interpreter lock of
/// Python is such a knife.
pub fn one_knife(chef: &mut Cook) {
    let knife = Knife::default();
    let cooks = [(); 2].map(|()| {
        let knife = knife.clone();
        chef.spawn(move |cook| {
            let order = cook.begin();
            cook.chop_with(&knife, order, 2);
            cook.wait(5);
            cook.serve(order);
        })
    });
    for cook in cooks {
        chef.join(cook);
    }
}

/// Program 8: one salad, cut by two cooks. The chef cuts nothing.
pub fn one_big_salad(chef: &mut Cook) {
    let order = chef.begin();
    let cooks = [(); 2].map(|()| chef.spawn(move |cook| cook.chop(order, 4)));
    for cook in cooks {
        chef.join(cook);
    }
    chef.serve(order);
}

async fn stew(kitchen: &Kitchen) {
    let order = kitchen.begin();
    kitchen.chop(order, 2);
    kitchen.simmer(5).await;
    kitchen.serve(order);
}

async fn salad(kitchen: &Kitchen) {
    let order = kitchen.begin();
    kitchen.chop(order, 4);
    kitchen.serve(order);
}

async fn broth(kitchen: Kitchen) {
    let order = kitchen.begin();
    kitchen.simmer(6).await;
    kitchen.serve(order);
}

/// A stew of a cook who waits beside the pot.
fn stew_of_their_own(cook: &mut Cook) {
    let order = cook.begin();
    cook.chop(order, 2);
    cook.wait(5);
    cook.serve(order);
}

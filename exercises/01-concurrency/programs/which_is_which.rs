//! Eight programs. Read them, and find the right word for each.
//!
//! `begin` and `serve` are the start and the end of an order. `chop` keeps its cook
//! busy for that many seconds. `simmer` and `wait` only wait for that many seconds.

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

/// Program 4: two broths, each in its own task, on a runtime with one thread.
pub async fn two_broths(kitchen: Kitchen) {
    let one = spawn(broth(kitchen.clone()));
    let other = spawn(broth(kitchen));
    one.await.expect("a broth does not panic");
    other.await.expect("a broth does not panic");
}

/// Program 5: four stews, each with its own cook. `spawn` starts a thread, and
/// `join` waits until that thread has ended.
pub fn four_cooks(chef: &mut Cook) {
    let cooks = [(); 4].map(|()| chef.spawn(stew_of_their_own));
    for cook in cooks {
        chef.join(cook);
    }
}

/// Program 6: two stews, each with its own cook.
pub fn two_shifts(chef: &mut Cook) {
    let early = chef.spawn(stew_of_their_own);
    chef.join(early);
    let late = chef.spawn(stew_of_their_own);
    chef.join(late);
}

/// Program 7: two stews, each with its own cook, but only one knife. Python's
/// interpreter lock is like that knife.
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

/// Program 8: one salad, chopped by two cooks. The chef chops nothing.
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

/// A stew whose cook waits next to the pot.
fn stew_of_their_own(cook: &mut Cook) {
    let order = cook.begin();
    cook.chop(order, 2);
    cook.wait(5);
    cook.serve(order);
}

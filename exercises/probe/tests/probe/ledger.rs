//! Which items are lost, doubled, or invented.

use probe::Ledger;

#[test]
fn delivered_or_queued_items_are_not_faults() {
    let ledger = Ledger::new();
    for item in [3, 1, 2, 2] {
        ledger.clone().made(item);
    }
    for item in [2, 1] {
        ledger.delivered(item);
    }
    for item in [3, 2] {
        ledger.queued(item);
    }
    assert_eq!(faults(&ledger), (vec![], vec![], vec![]));
}

#[test]
fn items_that_are_missing_are_lost() {
    let ledger = Ledger::new();
    for item in [3, 1, 2, 2, 2] {
        ledger.made(item);
    }
    ledger.delivered(2);
    assert_eq!(faults(&ledger), (vec![1, 2, 2, 3], vec![], vec![]));
}

#[test]
fn items_that_are_present_too_often_are_doubled() {
    let ledger = Ledger::new();
    for item in [1, 2, 2] {
        ledger.made(item);
    }
    for item in [2, 2, 1, 1] {
        ledger.delivered(item);
    }
    // Delivered, but also still in the queue.
    ledger.queued(1);
    assert_eq!(faults(&ledger), (vec![], vec![1, 1], vec![]));
}

#[test]
fn items_that_were_never_made_are_invented() {
    let ledger = Ledger::new();
    ledger.made(1);
    for item in [7, 1, 7, 4] {
        ledger.delivered(item);
    }
    assert_eq!(faults(&ledger), (vec![], vec![], vec![4, 7, 7]));
}

fn faults(ledger: &Ledger<u32>) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    (ledger.lost(), ledger.doubled(), ledger.invented())
}

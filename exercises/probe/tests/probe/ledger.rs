//! What was made is there once.

use probe::Ledger;

#[test]
fn delivered_or_queued_all_is_well() {
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
fn what_is_nowhere_is_lost() {
    let ledger = Ledger::new();
    for item in [3, 1, 2, 2, 2] {
        ledger.made(item);
    }
    ledger.delivered(2);
    assert_eq!(faults(&ledger), (vec![1, 2, 2, 3], vec![], vec![]));
}

#[test]
fn what_is_there_too_often_is_doubled() {
    let ledger = Ledger::new();
    for item in [1, 2, 2] {
        ledger.made(item);
    }
    for item in [2, 2, 1, 1] {
        ledger.delivered(item);
    }
    // Delivered, and yet still in the queue.
    ledger.queued(1);
    assert_eq!(faults(&ledger), (vec![], vec![1, 1], vec![]));
}

#[test]
fn what_nobody_made_is_invented() {
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

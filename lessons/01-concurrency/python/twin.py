"""Two stones: the story of this lesson, told by Python's threads and by asyncio."""

import asyncio
import sys
import threading
import time
from contextlib import contextmanager

START = 0.0
LOW = ("stone 1", 0.4, 1.0)
HIGH = ("stone 2", 0.6, 2.0)


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


class Gauge:
    """A count, and the highest count so far."""

    def __init__(self):
        self.now = self.most = 0
        self.lock = threading.Lock()

    @contextmanager
    def one_more(self):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        yield
        with self.lock:
            self.now -= 1


class Pond:
    """Counts hands, throws, and flights."""

    def __init__(self):
        self.hands = set()
        self.throws = Gauge()
        self.flights = Gauge()

    def tell(self):
        say(
            f"hands {len(self.hands)}, "
            f"most throws at one instant {self.throws.most}, "
            f"most stones in the air {self.flights.most}"
        )


def throw(stone, pond):
    """Keeps the hand busy until the stone has left it."""
    name, swing, _ = stone
    pond.hands.add(threading.get_ident())
    with pond.throws.one_more():
        time.sleep(swing)
    say(f"{name} is in the air")


def throw_and_watch(stone, pond):
    name, _, flight = stone
    throw(stone, pond)
    with pond.flights.one_more():
        time.sleep(flight)
    say(f"{name} lands")


async def throw_and_let_go(stone, pond):
    name, _, flight = stone
    throw(stone, pond)
    with pond.flights.one_more():
        await asyncio.sleep(flight)
    say(f"{name} lands")


def one_hand_waits():
    pond = Pond()
    throw_and_watch(LOW, pond)
    throw_and_watch(HIGH, pond)
    pond.tell()


async def one_hand_does_not_wait():
    pond = Pond()
    await asyncio.gather(throw_and_let_go(LOW, pond), throw_and_let_go(HIGH, pond))
    pond.tell()


def two_hands():
    pond = Pond()
    hands = [
        threading.Thread(target=throw_and_watch, args=(stone, pond))
        for stone in (LOW, HIGH)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    pond.tell()


def the_one_lock():
    """Can another thread run Python code at the same time? Count its steps, not seconds."""
    # From here on, a thread keeps the lock until it waits for something.
    sys.setswitchinterval(1000)
    say(f"while one thread computes, another takes {steps_while(compute)} steps of 1000")
    say(f"while one thread sleeps, another takes {steps_while(nap)} steps of 1000")


def compute():
    for _ in range(1_000_000):
        pass


def nap():
    time.sleep(0.2)


def steps_while(busy):
    steps = []
    gate = threading.Lock()

    def other():
        with gate:
            for step in range(1000):
                steps.append(step)

    gate.acquire()
    thread = threading.Thread(target=other)
    thread.start()
    gate.release()
    busy()
    taken = len(steps)
    thread.join()
    return taken


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    story()


if __name__ == "__main__":
    print("Two stones")
    act(1, "One hand waits for each stone", one_hand_waits)
    act(2, "One hand does not wait", lambda: asyncio.run(one_hand_does_not_wait()))
    act(3, "Two hands", two_hands)
    act(4, "CPython's one lock", the_one_lock)

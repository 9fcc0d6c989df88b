"""Run a twin on a clock that jumps: `python clock.py twin.py`.

Nobody waits. A sleep sets the clock forward instead, as soon as all threads sleep, wait
for a thread to end, or sit in an event loop with nothing to do before its next timer.
"""

import asyncio
import heapq
import runpy
import selectors
import sys
import threading
import time


class Clock:
    """Time that moves when nobody runs."""

    def __init__(self):
        self.now = 0.0
        self.running = 1
        self.sleepers = []
        self.joiners = {}
        self.turn = threading.Condition()

    def sleep(self, seconds):
        with self.turn:
            until = self.now + max(seconds, 0.0)
            heapq.heappush(self.sleepers, until)
            self.running -= 1
            self.jump()
            self.turn.wait_for(lambda: self.now >= until)

    def jump(self):
        """With nobody running, go to the time at which the first sleeper wakes."""
        if self.running or not self.sleepers:
            return
        self.now = self.sleepers[0]
        while self.sleepers and self.sleepers[0] <= self.now:
            heapq.heappop(self.sleepers)
            self.running += 1
        self.turn.notify_all()

    def started(self):
        with self.turn:
            self.running += 1

    def ended(self, thread):
        with self.turn:
            # Its joiners run before time moves on, however late they wake up.
            self.running += self.joiners.pop(thread, 0) - 1
            self.jump()

    def joining(self, thread):
        with self.turn:
            if thread.ended_on_clock:
                return
            self.joiners[thread] = self.joiners.get(thread, 0) + 1
            self.running -= 1
            self.jump()


clock = Clock()


class Thread(threading.Thread):
    """A thread that the clock knows of."""

    ended_on_clock = False

    def start(self):
        clock.started()
        super().start()

    def run(self):
        try:
            super().run()
        finally:
            with clock.turn:
                self.ended_on_clock = True
            clock.ended(self)

    def join(self, timeout=None):
        clock.joining(self)
        super().join(timeout)


class Selector(selectors.DefaultSelector):
    """A selector that jumps to its deadline unless a descriptor is ready now."""

    def select(self, timeout=None):
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            return super().select(None)
        clock.sleep(timeout)
        return super().select(0)


time.sleep = clock.sleep
time.monotonic = time.perf_counter = lambda: clock.now
threading.Thread = Thread
selectors.DefaultSelector = Selector
if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())

sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")

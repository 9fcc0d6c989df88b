"""Run a twin on a virtual clock: `python clock.py twin.py`.

A sleep takes no real time. When every thread is sleeping, joining another thread, or in
an event loop that has nothing to do before its next timer, the clock jumps to the time at
which the first of them wakes up.
"""

import asyncio
import heapq
import runpy
import selectors
import sys
import threading
import time


class Clock:
    """Virtual time, which advances only when no thread is running."""

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
        """If no thread is running, advance to the earliest wake-up time."""
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
            # Threads that are joining this one count as running from now on, so the
            # clock waits for them even if the system resumes them late.
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
    """A thread that the clock tracks."""

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
    """A selector that sleeps on the clock unless a descriptor is ready now."""

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

"""The event loop: this lesson's story, with asyncio."""

import asyncio
import selectors
import threading
import time

START = 0.0


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


async def greet(word, seconds):
    await asyncio.sleep(seconds)
    say(word)


class Watch(selectors.DefaultSelector):
    """The loop's selector. The thread waits in it, and it says when."""

    def __init__(self):
        super().__init__()
        self.polls = 0
        self.threads = set()
        self.parked = 0.0
        self.shown = False

    def polled(self):
        self.polls += 1
        self.threads.add(threading.get_ident())
        self.shown = False

    def select(self, timeout=None):
        if timeout == 0:
            return super().select(0)
        if not self.shown:
            say("park: no task is ready")
            self.shown = True
        start = time.monotonic()
        ready = super().select(timeout)
        self.parked += time.monotonic() - start
        return ready


class Traced:
    """An awaitable that says when it is polled and woken."""

    def __init__(self, name, watch, coroutine):
        self.name = name
        self.watch = watch
        self.coroutine = coroutine

    def __await__(self):
        while True:
            say(f"poll {self.name}")
            self.watch.polled()
            try:
                future = self.coroutine.send(None)
            except StopIteration as stop:
                say(f"{self.name}: Ready")
                return stop.value
            say(f"{self.name}: Pending")
            future.add_done_callback(lambda _: say(f"wake {self.name}"))
            yield future


async def run(awaitable):
    return await awaitable


async def mission(watch):
    start = time.monotonic()
    hi = asyncio.create_task(run(Traced("hi", watch, greet("hi!", 1))))
    hoi = asyncio.create_task(run(Traced("hoi", watch, greet("hoi!", 2))))
    tasks = len(asyncio.all_tasks()) - 1
    await hi
    await hoi
    took = round(time.monotonic() - start)
    say(
        f"{tasks} tasks, {watch.polls} polls, {len(watch.threads)} thread, "
        f"parked {round(watch.parked)} s of {took} s"
    )


def traced():
    watch = Watch()
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(watch)) as runner:
        runner.run(mission(watch))


def run_forever():
    loop = asyncio.new_event_loop()
    stopped = []

    def stop():
        stopped.append("by us")
        loop.stop()

    # The loop keeps only weak references to its tasks, so keep them in a list.
    tasks = [loop.create_task(greet("hi!", 1)), loop.create_task(greet("hoi!", 2))]
    loop.call_later(3.5, stop)
    loop.run_forever()
    left = sum(not task.done() for task in tasks)
    ended = "no" if stopped else "yes"
    say(f"{left} tasks left; did the loop end by itself? {ended}")
    loop.close()


def two_runs():
    loop = asyncio.new_event_loop()
    halfway = loop.create_future()
    go = loop.create_future()

    async def task():
        say("first half")
        halfway.set_result(None)
        await go
        say("second half")

    running = loop.create_task(task())
    say("spawned, but nothing happens")
    loop.run_until_complete(halfway)
    say("the first run is over")
    go.set_result(None)
    time.sleep(1)
    say("told to go a second ago, but nothing happens")
    loop.run_until_complete(running)
    say("the second run is over")
    loop.close()


def run_in_a_task():
    async def wants_a_loop():
        say("the task starts another loop")
        coroutine = greet("never said", 1)
        try:
            asyncio.run(coroutine)
        except RuntimeError as error:
            coroutine.close()
            say(f"Python: RuntimeError, {error}")

    async def main():
        await asyncio.create_task(wants_a_loop())
        say("the outer loop keeps running")

    asyncio.run(main())


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    story()


if __name__ == "__main__":
    print("The event loop")
    act(1, "The mission", traced)
    act(2, "A loop that never ends", run_forever)
    act(3, "Tasks run only while the loop runs", two_runs)
    act(4, "A loop inside a loop", run_in_a_task)

"""An event loop, by hand: a look into CPython's own loop."""

import asyncio
import time

START = 0.0


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


async def minimum(x):
    say(f"{x} started")
    await asyncio.sleep(5 - x)
    say(f"Received: {x}")
    return x


async def timers():
    say(f"answers {await asyncio.gather(*[minimum(x) for x in range(3)])}")
    loop = asyncio.get_running_loop()
    second = asyncio.create_task(asyncio.sleep(1))
    year = asyncio.create_task(asyncio.sleep(365 * 24 * 60 * 60))
    await asyncio.sleep(0)
    year.cancel()
    await asyncio.wait([year])
    canceled = sum(handle.cancelled() for handle in loop._scheduled)
    say(f"Python: {len(loop._scheduled)} timers, {canceled} of them canceled")
    await second


async def where_tasks_are():
    loop = asyncio.get_running_loop()

    def count(when):
        ready, scheduled = len(loop._ready), len(loop._scheduled)
        say(f"{when}: {ready} in _ready, {scheduled} in _scheduled")

    count("at the start")
    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range(3)]
    count("three tasks spawned")
    await asyncio.sleep(0)
    count("each polled once")
    await asyncio.gather(*tasks)
    count("all done")


def by_hand():
    async def countdown():
        for left in (2, 1):
            await pause(left)
        say("send: StopIteration")
        return "liftoff"

    class pause:
        def __init__(self, left):
            self.left = left

        def __await__(self):
            say(f"send: yields, {self.left} to go")
            yield

    coroutine = countdown()
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        say(f"the loop ends with {stop.value!r}")


def act(number, title):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()


print("An event loop, by hand", flush=True)
act(1, "A coroutine, driven by hand")
by_hand()
act(2, "Timers")
asyncio.run(timers())
act(3, "Where tasks are in asyncio")
asyncio.run(where_tasks_are())

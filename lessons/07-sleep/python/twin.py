"""Two kinds of sleep: the story of this lesson, told by asyncio."""

import asyncio
import logging
import time
import warnings

START = 0.0


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


def seconds(since):
    return f"{round(time.monotonic() - since, 1):g} s"


async def greet(word, secs):
    say(word)
    await asyncio.sleep(secs)


async def greet_blocking(word, secs):
    say(word)
    time.sleep(secs)


async def one_after_the_other():
    start = time.monotonic()
    await greet("hi", 1)
    await greet("hoi", 2)
    say(f"1 s and then 2 s: {seconds(start)}")


async def together():
    start = time.monotonic()
    await asyncio.gather(greet("hi", 1), greet("hoi", 2))
    say(f"1 s and 2 s together: {seconds(start)}")


async def together_blocking():
    start = time.monotonic()
    await asyncio.gather(greet_blocking("hi", 1), greet_blocking("hoi", 2))
    say(f"1 s and 2 s together: {seconds(start)}")


async def ticker(start):
    for tick in range(1, 4):
        await asyncio.sleep(0.1)
        say(f"tick {tick} was due at 0.{tick} s, fired at {seconds(start)}")


async def waiter():
    await asyncio.sleep(0.6)
    say("awake again")


async def blocker():
    time.sleep(0.6)
    say("awake again")


async def beside_waiting():
    await asyncio.gather(ticker(time.monotonic()), waiter())


async def beside_blocking():
    await asyncio.gather(ticker(time.monotonic()), blocker())


class Report(logging.Handler):
    """Prints asyncio's warning about a step that took too long."""

    def emit(self, record):
        if record.msg.startswith("Executing"):
            _, took = record.args
            say(f"asyncio says: Executing a task took {round(took, 1):g} seconds")


async def beside_blocking_in_debug_mode():
    logging.getLogger("asyncio").addHandler(Report())
    asyncio.get_running_loop().set_debug(True)
    await beside_blocking()


async def a_timeout_around_each():
    async def blocks():
        time.sleep(0.6)

    await limited("a sleep that waits", asyncio.sleep(0.6))
    await limited("a sleep that blocks", blocks())


async def limited(what, nap):
    start = time.monotonic()
    try:
        async with asyncio.timeout(0.1):
            await nap
        answer = "finished"
    except TimeoutError:
        answer = "stopped"
    say(f"0.1 s for {what}: {answer} after {seconds(start)}")


async def nap():
    await asyncio.sleep(1)


async def made_early():
    start = time.monotonic()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.sleep(1)  # Wrong on purpose: the await is missing.
    say(f"created and never awaited: over after {seconds(start)}")
    say(f"Python: {caught[0].category.__name__}: {caught[0].message}")

    start = time.monotonic()
    early = nap()
    await asyncio.sleep(0.7)
    await early
    say(f"our own async fn: over after {seconds(start)}")

    start = time.monotonic()
    early = asyncio.sleep(1)
    await asyncio.sleep(0.7)
    await early
    say(f"Python: asyncio's sleep: over after {seconds(start)}")


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    asyncio.run(story)


if __name__ == "__main__":
    print("Two kinds of sleep")
    act(1, "hi, and then hoi", one_after_the_other())
    act(2, "hi and hoi together", together())
    act(3, "hi and hoi together, blocking", together_blocking())
    act(4, "A ticker next to a sleep that waits", beside_waiting())
    act(5, "A ticker next to a sleep that blocks", beside_blocking())
    act(6, "The same in asyncio's debug mode", beside_blocking_in_debug_mode())
    act(7, "A timeout around each", a_timeout_around_each())
    act(8, "A sleep created early", made_early())

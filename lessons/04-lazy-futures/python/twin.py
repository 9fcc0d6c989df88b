"""Lazy futures: this lesson's story, with coroutine objects."""

import asyncio
import sys
import time
import types
import warnings

START = 0.0
LINES = None


def say(text):
    """Prints a line with its time, or with its number in an act without time."""
    global LINES
    if LINES is None:
        stamp = f"{time.monotonic() - START:5.1f}s"
    else:
        LINES += 1
        stamp = f"{f'#{LINES}':>6}"
    print(f"[{stamp}] {text}", flush=True)


@types.coroutine
def pause():
    """What `await` is built on: a generator that yields once."""
    yield


def poll(coroutine):
    """Rust's poll is `send` here, and `Ready` is an exception."""
    try:
        coroutine.send(None)
        return "Pending"
    except StopIteration as stop:
        return f"Ready({stop.value})"


async def answer():
    say("first half")
    await pause()
    say("second half")
    return 42


def and_dropped():
    say("calling answer()")
    coroutine = answer()
    say("answer() has returned")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del coroutine
    say("dropped: what answer() says was never said")
    warning = caught[0]
    say(f"Python: {warning.category.__name__}: {warning.message}")


def three_times():
    coroutine = answer()
    say("made, not polled")
    say(f"poll 1: {poll(coroutine)}")
    say(f"poll 2: {poll(coroutine)}")
    try:
        poll(coroutine)
    except RuntimeError as error:
        say(f"Python: poll 3: RuntimeError, {error}")


async def coffee():
    try:
        say("the coffee is on")
        await pause()
        say("the coffee is ready")
    finally:
        say("the cup is put away")


def polled_once():
    coroutine = coffee()
    say(f"poll 1: {poll(coroutine)}")
    coroutine.close()
    say("dropped: nothing more will come")


async def tea(name, seconds):
    say(f"{name}: put on")
    await asyncio.sleep(seconds)
    say(f"{name}: ready")


async def three_ways():
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        tea("forgotten", 1)
    say("forgotten: made, dropped, and nothing happened")

    await tea("awaited", 1)

    both = asyncio.gather(tea("joined, slow", 2), tea("joined, quick", 1))
    tasks = len(asyncio.all_tasks()) - 1
    say(f"Python: gather made {tasks} tasks of two coroutines")
    await both


def weight():
    coroutine = answer()
    say(f"Python: about {round(sys.getsizeof(coroutine), -2)} B for each call of answer()")
    coroutine.close()


def act(number, title, story, steps=True):
    global START, LINES
    print(f"\n{number}. {title}", flush=True)
    START, LINES = time.monotonic(), 0 if steps else None
    if steps:
        story()
    else:
        asyncio.run(story())


if __name__ == "__main__":
    print("Lazy futures")
    act(1, "A call starts nothing", and_dropped)
    act(2, "Polled by hand", three_times)
    act(3, "Dropped halfway", polled_once)
    act(4, "Forgotten, awaited, joined", three_ways, steps=False)
    act(5, "What a coroutine object weighs", weight)

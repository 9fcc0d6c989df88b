"""On an errand: the story of this lesson, told by asyncio."""

import asyncio
import gc
import time

START = 0.0


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


def seconds(start):
    return f"{round(time.monotonic() - start, 1):g} s"


async def deliver(what, tenths):
    await asyncio.sleep(tenths / 10)
    say(f"{what}: delivered")


async def errand(what):
    say(f"{what}: under way")
    await deliver(what, 20)


async def made_a_second_before():
    start = time.monotonic()
    letter = errand("letter")
    say("letter: created")
    await asyncio.sleep(1)
    await letter
    say(f"letter: took {seconds(start)} in all")

    start = time.monotonic()
    parcel = asyncio.create_task(errand("parcel"))
    say("parcel: spawned")
    await asyncio.sleep(1)
    await parcel
    say(f"parcel: took {seconds(start)} in all")


async def ways_to_let_go():
    # The loop keeps only weak references, but the timer of a sleep holds its task.
    dropped = asyncio.create_task(deliver("dropped handle", 10))
    timed = asyncio.create_task(deliver("timed out", 12))
    canceled = asyncio.create_task(deliver("canceled", 14))
    waited_for = asyncio.create_task(deliver("waited for", 16))

    await asyncio.sleep(0.2)
    del dropped
    say("a handle is dropped")
    done, _ = await asyncio.wait([timed], timeout=0.3)
    say(f"0.3 s of waiting for another: {'done' if done else 'not done yet'}")
    canceled.cancel()
    await asyncio.wait([canceled])
    try:
        await asyncio.wait_for(waited_for, timeout=0)
    except TimeoutError:
        was_canceled = waited_for.cancelled()
        say(f"Python: wait_for gives up on a task, canceled: {was_canceled}")
    say(f"tasks alive: {len(asyncio.all_tasks()) - 1}")
    await asyncio.sleep(1)


async def spill(tenths):
    await asyncio.sleep(tenths / 10)
    raise ValueError("spilled")


async def one_of_two():
    soup = asyncio.create_task(spill(5))
    bread = asyncio.create_task(deliver("bread", 10))
    try:
        await soup
    except ValueError as error:
        say(f"soup: {error!r} comes out of the await")
    await bread

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: say(f"asyncio: {context['message']}"))
    soup = asyncio.create_task(spill(5))
    await asyncio.sleep(0.7)
    say("the soup's handle is dropped, never awaited")
    del soup


async def main_returns():
    # The timer of its sleep holds the task.
    asyncio.create_task(washing())
    await asyncio.sleep(1)
    say(f"main returns; tasks alive: {len(asyncio.all_tasks()) - 1}")


async def washing():
    try:
        await deliver("letter", 30)
        say("the bag is washed")
    finally:
        say("the bag is put away")
        await asyncio.sleep(0.5)
        say("Python: the loop waited for an await in `finally`")


async def waits_forever():
    await asyncio.get_running_loop().create_future()


async def held_by_nothing():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: say(f"asyncio: {context['message']}"))
    asyncio.create_task(waits_forever())
    await asyncio.sleep(0.1)
    say(f"tasks alive: {len(asyncio.all_tasks()) - 1}")
    gc.collect()
    say(f"tasks alive: {len(asyncio.all_tasks()) - 1}")


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    asyncio.run(story)


if __name__ == "__main__":
    print("On an errand")
    act(1, "Awaited and spawned", made_a_second_before())
    act(2, "Four ways to let go", ways_to_let_go())
    act(3, "One of two raises, in Python", one_of_two())
    act(4, "Main returns too early", main_returns())
    act(5, "A task that nothing holds, in Python", held_by_nothing())

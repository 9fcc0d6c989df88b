"""Called off: the story of this lesson, told by asyncio."""

import asyncio
import contextlib
import time

START = 0.0


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


def tasks_alive():
    return len(asyncio.all_tasks()) - 1


async def half_a_second_later():
    await asyncio.sleep(0.5)
    say(f"half a second later; tasks alive: {tasks_alive()}")


@contextlib.contextmanager
def bucket():
    try:
        yield
    finally:
        say("the lid is on")


async def wash_brush():
    await asyncio.sleep(0.2)
    say("the brush is washed")


async def paint():
    with bucket():
        say("painting")
        await asyncio.sleep(0.3)
        say("painted")
        await wash_brush()


async def wait_for(limit, awaitable):
    try:
        async with asyncio.timeout(limit):
            await awaitable
        say(f"in time; tasks alive: {tasks_alive()}")
    except TimeoutError:
        say(f"too late; tasks alive: {tasks_alive()}")


async def in_time():
    await wait_for(1, paint())


async def too_late():
    await wait_for(0.1, paint())
    await half_a_second_later()


async def too_late_for_a_handle():
    task = asyncio.create_task(paint())
    await wait_for(0.1, asyncio.shield(task))
    await half_a_second_later()


async def too_late_without_a_shield():
    task = asyncio.create_task(paint())
    await wait_for(0.1, task)
    await half_a_second_later()


async def told_to_stop():
    task = asyncio.create_task(paint())
    await asyncio.sleep(0.1)
    task.cancel()
    say(f"told to stop; finished: {str(task.done()).lower()}")
    try:
        await task
        say("its end: done")
    except asyncio.CancelledError:
        say("its end: canceled")
    await half_a_second_later()


async def the_timeout_further_in():
    with bucket():
        say("painting")
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(0.3)
            say("painted")
        except TimeoutError:
            say("no time left")
        await wash_brush()


async def paint_and_always_wash():
    with bucket():
        say("painting")
        try:
            await asyncio.sleep(0.3)
            say("painted")
        finally:
            await wash_brush()


async def a_finally_that_awaits():
    await wait_for(0.1, paint_and_always_wash())


async def stubborn():
    for time_ in ["once", "twice", "three times"]:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            say(f"told to stop {time_}, and keeps going")
    return "still painting"


async def one_that_refuses():
    task = asyncio.create_task(stubborn())
    for _ in range(3):
        await asyncio.sleep(0.1)
        task.cancel()
    say(f"its end: {await task}")


async def wall():
    await asyncio.sleep(0.4)


async def three_walls():
    start = time.monotonic()
    painted = 0
    with contextlib.suppress(TimeoutError):
        for _ in range(3):
            async with asyncio.timeout(0.5):
                await wall()
            painted += 1
    took = f"{round(time.monotonic() - start, 1):g} s"
    say(f"0.5 s for each wall: {painted} painted, after {took}")

    start = time.monotonic()
    painted = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            for _ in range(3):
                await wall()
                painted += 1
    took = f"{round(time.monotonic() - start, 1):g} s"
    say(f"0.5 s for all walls: {painted} painted, after {took}")


class Line:
    """A line to the archive, which answers one question after the other."""

    def __init__(self):
        self.questions = asyncio.Queue()
        self.answers = asyncio.Queue()
        self.archive = asyncio.create_task(self.answer())

    async def ask(self, whose):
        await self.questions.put(whose)
        return await self.answers.get()

    async def answer(self):
        while True:
            whose = await self.questions.get()
            await asyncio.sleep(0.2)
            await self.answers.put(f"the letters of {whose}")


async def whose_letters():
    line = Line()
    try:
        async with asyncio.timeout(0.1):
            await line.ask("Ada")
    except TimeoutError:
        say("Ada: too late")
    say(f"Bob gets {await line.ask('Bob')}")


async def a_line_is_replaced():
    line = Line()
    try:
        async with asyncio.timeout(0.1):
            await line.ask("Ada")
    except TimeoutError:
        line = Line()
        say("Ada: too late, so Bob has a new line")
    say(f"Bob gets {await line.ask('Bob')}")


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    asyncio.run(story)


if __name__ == "__main__":
    print("Called off")
    act(1, "In time", in_time())
    act(2, "Too late", too_late())
    act(3, "Too late for a handle", too_late_for_a_handle())
    act(4, "Too late for a handle, without a shield", too_late_without_a_shield())
    act(5, "Told to stop", told_to_stop())
    act(6, "The timeout further in", the_timeout_further_in())
    act(7, "A finally that awaits", a_finally_that_awaits())
    act(8, "One that refuses", one_that_refuses())
    act(9, "Three walls", three_walls())
    act(10, "Whose letters?", whose_letters())
    act(11, "A new line for Bob", a_line_is_replaced())

"""Many at once: this lesson's story, with asyncio."""

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


async def all_at_once():
    gathered = asyncio.gather(*[minimum(x) for x in range(3)])
    tasks = len(asyncio.all_tasks()) - 1
    say(f"answers {await gathered}")
    say(f"Python: gather made {tasks} tasks of the three coroutines")


async def a_task_each():
    tasks = [asyncio.create_task(minimum(x)) for x in range(3)]
    say(f"{len(asyncio.all_tasks()) - 1} tasks spawned")
    say(f"answers {[await task for task in tasks]}")


async def as_they_come():
    tasks = [asyncio.create_task(minimum(x)) for x in range(3)]
    answers = [await task for task in asyncio.as_completed(tasks)]
    say(f"answers {answers}")


async def one_by_one():
    coroutines = [minimum(x) for x in range(3)]
    answers = []
    for coroutine in coroutines:
        answers.append(await coroutine)
    say(f"answers {answers}")


async def milk():
    await asyncio.sleep(0.1)
    raise ValueError("no milk")


async def tea(log):
    try:
        await asyncio.sleep(0.3)
        log.append("tea is ready")
        return "tea"
    except asyncio.CancelledError:
        log.append("tea is canceled")
        raise


async def errors():
    log = []
    answers = await asyncio.gather(milk(), tea(log), return_exceptions=True)
    say(f"gather, return_exceptions: {answers}, {log}")

    log = []
    try:
        await asyncio.gather(milk(), tea(log))
    except ValueError as error:
        say(f"gather: {error!r}, {log}")
    await asyncio.sleep(0.3)
    say(f"gather, 0.3 s later: {log}")

    log = []
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(milk())
            group.create_task(tea(log))
    except* ValueError as caught:
        say(f"TaskGroup: {caught.exceptions[0]!r}, {log}")


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    asyncio.run(story)


if __name__ == "__main__":
    print("Many at once")
    act(1, "All three at once", all_at_once())
    act(2, "A task for each", a_task_each())
    act(3, "One by one", one_by_one())
    act(4, "One of two fails, in Python", errors())
    act(5, "As they come", as_they_come())

"""What a thread costs: the story of this lesson, told by Python's threads and by asyncio."""

import asyncio
import sys
import threading
import time
import tracemalloc

START = 0.0


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


def measured(text):
    """Prints a line that depends on the machine, without a time."""
    print(f"[     ~] {text}", flush=True)


def a_thread_each():
    served_by = set()

    def session(number):
        time.sleep(number * 0.2)
        say(f"session {number} has its answer")
        served_by.add(threading.get_ident())

    threads = [threading.Thread(target=session, args=(n,)) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say(f"sessions 4, threads that served them {len(served_by)}")


async def a_task_each():
    served_by = set()

    async def session(number):
        await asyncio.sleep(number * 0.2)
        say(f"session {number} has its answer")
        served_by.add(threading.get_ident())

    tasks = [asyncio.create_task(session(n)) for n in range(1, 5)]
    for task in tasks:
        await task
    say(f"sessions 4, threads that served them {len(served_by)}")


async def sleeps():
    await asyncio.sleep(3600)


async def what_tasks_take():
    coroutine = sleeps()
    measured(f"a coroutine object takes less than 1 kB: {sys.getsizeof(coroutine) < 1000}")
    coroutine.close()

    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tasks = [asyncio.create_task(sleeps()) for _ in range(10_000)]
    await asyncio.sleep(0)  # All tasks run up to their sleep.
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    each = (after - before) / len(tasks)
    measured(f"a task that sleeps takes 1 to 4 kB: {1000 < each < 4000}")
    measured(f"tasks asleep at once {len(asyncio.all_tasks()) - 1}")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def what_threads_ask_for():
    measured(f"threading.stack_size() is {threading.stack_size()}: the system decides")


def act(number, title, story):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()
    story()


if __name__ == "__main__":
    print("What a thread costs")
    act(1, "A thread each", a_thread_each)
    act(2, "A task each", lambda: asyncio.run(a_task_each()))
    act(3, "What Python's tasks take", lambda: asyncio.run(what_tasks_take()))
    act(4, "What Python's threads ask for", what_threads_ask_for)

"""The row `switch` on asyncio: nanoseconds per switch, with a number of tasks and of yields.

It measures processor time, so that other work of the machine does not count against asyncio.
"""

import asyncio
import platform
import sys
import time


async def yields(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def main(tasks, times):
    begun = time.process_time_ns()
    spawned = [asyncio.create_task(yields(times)) for _ in range(tasks)]
    for task in spawned:
        await task
    took = time.process_time_ns() - begun
    print(platform.python_version(), took / (tasks * times))


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))

"""The row `switch` on asyncio: so many tasks that yield so often, in nanoseconds per switch.

It takes the time of the processor, so that nothing is held against asyncio which the machine
does besides.
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

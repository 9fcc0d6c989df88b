"""Ten URLs, one slow: the story of this lesson, told by asyncio.

The client reads from a StreamReader. Here a task feeds it. With `asyncio.open_connection`,
a socket would feed it.
"""

import asyncio
import threading
import time

START = 0.0
PAGES = 10


def say(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


def quoted(text):
    text = text.replace("\r", "\\r").replace("\n", "\\n")
    return f'"{text}"'


def delay(page):
    return 0.5 if page == 3 else 0.1


def answer(page):
    body = f"page {page}"
    head = f"content-length: {len(body)}\r\nconnection: close"
    return f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}".encode()


async def serve(pipe, page):
    await asyncio.sleep(delay(page))
    pipe.feed_data(answer(page))
    pipe.feed_eof()


async def serve_in_pieces(pipe, page):
    whole = answer(page)
    for piece in [whole[:20], whole[20:-3], whole[-3:]]:
        await asyncio.sleep(0.1)
        pipe.feed_data(piece)
    pipe.feed_eof()


def connect(server, page):
    pipe = asyncio.StreamReader()
    return pipe, asyncio.create_task(server(pipe, page))


def parse(whole):
    head, _, body = whole.decode().partition("\r\n\r\n")
    return int(head.split(" ")[1]), body


async def get(page):
    pipe, server = connect(serve, page)
    whole = await pipe.read()
    await server
    return parse(whole)


async def one_page():
    pipe, server = connect(serve_in_pieces, 7)
    say('sent: "GET /7 HTTP/1.1"')
    whole = b""
    while True:
        chunk = await pipe.read(1024)
        say(f"read: {quoted(chunk.decode())}")
        if not chunk:
            break
        whole += chunk
    await server
    status, body = parse(whole)
    say(f"status {status}, body {quoted(body)}")


class Tally:
    def __init__(self):
        self.there = 0
        self.lock = threading.Lock()

    def got(self, page):
        with self.lock:
            self.there += 1
            if self.there == PAGES - 1:
                say(f"{self.there} pages have arrived")
            elif self.there == PAGES:
                say(f"all {self.there} are there, and the last was page {page}")


async def fetch(page, tally):
    await get(page)
    tally.got(page)


async def fetch_blocking(page, tally):
    blocking_client(page, tally)


def blocking_client(page, tally):
    time.sleep(delay(page))
    tally.got(page)


async def one_by_one():
    tally = Tally()
    for page in range(PAGES):
        await fetch(page, tally)


def a_thread_each():
    tally = Tally()
    threads = [
        threading.Thread(target=blocking_client, args=(page, tally))
        for page in range(PAGES)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def a_task_each():
    tally = Tally()
    await asyncio.gather(*[fetch(page, tally) for page in range(PAGES)])


async def with_the_wrong_client():
    tally = Tally()
    await asyncio.gather(*[fetch_blocking(page, tally) for page in range(PAGES)])


def act(number, title):
    global START
    print(f"\n{number}. {title}", flush=True)
    START = time.monotonic()


if __name__ == "__main__":
    print("Ten URLs, one slow")
    act(1, "One page, by hand")
    asyncio.run(one_page())
    act(2, "One by one")
    asyncio.run(one_by_one())
    act(3, "A thread each")
    a_thread_each()
    act(4, "A task each")
    asyncio.run(a_task_each())
    act(5, "A task each, and a client that blocks")
    asyncio.run(with_the_wrong_client())

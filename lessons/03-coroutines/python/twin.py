"""Sent into the middle: this lesson's story, with Python's generators.

`my_coroutine` is from the post "Asynchronous Programming". Only the times are new.
"""

import time

START = 0.0
LINES = 0


def stamped(text):
    print(f"[{time.monotonic() - START:5.1f}s] {text}", flush=True)


def numbered(text):
    global LINES
    LINES += 1
    number = f"#{LINES}"
    print(f"[{number:>6}] {text}", flush=True)


say = stamped


def my_coroutine():
    say("something")
    while True:
        received = yield
        if received == "First":
            say("waiting First")
            time.sleep(4)
        if received == "Second":
            say("waiting second")
            time.sleep(2)
        say(f"Received: {received}")


def first_and_second():
    it = my_coroutine()
    next(it)  # Prime the coroutine
    it.send("First")
    say('(send("First") has returned)')
    it.send("Second")
    say('(send("Second") has returned)')


def no_word_lost():
    unprimed = my_coroutine()
    try:
        unprimed.send("hello")
    except TypeError as error:
        say(f"TypeError: {error}")
    next(unprimed)
    unprimed.send("hello")


def unknown_words():
    it = my_coroutine()
    next(it)
    it.send("Third")
    next(it)


def doubled():
    number = yield "a number, please"
    return number * 2


def outer():
    answer = yield from doubled()
    say(f"the inner one returned {answer}")
    return answer


def inside():
    it = outer()
    say(f"asked: {next(it)}")
    say("send(21):")
    try:
        it.send(21)
    except StopIteration as end:
        say(f"complete with {end.value}")


def worker():
    try:
        try:
            yield "ready"
        except ValueError as error:
            say(f"caught {error}")
            yield "recovered"
    finally:
        say("always")


def thrown_in():
    it = worker()
    say(f"it yields {next(it)}")
    say(f"it yields {it.throw(ValueError('boom'))}")
    try:
        it.throw(ValueError("crash"))
    except ValueError as error:
        say(f"it lets {error} out")


async def native():
    say("the native coroutine starts")
    return 7


def the_same_machinery():
    coroutine = native()
    say("made native()")
    try:
        coroutine.send(None)
    except StopIteration as end:
        say(f"complete with {end.value}")


def act(number, title, story, how=numbered):
    global LINES, START, say
    print(f"\n{number}. {title}", flush=True)
    LINES, START, say = 0, time.monotonic(), how
    story()


if __name__ == "__main__":
    print("Sent into the middle")
    act(1, "First and Second", first_and_second, how=stamped)
    act(2, "No word lost, in Python", no_word_lost)
    act(3, "Words it does not know", unknown_words)
    act(4, "A coroutine inside a coroutine", inside)
    act(5, "Thrown in", thrown_in)
    act(6, "async def, driven by send, in Python", the_same_machinery)

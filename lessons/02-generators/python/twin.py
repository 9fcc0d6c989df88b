"""One value at a time: the story of this lesson, told by Python's own generators."""

from itertools import islice

LINES = 0


def say(text):
    global LINES
    LINES += 1
    number = f"#{LINES}"
    print(f"[{number:>6}] {text}", flush=True)


def countdown(start):
    say("the body starts")
    for n in range(start, 0, -1):
        yield n
        say(f"the body continues after {n}")


def pulled_by_hand():
    numbers = countdown(3)
    say("made countdown(3)")
    try:
        while True:
            say(f"pulled {next(numbers)}")
    except StopIteration:
        say("pulled the end")


def careful():
    try:
        for n in [3, 2, 1]:
            yield n
        say("all three were pulled")
    finally:
        say("the generator cleans up")


def closed_halfway():
    numbers = careful()
    say(f"pulled {next(numbers)}")
    numbers.close()
    say("closed halfway")

    careful().close()
    say("closed another that was never pulled")


def odd_numbers():
    n = 1
    while True:
        yield n
        n += 2


class OddNumbers:
    """The same without a generator: the object holds the state."""

    def __init__(self):
        self.n = 1

    def __iter__(self):
        return self

    def __next__(self):
        odd = self.n
        self.n += 2
        return odd


def a_for_loop_pulls():
    say(f"for-loop:{five(odd_numbers())}")
    say(f"Python: class:{five(OddNumbers())}")


def five(numbers):
    line = ""
    for n in islice(numbers, 5):
        line += f" {n}"
    return line


def only_one():
    yield 1


def after_the_end():
    numbers = only_one()
    say(f"next: {next(numbers)}")
    for _ in range(3):
        try:
            next(numbers)
        except StopIteration:
            say("next: StopIteration")


def act(number, title, story):
    global LINES
    print(f"\n{number}. {title}", flush=True)
    LINES = 0
    story()


if __name__ == "__main__":
    print("One value at a time")
    act(1, "Pulled by hand", pulled_by_hand)
    act(2, "Closed halfway", closed_halfway)
    act(3, "A for loop pulls", a_for_loop_pulls)
    act(4, "After the end, in Python", after_the_end)

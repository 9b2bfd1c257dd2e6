"""A log that has grown turns over while its process goes on writing into it."""

from launcher import logs


def test_a_large_log_is_put_aside_and_the_oldest_goes(tmp_path):
    web, small = tmp_path / "web.log", tmp_path / "beat.log"
    small.write_text("few")
    with web.open("ab", buffering=0) as writing:  # as a process writes
        for number in range(logs.KEPT + 2):
            writing.write(b"%d" % number * 100)
            logs.turn_over(tmp_path, largest=100)
            writing.write(b"on")
            assert web.read_bytes() == b"on"
    assert sorted(row.name for row in tmp_path.iterdir()) == [
        "beat.log",
        "web.log",
        *(f"web.log.{n}" for n in (1, 2, 3)),
    ]
    told = [(tmp_path / f"web.log.{number}").read_bytes()[-1:] for number in (1, 2, 3)]
    assert told == [b"4", b"3", b"2"] and small.read_text() == "few"

from datetime import timedelta

from monitor.daemon.progress import Progress


def test_a_loop_that_stands_still_is_named():
    moment = [0.0]
    progress = Progress(("intake", "river"), clock=lambda: moment[0])
    moment[0] = 50
    progress.made("intake")
    assert progress.late(timedelta(seconds=30)) == ["river"]
    assert not progress.all_within(timedelta(seconds=30))
    assert progress.in_words("river") == (
        "news is not being evaluated: that loop has not come round for 50 s"
    )
    progress.made("river")
    assert progress.all_within(timedelta(seconds=30))

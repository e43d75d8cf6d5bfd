"""What cells said is kept, so far as it is harmless, and never more of it than a cell and a paper may have."""

from proctor import outputs
from proctor.outputs import Outputs, Space


def picture(size, data="A"):
    return "display_data", {"data": {"image/png": data * size}}


def pictures(kept):
    return [output.data["image/png"] for output in kept if output.output_type == "display_data"]


def said(kept):
    return "".join(output.text for output in kept if output.output_type == "stream")


def test_what_a_paper_keeps_is_limited_over_all_its_cells_and_what_is_left_out_is_said():
    left, cells = Space(text=1_000_000, pictures=9_000_000, outputs=100), []
    for _ in range(10):
        cells.append(Outputs(left))
        cells[-1].take(*picture(3_000_000))
        cells[-1].take("stream", {"text": "a" * 150_000})
        left = cells[-1].left
    assert [len(pictures(cell.kept)) for cell in cells] == [1] * 3 + [0] * 7
    assert [len(said(cell.kept)) for cell in cells] == [150_000] * 6 + [100_000] + [0] * 3
    assert [said(cell.notice) for cell in cells] == [""] * 3 + [outputs.LEFT_OUT] * 7
    assert left == Space(text=0, pictures=0, outputs=100 - 10)


def test_what_was_cleared_takes_nothing_of_what_its_paper_may_keep():
    cell = Outputs(Space(text=1_000, pictures=1_000, outputs=10))
    for frame in "ABC":
        cell.take("clear_output", {"wait": True})
        cell.take(*picture(900, frame))
    assert pictures(cell.kept) == ["C" * 900]
    assert cell.left == Space(text=1_000, pictures=100, outputs=9)


def test_a_cell_that_printed_too_much_shows_its_figures_all_the_same():
    cell = Outputs()
    cell.take("stream", {"text": "a" * 10**6})
    for figure in "ABC":
        cell.take(*picture(1000, figure))
    assert len(pictures(cell.kept)) == 3


def test_outputs_that_say_nothing_are_limited_too():
    cell = Outputs()
    for _ in range(10_000):
        cell.take("display_data", {"data": {"text/plain": "", "image/png": ""}})
        cell.take("error", {})
    assert len(cell.kept) < 5_000

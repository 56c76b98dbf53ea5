"""What was measured on a finished picture; the figures that a shop check, a card and the manifest show."""

from pydantic import BaseModel, ConfigDict


class Measures(BaseModel):
    """Figures of one finished picture; None where there is nothing to measure, as without a cut-out."""

    model_config = ConfigDict(frozen=True)

    border_white: float | None = None
    """Share of the outermost pixels that are pure white (255, 255, 255), 0 to 1; transparent ones count as white."""
    fill: float | None = None
    """Share of the frame's longer fit that the garment's box takes: max(box width / width, box height / height)."""
    delta_e: float | None = None
    """Mean CIEDE2000 between the garment's pixels in the colour-managed photo and in the finished picture."""
    delta_e_95: float | None = None
    """95th percentile of the same."""
    confidence: float | None = None
    """How sure the cut-out is, 0 to 1."""
    method: str = ""
    """What cut the garment out: a model's name, `classical`, or nothing."""

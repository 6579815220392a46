"""What every test may ask for: the profiles of hypothesis, and the folder of real data where there is one."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# "ci" is the default: the same examples on every run, whatever the clock and however slow the machine.
# HYPOTHESIS_PROFILE=explore looks further, with fresh examples each time; brief is for a second look at the same code.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "brief", max_examples=10, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real cases that CLAIMCHECK_DATA names; where it is unset, the test is skipped."""
    named = os.environ.get("CLAIMCHECK_DATA")
    if not named:
        pytest.skip("needs the real cases: set CLAIMCHECK_DATA to the folder that holds news_cases.jsonl")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"CLAIMCHECK_DATA names no folder: {named}")
    return folder

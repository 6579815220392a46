"""What a check comes to, and what a failed one says as a finding."""

import pytest

from claimcheck.verifying.verification import Check, State, Verdict, Verification, What, findings_of


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_verdict(state: State) -> None:
    """Each state comes to a verdict, and only what was not checked is unchecked."""
    verdict = Check(what=What.QUOTE, state=state, source="s").verdict

    assert (verdict is Verdict.UNCHECKED) is (state is State.UNCHECKED)


@pytest.mark.parametrize("what", list(What))
def test_each_failure_says_what_and_where(what: What) -> None:
    """The sentence of a failure names its source, what differs and where it stands."""
    check = Check(what=what, state=State.ALTERED, source="s", claim="c", detail="5", diff="[-5-] {+6+}", place="a:1")
    (finding,) = findings_of((check,), {check: ()})

    assert "s" in finding.sentence
    assert finding.reason == "5; [-5-] {+6+}; a:1"
    assert finding.field == what.value


def test_only_failures_are_findings() -> None:
    """Warnings, what is right and what was not checked make no finding."""
    checks = tuple(
        Check(what=What.QUOTE, state=state, source="s") for state in (State.FOUND, State.AMBIGUOUS, State.UNCHECKED)
    )

    assert findings_of(checks, dict.fromkeys(checks, ())) == ()
    assert Verification(checks=checks).failures == ()


def test_hostile_text_stays_text_in_a_notebook() -> None:
    """What a source says is never markup."""
    check = Check(what=What.QUOTE, state=State.ALTERED, source="s", detail="<script>alert(1)</script>")

    assert "<script>" not in Verification(checks=(check,))._repr_html_()

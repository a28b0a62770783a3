"""The views of `sesfake.compat.moto` beside moto itself: the same calls, the same attributes."""

from __future__ import annotations

import pytest

from sesfake import mock_ses
from sesfake.compat import moto as ours
from tests.compat.scenarios import (
    KEEPING,
    SENDING,
    our_backend,
    shown,
    verify_sender,
)


@pytest.mark.parametrize("call", SENDING, ids=lambda call: call.__name__)
def test_what_is_sent_reads_as_in_moto(call, motos_backend):
    verify_sender()
    call()
    of_moto = list(map(shown, motos_backend.sent_messages))

    with mock_ses(production=True):
        verify_sender()
        call()

        assert list(map(shown, our_backend().sent_messages)) == of_moto


@pytest.mark.parametrize("scenario", KEEPING)
def test_what_is_kept_reads_as_in_moto(scenario, motos_backend):
    call, read = KEEPING[scenario]
    verify_sender()
    call()
    of_moto = read(motos_backend)

    with mock_ses(production=True):
        verify_sender()
        call()

        assert read(our_backend()) == of_moto


def test_every_attribute_of_motos_backend_is_here_or_listed_as_missing(motos_backend):
    public = {name for name in vars(motos_backend) if not name.startswith("_")}

    missing = public - set(dir(our_backend()))

    # The first is asked for by ListTagsForResource; the second is always empty in moto.
    assert missing == {"tagger", "contacts", "partition"}


@pytest.mark.parametrize("name", ours.__all__)
def test_every_name_can_be_imported_from_here(name):
    assert getattr(ours, name) is not None

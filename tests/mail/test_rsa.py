"""RSA as another library sees it, and keys that make no sense."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from sesfake.mail.amazons_keys import LONG_ENDINGS, SHORT_ENDINGS, key_of
from sesfake.mail.rsa import PrivateKey


@pytest.mark.parametrize(("ending", "bits"), [(SHORT_ENDINGS, 1024), (LONG_ENDINGS, 2048)])
def test_amazons_keys_sign_so_that_others_verify_it(ending, bits):
    for letter in ending:
        key = key_of(f"token{letter}")
        public = serialization.load_der_public_key(base64.b64decode(key.public_key))

        public.verify(key.sign(b"hello"), b"hello", padding.PKCS1v15(), hashes.SHA256())

        assert public.key_size == bits


def test_the_primes_only_make_it_faster():
    key = key_of("tokena")

    without = PrivateKey(key.modulus, key.public_exponent, key.private_exponent)

    assert without.sign(b"hello") == key.sign(b"hello")


@pytest.mark.parametrize("primes", [(), (0, 0), (1,), (3, 5), (2, 2), (1, 1 << 1023 | 1)])
def test_primes_that_make_no_sense_do_no_harm(primes):
    key = PrivateKey(1 << 1023 | 1, 3, 5, primes)

    assert len(key.sign(b"hello")) == 128

"""Amazon's DKIM keys, as far as this fake goes: NO SECRET, and nobody's.

They were made for it and stand here for everybody to read, so what they sign proves nothing outside
of a test. A token tells which key it stands for: its last letter how long the key is, the whole of
it which of those it is. The long ones are of four primes instead of two, since those sign faster.
"""

from __future__ import annotations

import hashlib
from functools import cache

from sesfake.mail.rsa import PrivateKey

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
# A token that ends in one of these stands for a key of 1024 bits, any other for one of 2048.
SHORT_BITS = 1024
SHORT_ENDINGS = BASE32[16:]
LONG_ENDINGS = BASE32[:16]

_DIGITS = 128  # of each prime, in hexadecimal
_SHORT, _LONG = 2, 4  # primes of a key
_SHORT_KEYS = """
f74e348ffd72141376c7dd7768e1c14cd28a48b44f6f115c662fd0ca1cd2cee6
c0e0ddce4b12b643c84f5f2d42c0615982090790fa616fd239a92b189b5d1915
f9b0b552d8d46f745417e1eb521c88e0c4f8c441a64eeaaea685c1cdd6e24a3d
b9df18a4f18700a62ceb277a6d9f582ea07ccf2e50241ae90c6059ea6ca8cec5
faa314b5175a4bd9d9c29cfaa07492fffcc16cc77b13f9c0f3129137b25494dc
42c556b12c9d2405bd7b6258b822f57275a199044d049b052d010e5a424d89f1
fd51a4b057ce54508aab1f79dc8aadd5fa51091d6440d8c103d11ef5841e9107
5e2dbcff06f727f90733b8a22864d081d74681dc2b412993059924bdbd2a3f2b
f231dfe643c651d565f04c64ad9c5d51e8ff70c48c50c58bb76b3c9122ffa06c
bb3bd8843a3988cd11ff07e5e5f7600cf0a2365ac09f56529378223ace09f93f
f69a6d755d3c1203f520318c9f6bc9941b5c9e3d74fde7b322c8f561f5e23935
156d172411df94d3aa5507fe1cabfd4bc5e878cbf914fca2781a933300703d77
"""
_LONG_KEYS = """
f1849603d4bb66cfcd052cc952174f7c76f882239d65d60a5420b03aef4a9256
ad5f38637bb1ad23a568625aff52b672006c295cbce25dcdcbf8f7b96cedddeb
f511d10ad9e9c320c842e8c5c539580745f3dd4bfe57953ff2311d2e375b15a9
61f9b6da685bdd2f5a1b9baef0f3d879a04d2d75f6c13d184beaa85a1ef69a0d
f91370454b01cafdeafea487c69eb6a57e336d3ca3d2f0d266afbd3c6ac44322
419860746997065fe6f655b76ff5dadea962c2830960be2e0d7bc0bb0d3f8927
f35198368b43925d4b897ca9d60ce0b46e8b2f987f74413bf2e18b229e6a4aba
e312507eddcc8d4b304b745a940d4762146e376ed14d83e0b4381a5745cdde6f
f410a8012792f08ff746f7f7ef472d7541f6e56c3cc7ae32bc501f36f09bc2bd
8b650b555f58401e2a5a5717fa35cfa69607e52a819e8d724d1fce70229ff1a5
f1397c292e36806bbc94ff9f07b7d768f1ddad504ffe52000173f25a0d610f68
f985c3a19e2f80e59db1725050d64bbdc07ba1c117c74d0ba6a5d93e5962ba4b
fe7e89ec7fe53c427afb256866119c5bf2dde4ca120b6f0a0254c815eb89dc64
866219d676c507792d00eab301df0e8b3d4cee491a86c40a241b22099764ab67
fae8ad0f72c01f7d388a79486a44f6ecc5892cba6d137734e6e8dad606af3586
47f742d18b58bfce46bc8cbdeee66e90e14def27c9858dfa20336c233afa74ad
f05094d3dd28ab57c3207cac44a73d4436ff349c64d83c6acac0cae03372aadd
bc8abdf24380adcd542bd1ab9bf8d77f6379fccca5eb897b2de680b536610c29
f398bbccd6d248deab5e697d642ed602c5b9db91564d2e3385132f93e97df4be
c665446d0eaab9cb882a1f7061cd42c1605ddc57d817fe4a1f0543cac428d2f9
f3bf72a2b6a62f8725c21fc0160dcf9d43cd95394c46ca98ce2689ef4457e82f
c3b217a571c75fe9cf7779d318c73f385caa18130acf4379697827580d5d3df3
f319508e3a2160bc4a1d9da76cfa159d915496de56ef17efe2f58418e4076f08
091594d31ada12b45ee3b7a9cecc8e6698c208bd6dbe8b10f91105c7c1a434d3
"""


def key_of(token: str) -> PrivateKey:
    """The key that a token stands for; every token has one."""
    is_short = token[-1:] in SHORT_ENDINGS
    keys = _keys(_SHORT_KEYS, _SHORT) if is_short else _keys(_LONG_KEYS, _LONG)
    return keys[hashlib.sha256(token.encode()).digest()[0] % len(keys)]


@cache
def _keys(digits: str, primes_each: int) -> list[PrivateKey]:
    text = "".join(digits.split())
    primes = [int(text[at : at + _DIGITS], 16) for at in range(0, len(text), _DIGITS)]
    return [
        PrivateKey.of(tuple(primes[at : at + primes_each]))
        for at in range(0, len(primes), primes_each)
    ]

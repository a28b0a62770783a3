"""The file extensions that SES does not deliver; a message with such a file is refused."""

from __future__ import annotations

from sesfake.errors import InvalidParameter
from sesfake.guesses.mail import FORBIDDEN_FILE

# https://docs.aws.amazon.com/ses/latest/dg/mime-types.html
_FORBIDDEN_EXTENSIONS_IN_WORDS = """
ade adp app asp bas bat cer chm cmd com cpl crt csh der exe fxp gadget hlp hta inf ins isp its
js jse ksh lib lnk mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz msc msh
msh1 msh2 mshxml msh1xml msh2xml msi msp mst ops pcd pif plg prf prg reg scf scr sct shb shs
sys ps1 ps1xml ps2 ps2xml psc1 psc2 tmp url vb vbe vbs vps vsmacros vss vst vsw vxd ws wsc wsf
wsh xnk
"""
FORBIDDEN_EXTENSIONS = frozenset(_FORBIDDEN_EXTENSIONS_IN_WORDS.split())


def check_file_name(name: str) -> None:
    """Raise InvalidParameter for a file whose last extension, without case, is forbidden."""
    if name.rpartition(".")[2].strip().lower() in FORBIDDEN_EXTENSIONS and "." in name:
        raise InvalidParameter(FORBIDDEN_FILE.format(name=name))

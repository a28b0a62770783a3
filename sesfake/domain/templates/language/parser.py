"""From texts and tags to the tree. Blocks are kept on a list, not on Python's stack."""

from __future__ import annotations

from dataclasses import dataclass, field

from sesfake.domain.templates.language.expressions import Expressions
from sesfake.domain.templates.language.failures import InvalidTemplateSyntax
from sesfake.domain.templates.language.nodes import (
    MAX_NESTING,
    WRAPPED,
    Block,
    Call,
    Comment,
    Content,
    Inline,
    Literal,
    Mustache,
    Partial,
    Program,
    Statement,
    Strip,
)
from sesfake.domain.templates.language.scanner import Tag, scan


@dataclass
class _Open:
    """A block whose end has not been met yet."""

    name: str
    node: Block | Inline | Partial
    program: Program  # where its statements go


@dataclass
class _Tree:
    root: Program = field(default_factory=Program)
    open: list[_Open] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)  # inline partials
    called: list[str] = field(default_factory=list)

    def add(self, statement: Statement) -> None:
        program = self.open[-1].program if self.open else self.root
        program.statements.append(statement)

    def enter(self, name: str, node: Block | Inline | Partial, program: Program) -> None:
        if len(self.open) >= MAX_NESTING:
            raise InvalidTemplateSyntax(f"Blocks are nested more than {MAX_NESTING} deep")
        self.add(node)
        self.open.append(_Open(name, node, program))


def parse(source: str) -> Program:
    """Read a whole template; raises InvalidTemplateSyntax."""
    tree = _Tree()
    for item in scan(source):
        if isinstance(item, str):
            tree.add(Content(item, item))
        else:
            _READERS[item.kind](tree, item)
    if tree.open:
        raise InvalidTemplateSyntax(f"The block '{tree.open[-1].name:.60}' has no end")
    for name in tree.called:
        if name not in tree.defined:  # stored partials do not exist (facts: templates 4)
            raise InvalidTemplateSyntax(f"The partial '{name:.60}' could not be found")
    return tree.root


def _call(tag: Tag) -> tuple[Call, tuple[str, ...]]:
    expressions = Expressions(tag.tokens, tag.source)
    call = expressions.call()
    names = expressions.block_parameters()
    expressions.end()
    return call, names


def _mustache(tree: _Tree, tag: Tag) -> None:
    call, names = _call(tag)
    if names:
        raise InvalidTemplateSyntax(f"Block parameters without a block in {tag.source:.60}")
    tree.add(Mustache(call, tag.strip, tag.source))


def _comment(tree: _Tree, tag: Tag) -> None:
    tree.add(Comment(tag.strip))


def _block(tree: _Tree, tag: Tag) -> None:
    call, names = _call(tag)
    body = Program()
    block = Block([call], [names], [body], [tag.strip], is_inverted=tag.kind == "inverted")
    tree.enter(call.head.original, block, body)


def _raw_block(tree: _Tree, tag: Tag) -> None:
    call, names = _call(tag)
    text, closed_by = tag.raw
    if names or call.head.original != closed_by:
        raise InvalidTemplateSyntax(f"{call.head.original:.60} doesn't match {closed_by:.60}")
    body = Program([Content(text, text)])
    tree.add(Block([call], [()], [body], [Strip(), Strip()]))


def _decorator(tree: _Tree, tag: Tag) -> None:
    call, names = _call(tag)
    is_inline = call.head.original == "inline" and "#" in tag.source[:4]
    name = call.params[0] if len(call.params) == 1 else None
    if not is_inline or names or not isinstance(name, Literal):
        raise InvalidTemplateSyntax(f'Only {{{{#*inline "name"}}}} is known, not {tag.source:.60}')
    body = Program()
    tree.defined.add(name.original)
    tree.enter("inline", Inline(name.original, body, [tag.strip]), body)


def _partial(tree: _Tree, tag: Tag) -> None:
    expressions = Expressions(tag.tokens, tag.source)
    callee = expressions.callee()
    params, hash_ = expressions.arguments()
    expressions.end()
    if len(params) > 1:
        raise InvalidTemplateSyntax(f"A partial takes one context: {tag.source:.60}")
    name = callee if isinstance(callee, Call) else callee.original
    partial = Partial(name, params, hash_, [tag.strip])
    if tag.kind == "partial":
        if isinstance(name, str) and name != WRAPPED:
            tree.called.append(name)
        tree.add(partial)
    else:
        partial.body = Program()
        shown = callee.head.original if isinstance(callee, Call) else callee.original
        tree.enter(shown, partial, partial.body)


def _else(tree: _Tree, tag: Tag) -> None:
    top = tree.open[-1] if tree.open else None
    if top is None or not isinstance(top.node, Block) or top.node.has_else:
        raise InvalidTemplateSyntax(f"Nothing to which {tag.source:.60} could belong")
    if tag.kind == "chain":
        if top.node.is_inverted:
            raise InvalidTemplateSyntax(f"An inverted block takes no {tag.source:.60}")
        call, names = _call(tag)
        top.node.calls.append(call)
        top.node.names.append(names)
    top.program = Program()
    top.node.bodies.append(top.program)
    top.node.tags.append(tag.strip)


def _close(tree: _Tree, tag: Tag) -> None:
    call, names = _call(tag)
    if names or not call.is_plain:
        raise InvalidTemplateSyntax(f"Only a name may stand in {tag.source:.60}")
    if not tree.open:
        raise InvalidTemplateSyntax(f"No block is open at {tag.source:.60}")
    top = tree.open.pop()
    if top.name != call.head.original:
        raise InvalidTemplateSyntax(f"{top.name:.60} doesn't match {call.head.original:.60}")
    top.node.tags.append(tag.strip)


_READERS = {
    "mustache": _mustache,
    "unescaped": _mustache,
    "comment": _comment,
    "block": _block,
    "inverted": _block,
    "raw_block": _raw_block,
    "decorator": _decorator,
    "partial": _partial,
    "partial_block": _partial,
    "otherwise": _else,
    "chain": _else,
    "close": _close,
}

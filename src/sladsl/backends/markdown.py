"""The contract as Markdown (CommonMark with tables), for reading in a repository and comparing versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import quote

from sladsl.backends.document_data import labels
from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.markdown_text import anchor, block_of_code, code, escaped, line
from sladsl.backends.output import OutputFile
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.lower.document import (
    Align,
    Block,
    Bullets,
    Clause,
    Column,
    Definitions,
    Document,
    Edition,
    Emphasis,
    Figure,
    KeyValues,
    Note,
    Numbered,
    Paragraph,
    Preformatted,
    SignatureBlock,
    Signatures,
    Strong,
    Table,
    Text,
    WorkedExample,
    plain,
    text,
)
from sladsl.lower.visible import visible
from sladsl.records import record

_RULES = {Align.START: ":---", Align.CENTER: ":---:", Align.END: "---:"}


@record
class MarkdownBackend:
    """One Markdown file, and one for each drawing beside it; attachments do not ride along."""

    name: str = "markdown"
    reads: Literal["document"] = "document"
    ending: str = "md"

    def emit(self, outline: Document, options: DocumentOptions) -> Outcome[tuple[OutputFile, ...]]:
        writer = _Writer(outline, options.path)
        written = "\n\n".join(writer.parts()) + "\n"
        return Outcome((OutputFile(options.path, written.encode()), *writer.drawings))


class _Writer:
    """Writes blocks as lists of paragraphs, each a string without blank lines around it."""

    def __init__(self, document: Document, path: str) -> None:
        self.outline = document
        self.stem = path.rpartition(".")[0]
        self.drawings: list[OutputFile] = []
        self.say = {name: str(words) for name, words in labels(document).items()}

    def parts(self) -> Iterator[str]:
        yield from self.cover()
        for clause in self.outline.clauses:
            yield from self.clause(clause, 2, "")
        for schedule in self.outline.schedules:
            yield from self.clause(schedule, 2, self.say["schedule"] + " ")

    def cover(self) -> Iterator[str]:
        document = self.outline
        yield "# " + escaped(document.title)
        if document.subtitle:
            yield line((Strong(text(document.subtitle)),))
        if document.edition is Edition.INTERNAL:
            yield "> " + escaped(self.say["internal"])
        if document.status:
            yield line((Emphasis(text(document.status)),))
        parties = (
            Bullets(
                tuple(
                    (Paragraph((Strong(text(p.name)), Text(", ".join(("", p.role, *p.details))))),)
                    for p in document.parties
                )
            ),
        )
        yield from self.blocks(parties)
        yield from self.blocks((KeyValues(document.facts),))
        yield f"{escaped(self.say['digest'])}: {code(document.digest)}"
        yield escaped(self.say["dated"]) + "."

    def clause(self, clause: Clause, depth: int, prefix: str) -> Iterator[str]:
        where = visible(f" · {clause.origin.source.name}:{clause.origin.line}") if clause.origin else ""
        yield (
            "<!-- "
            + (clause.key + where).replace("\n", " ").replace("--", "- -").replace(">", "&gt;")
            + " -->"
        )
        number = escaped(prefix + clause.number)
        here = anchor("clause", clause.key)
        blocks = clause.blocks
        if clause.title:
            yield f"{'#' * min(depth, 6)} {here}{number} {escaped(clause.title)}"
        elif blocks and isinstance(first := blocks[0], Paragraph):
            yield f"{here}**{number}** {line(first.content)}"
            blocks = blocks[1:]
        else:
            yield f"{here}**{number}**"
        yield from self.blocks(blocks)
        for child in clause.children:
            yield from self.clause(child, depth + 1, "")

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(content):
                yield line(content)
            case Bullets(items):
                yield "\n".join(_item("-", "\n\n".join(self.blocks(item))) for item in items)
            case Numbered(items):
                yield "\n".join(_item("-", self.lettered(n, item)) for n, item in enumerate(items))
            case Table():
                yield from self.table(block)
            case KeyValues(entries):
                rows = tuple((text(entry.label), entry.value) for entry in entries)
                yield from self.table(Table((Column(()), Column(())), rows))
            case Definitions(entries):
                for entry in entries:
                    yield f"{anchor('term', entry.key)}**{escaped(entry.term)}** – {line(entry.meaning)}."
            case Note(inner):
                yield _quoted([f"**{escaped(self.say['note'])}**", *self.blocks(inner)])
            case WorkedExample(title, inner):
                yield _quoted([f"**{escaped(title)}**", *self.blocks(inner)])
            case Preformatted(lines):
                yield block_of_code(lines)
            case Figure(svg, description, caption):
                yield self.drawing(svg, plain(caption) or description)
                if caption:
                    yield line(caption)
                yield line((Emphasis(text(description)),))
            case Signatures(parties):
                for party in parties:
                    yield from self.signature(party)

    def drawing(self, svg: str, instead: str) -> str:
        """Puts a drawing beside the text, and leads to it."""
        path = f"{self.stem}.{len(self.drawings) + 1}.svg"
        self.drawings.append(OutputFile(path, svg.encode()))
        return f"![{escaped(instead)}]({quote(path.rpartition('/')[2])})"

    def lettered(self, position: int, item: tuple[Block, ...]) -> str:
        between = " " if item and isinstance(item[0], Paragraph) else "\n\n"
        return f"({chr(ord('a') + position % 26)})" + between + "\n\n".join(self.blocks(item))

    def table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield line((Emphasis(table.caption),))
        rows = [tuple(column.header for column in table.columns), *table.rows]
        written = ["| " + " | ".join(line(cell, in_table=True) for cell in row) + " |" for row in rows]
        written.insert(1, "| " + " | ".join(_RULES[column.align] for column in table.columns) + " |")
        yield "\n".join(written)

    def signature(self, party: SignatureBlock) -> Iterator[str]:
        yield f"**{escaped(party.role)}** – {escaped(party.party)}"
        names = ("signature", "name", "title", "place")
        columns = tuple(Column(text(self.say[name])) for name in names)
        rows = tuple(((), text(person.name), text(person.title), ()) for person in party.lines)
        yield from self.table(Table(columns, rows))


def _item(mark: str, body: str) -> str:
    return mark + " " + body.replace("\n", "\n  ")


def _quoted(parts: list[str]) -> str:
    return "\n".join("> " + row if row else ">" for row in "\n\n".join(parts).split("\n"))

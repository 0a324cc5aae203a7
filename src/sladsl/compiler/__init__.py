"""One house compiled: findings, and outputs as bytes; no disk, no clock."""

from sladsl.compiler.compilation import Compilation, compile_files, in_order

__all__ = ["Compilation", "compile_files", "in_order"]

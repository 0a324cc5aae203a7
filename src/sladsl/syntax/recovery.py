"""stub"""
from __future__ import annotations
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.source import Span
class Read:
    def __init__(self,f,n,b): self.findings,self.nodes,self.broken=f,n,b
def recover(machine, tokens, first, stop, node):
    if node is not None: return Read((),(node,),())
    return Read((Diagnostic(catalogue.UNEXPECTED_TEXT,"does not fit",(Label(Span(tokens.source,tokens.starts[first],tokens.ends[first])),)),),(),())

"""Mutants of a module: copies with one operator, number or result changed, as a slip would change it."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_Node = tuple[str, ast.AST, ast.AST]
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed module; ``name`` is the function and the statement as it was changed."""

    name: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its text."""
    tree = ast.parse(source)
    for index, (_, _, node) in enumerate(_nodes(tree)):
        for variant in range(_n_variants(node)):
            changed = copy.deepcopy(tree)
            function, statement, target = list(_nodes(changed))[index]
            _mutate(target, variant)
            yield Mutant(f"{function}: {ast.unparse(statement).splitlines()[0]}", changed)


def _nodes(node: ast.AST, function: str = "module", statement: ast.AST | None = None) -> Iterator[_Node]:
    """Yield each node with its function and statement, but for what computes nothing."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or name in ("annotation", "returns", "decorator_list"):
                continue
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue
            inside = child.name if isinstance(child, ast.FunctionDef) else function
            around = child if isinstance(child, ast.stmt) or statement is None else statement
            yield inside, around, child
            yield from _nodes(child, inside, around)


def _n_variants(node: ast.AST) -> int:
    """Return in how many ways a node can be changed."""
    match node:
        case ast.Compare(ops=ops):
            return len(ops)
        case ast.BinOp(op=op) | ast.AugAssign(op=op) | ast.BoolOp(op=op):
            return type(op) in _OPERATORS
        case ast.Constant(value=bool() | int()):
            return 1
        case ast.UnaryOp(op=ast.USub() | ast.Not()) | ast.IfExp():
            return 1
        case ast.If(test=test) | ast.While(test=test):
            return not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp)
        case ast.Return(value=value):
            return value is not None and not isinstance(value, ast.Constant)
        case ast.Call(func=ast.Name(id=called)):
            return called in _CALLS
    return 0


def _mutate(node: ast.AST, variant: int) -> None:
    """Change a node in place."""
    match node:
        case ast.Compare(ops=ops):
            ops[variant] = _OPERATORS[type(ops[variant])]()  # type: ignore[call-overload]
        case ast.BinOp(op=op) | ast.AugAssign(op=op) | ast.BoolOp(op=op):
            node.op = _OPERATORS[type(op)]()  # type: ignore[assignment]
        case ast.Constant(value=value):
            node.value = not value if isinstance(value, bool) else value + 1  # type: ignore[operator]
        case ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
            if isinstance(node.op, ast.Not):
                node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.IfExp(body=body, orelse=orelse):
            node.body, node.orelse = orelse, body
        case ast.If(test=test) | ast.While(test=test):
            node.test = ast.UnaryOp(ast.Not(), test)
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.Call(func=ast.Name(id=called) as function):
            function.id = _CALLS[called]
    ast.fix_missing_locations(node)

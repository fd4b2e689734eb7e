"""The flow as BPMN 2.0 with diagram interchange, for other tools.

The process holds the act alone: lanes, user tasks, exclusive gateways, ends. House rules are text annotations beside the pool,
so no engine runs them. A gateway's conditions compare a variable named after an action, `outcome_of_<action>`, with the id of
the outcome that was performed there; who runs the process sets that variable when a task is done.
"""

from collections.abc import Iterator, Mapping

from kense.directory import words
from kense.directory.drawing import Drawing, drawing_of
from kense.directory.flow import Arrow, Condition, Flow, Node, Rule, places, products, steps
from kense.directory.identity import said_of
from kense.directory.labels import length
from kense.directory.layout import Box
from kense.directory.markup import Markup, el, join
from kense.directory.prose import rule_said
from kense.kernel import Lang, Text
from kense.kernel.text import joined
from kense.law import cite_all, lookup
from kense.law.edition import Action

NAMESPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:kense": "urn:kense:directory",
}
EXPRESSIONS = "https://docs.python.org/3/reference/expressions.html"
POOL_HEAD, MARGIN = 30.0, 40.0
GATEWAY = 50.0
EVENT = 36.0
NOTE_WIDE, NOTE_HIGH, NOTE_GAP = 250.0, 78.0, 20.0
NOTES_IN_A_ROW = 5


def bpmn_xml(flow: Flow, lang: Lang) -> str:
    """The BPMN file in one language."""
    made = drawing_of(flow, lang)
    attributes = NAMESPACES | {
        "id": "directory",
        "name": words.TITLE.in_lang(lang),
        "targetNamespace": f"urn:kense:directory:{flow.edition.id}",
        "expressionLanguage": EXPRESSIONS,
        "exporter": "Kense",
    }
    parts = (_collaboration(flow, lang), _process(flow, lang), _diagram(made))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_el("definitions", attributes, *parts)}\n'


def _el(name: str, attributes: Mapping[str, object] | None, *inside: str) -> Markup:
    """A BPMN element; elements inside stand on lines of their own."""
    if any(isinstance(one, Markup) for one in inside):
        inside = (Markup("\n"), join(inside, "\n"), Markup("\n"))
    return el(name if ":" in name else f"bpmn:{name}", attributes, *inside)


def _collaboration(flow: Flow, lang: Lang) -> Markup:
    pool = {"id": "pool", "name": words.first_capital(words.PROVIDER).in_lang(lang), "processRef": "process"}
    notes = (
        _el("textAnnotation", {"id": f"house_{rule.id}"}, _el("text", None, _note(flow, rule).in_lang(lang)))
        for rule in flow.rules
    )
    return _el("collaboration", {"id": "collaboration"}, _el("participant", pool), *notes)


def _note(flow: Flow, rule: Rule) -> Text:
    return words.HOUSE_NOTE.filled(rule=rule_said(rule), refs=cite_all(flow.edition.act, rule.refs))


def _process(flow: Flow, lang: Lang) -> Markup:
    attributes = {"id": "process", "name": flow.edition.act.service.in_lang(lang), "isExecutable": "true"}
    told = joined([said_of(flow.edition), words.HOW_TO_RUN.filled(variable=variable("…"))], ". ")
    lanes = (
        _el(
            "lane",
            {"id": f"lane_{role.id}", "name": words.first_capital(role.unit).in_lang(lang)},
            *(_el("flowNodeRef", None, node.id) for node in flow.nodes if node.role == role.id),
        )
        for role in flow.lanes
    )
    return _el(
        "process",
        attributes,
        _el("documentation", None, told.in_lang(lang)),
        _el("laneSet", {"id": "lanes"}, *lanes),
        *(_node(flow, node, lang) for node in flow.nodes),
        *(_flow(arrow, lang) for arrow in flow.arrows),
    )


def _node(flow: Flow, node: Node, lang: Lang) -> Markup:
    tag = {"start": "startEvent", "action": "userTask", "choice": "exclusiveGateway", "end": "endEvent"}[node.kind]
    attributes = {"id": node.id, "name": _name(node).in_lang(lang)}
    if node.kind == "choice":
        attributes["gatewayDirection"] = "Diverging"
    told = _told(flow, node).in_lang(lang)
    norm = node.action.minutes if node.action and node.kind == "action" else None
    extension = [_el("extensionElements", None, _el("kense:norm", {"minutes": norm}))] if norm else []
    ins = (_el("incoming", None, one.id) for one in flow.arrows if one.target == node.id)
    outs = (_el("outgoing", None, one.id) for one in flow.arrows if one.source == node.id)
    return _el(tag, attributes, _el("documentation", None, told), *extension, *ins, *outs)


def _name(node: Node) -> Text:
    if node.action and node.kind == "action":
        return words.TIMED.filled(n=node.action.number, name=node.name, length=_unbroken(length(node.action)))
    return node.name


def _unbroken(text: Text) -> Text:
    return Text(*(one.replace(" ", "\N{NO-BREAK SPACE}") for one in (text.kk, text.ru, text.en)))


def _told(flow: Flow, node: Node) -> Text:
    refs = cite_all(flow.edition.act, node.refs)
    if node.action and node.kind == "action":
        return _action_told(flow, node.action)
    return refs


def _action_told(flow: Flow, action: Action) -> Text:
    edition = flow.edition
    told = words.TASK.filled(
        length=length(action),
        ground=lookup.product(edition, action.ground).name,
        product=joined([lookup.product(edition, one).name for one in products(action)], "; "),
        refs=cite_all(edition.act, places(action)),
    )
    if steps(action):
        told = joined([told, words.STEPS.filled(steps=joined([one.name for one in steps(action)]))], " ")
    return told


def _flow(arrow: Arrow, lang: Lang) -> Markup:
    attributes: dict[str, object] = {"id": arrow.id, "sourceRef": arrow.source, "targetRef": arrow.target}
    if arrow.label:
        attributes["name"] = arrow.label.in_lang(lang)
    condition = (
        [_el("conditionExpression", {"xsi:type": "bpmn:tFormalExpression"}, expression(arrow.condition))]
        if arrow.condition
        else []
    )
    return _el("sequenceFlow", attributes, *condition)


def expression(condition: Condition) -> str:
    """A condition in words of an engine: one of each group was performed."""
    groups = [" or ".join(f'{variable(action)} == "{outcome}"' for action, outcome in group) for group in condition]
    return groups[0] if len(groups) == 1 else " and ".join(f"({group})" for group in groups)


def variable(action_id: str) -> str:
    """The variable that holds which outcome was performed at an action."""
    return f"outcome_of_{action_id.replace('-', '_')}"


def _diagram(made: Drawing) -> Markup:
    shapes = (*_pool(made), *(_shape(made, node) for node in made.flow.nodes), *_annotations(made))
    plane = _el("bpmndi:BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"}, *shapes, *(_edges(made)))
    return _el("bpmndi:BPMNDiagram", {"id": "diagram"}, plane)


def _pool(made: Drawing) -> Iterator[Markup]:
    yield _bounds("pool", Box(-POOL_HEAD, 0, made.wide + POOL_HEAD, made.bottom), horizontal=True)
    for lane in made.lanes:
        yield _bounds(f"lane_{lane.role.id}", lane.box, horizontal=True)


def _bounds(element: str, box: Box, label: Box | None = None, *, horizontal: bool = False) -> Markup:
    attributes: dict[str, object] = {"id": f"shape_{element}", "bpmnElement": element}
    if horizontal:
        attributes["isHorizontal"] = "true"
    words_ = [_el("bpmndi:BPMNLabel", None, _dc(label))] if label else []
    return _el("bpmndi:BPMNShape", attributes, _dc(box), *words_)


def _dc(box: Box) -> Markup:
    return _el("dc:Bounds", {"x": box.x + POOL_HEAD + MARGIN, "y": box.y + MARGIN, "width": box.w, "height": box.h})


def _figure(made: Drawing, node: Node) -> Box:
    """The box of a figure as such tools draw it: gateways and events are small, their words stand beside them."""
    box = made.of(node)
    side = {"choice": GATEWAY, "action": 0.0}.get(node.kind, EVENT)
    return Box(box.cx - side / 2, box.cy - side / 2, side, side) if side else box


def _shape(made: Drawing, node: Node) -> Markup:
    box = _figure(made, node)
    if node.kind == "choice":
        return _bounds(node.id, box, Box(box.x - 66, box.y - 24, 76, 36))
    if node.kind == "action":
        return _bounds(node.id, box)
    return _bounds(node.id, box, Box(box.cx - 55, box.bottom + 3, 110, 30))


def _edges(made: Drawing) -> Iterator[Markup]:
    for line in made.lines:
        source, target = (_figure(made, made.flow.node(one)) for one in (line.route.source, line.route.target))
        points = [_onto(line.points[0], source), *line.points[1:-1], _onto(line.points[-1], target)]
        corners = (_el("di:waypoint", {"x": x + POOL_HEAD + MARGIN, "y": y + MARGIN}) for x, y in points)
        label = [_el("bpmndi:BPMNLabel", None, _dc(line.words.box))] if line.words else []
        arrow = line.route.arrow.id
        yield _el("bpmndi:BPMNEdge", {"id": f"edge_{arrow}", "bpmnElement": arrow}, *corners, *label)


def _onto(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """The end of a line moved onto the edge of a figure that is smaller here."""
    x, y = point
    return min(max(x, box.x), box.right), min(max(y, box.y), box.bottom)


def _annotations(made: Drawing) -> Iterator[Markup]:
    for index, rule in enumerate(made.flow.rules):
        row, column = divmod(index, NOTES_IN_A_ROW)
        x = column * (NOTE_WIDE + NOTE_GAP)
        y = made.bottom + MARGIN + row * (NOTE_HIGH + NOTE_GAP)
        yield _bounds(f"house_{rule.id}", Box(x, y, NOTE_WIDE, NOTE_HIGH))

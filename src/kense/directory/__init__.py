"""The directory of business processes, drawn from an edition: lane diagram (SVG), BPMN 2.0 with layout, table; kk, ru, en."""

from kense.directory.bpmn import bpmn_xml
from kense.directory.export import bpmn_name, files, picture, svg_name
from kense.directory.flow import Flow, flow_of
from kense.directory.sheet import sheet_html
from kense.directory.style import DIAGRAM, SHEET
from kense.directory.svg import act_svg, house_svg

__all__ = [
    "DIAGRAM",
    "SHEET",
    "Flow",
    "act_svg",
    "bpmn_name",
    "bpmn_xml",
    "files",
    "flow_of",
    "house_svg",
    "picture",
    "sheet_html",
    "svg_name",
]

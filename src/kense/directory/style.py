"""The style of the diagram and of the page that is exported: system fonts, light and dark, black on white on paper."""

TOKENS = """
:root{color-scheme:light dark;--paper:#fff;--ground:#f6f5f1;--ground-2:#e8e6de;--ink:#18242a;--ink-2:#515a5d;--line:#dad8cf;--line-2:#75786f;--sky:#006685;
--font:"Segoe UI","Noto Sans",system-ui,-apple-system,Roboto,"Liberation Sans",sans-serif;--font-law:"Noto Serif","PT Serif",Cambria,"Times New Roman",serif}
@media (prefers-color-scheme:dark){:root{--paper:#12171a;--ground:#1b2124;--ground-2:#2b3337;--ink:#e9eae6;--ink-2:#adb4b3;--line:#333b3f;--line-2:#838b8c;--sky:#66c5e2}}
@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ground-2:#eee;--ink:#000;--ink-2:#000;--line:#777;--line-2:#000;--sky:#000}}
"""

DIAGRAM = """
.kd{color:var(--ink);font:400 13px/1.3 var(--font);font-variant-numeric:tabular-nums;display:block;fill:none;stroke:none;max-width:none}
.kd text{fill:currentColor;stroke:none}
.kd-band{stroke:var(--line-2);fill:none}
.kd-head{fill:var(--ground-2);stroke:var(--line-2)}
.kd .kd-unit{font-size:14px;font-weight:650;text-anchor:middle}
.kd-shape{fill:var(--paper);stroke:currentColor;stroke-width:1.5}
.kd-start .kd-shape,.kd-end .kd-shape{fill:var(--ground-2)}
.kd .kd-number{font-size:19px;font-weight:650}
.kd .kd-name{font-size:14px;font-weight:650}
.kd .kd-length{font-size:13px;font-weight:650;text-anchor:end}
.kd .kd-ground{fill:var(--ink-2)}
.kd .kd-place{fill:var(--ink-2);font-family:var(--font-law)}
.kd .kd-plain,.kd .kd-mark{text-anchor:middle}
.kd .kd-way{font-weight:650;stroke:var(--paper);stroke-width:4px;paint-order:stroke}
.kd-line,.kd-key-arrow{stroke:currentColor;stroke-width:1.5;stroke-linejoin:round}
.kd-tip{fill:currentColor}
.kd-dashed,.kd-to-shape,.kd-at-shape{stroke:var(--line-2);stroke-dasharray:5 4;fill:var(--paper)}
.kd-dashed{fill:none}
.kd-dash{stroke:var(--line-2);stroke-width:1.5;stroke-dasharray:5 4}
.kd-house .kd-tip{fill:var(--line-2)}
.kd .kd-house-head{font-size:14px;font-weight:650}
.kd .kd-rule,.kd .kd-key{font-size:13px}
.kd .kd-foot{fill:var(--ink-2);font-size:13px}
@media print{.kd{max-width:100%;height:auto}}
"""

SHEET = """
.kd-frame{padding-block:.75rem}
.kd-told summary{cursor:pointer}
.kd-words{margin:.5rem 0 0;padding:0;list-style:none;max-inline-size:48rem}
.kd-words li{padding-block:.15rem}
.kd-sheet td .ref{white-space:nowrap}
.kd-sheet>.facts{margin-block:1rem}
.kd-sheet>.sec{margin-block-start:2rem}
@page kd{size:A4 landscape;margin:10mm 12mm}
@media print{main:has(.kd-sheet){page:kd}.kd-sheet{display:flex;flex-direction:column}.kd-sheet>.sec{margin-block-start:.75rem}
.kd-sheet>.facts{grid-template-columns:auto 1fr auto 1fr;margin-block:.5rem}.kd-sheet :is(td,th){padding-block:.2rem}.kd-sheet>.sec{break-inside:avoid}.kd-sheet :is(table,.list li),.kd-sheet>.facts{font-size:9pt}
.kd-frame{overflow:visible;break-inside:avoid;padding:0}.kd-main{order:1;break-before:page}.kd-own{order:2;break-before:page}.kd-main .kd{max-height:176mm;margin-inline:auto}
.kd-main>.sec__head{display:none}.kd-told{display:none}.kd-sheet>.sec.kd-main{margin:0}}
"""

PAGE = (
    SHEET
    + """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 15px/1.4 var(--font);overflow-wrap:break-word}
main{max-width:90rem;margin-inline:auto;padding:1.5rem}
h1{font-size:28px;line-height:1.15;margin:0 0 .5rem}
h2{font-size:17px;margin:0}
p{margin:0 0 .5rem}
a{color:var(--sky);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.mute{color:var(--ink-2)}
.lang{display:flex;gap:1rem;margin-block-end:1rem}
.lang a[aria-current]{color:var(--ink);font-weight:650;text-decoration:none}
.sec{margin-block-start:2rem}
.sec__head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem;padding-block-end:.5rem;border-block-end:1.5px solid var(--ink)}
.sec.is-house>.sec__head{border-block-end-style:dashed}
.tag{font-size:13px;padding:.1em .45em;border:1px dashed var(--line-2);border-radius:3px;color:var(--ink-2)}
.ref{font:400 13px/1.3 var(--font-law);color:var(--ink-2)}
.scroll{overflow-x:auto}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:start;vertical-align:top;padding:.5rem;border-block-end:1px solid var(--line)}
thead th{color:var(--ink-2);font-weight:400;border-block-end-color:var(--line-2)}
.list{list-style:none;margin:0;padding:0}
.list li{display:flex;flex-wrap:wrap;gap:0 .75rem;padding-block:.5rem;border-block-end:1px solid var(--line);font-size:14px}
.list .v{margin-inline-start:auto}
.facts{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.25rem 1rem;margin:.75rem 0 0;font-size:14px}
.facts dt{color:var(--ink-2)}
.facts dd{margin:0;overflow-wrap:anywhere}
@media screen and (max-width:52rem){main{padding:1rem}
.fold thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.fold,.fold tbody,.fold tr{display:block}.fold tr{padding-block:.5rem;border-block-end:1px solid var(--line)}
.fold th,.fold td{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.75rem;border:0;padding:.15rem 0}.fold th{grid-template-columns:1fr}
.fold td::before{content:attr(data-label);color:var(--ink-2)}}
@media print{main{padding:0;max-width:none}.lang,.kd-files{display:none}tr,li{break-inside:avoid}}
"""
)

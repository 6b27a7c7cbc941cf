/** The look of what is exported: one sheet for screens of any width, light and dark, and for paper. */
export const recordStyle = `
:root{color-scheme:light dark;--bg:#fff;--card:#f7f8f9;--ink:#16191d;--soft:#59626d;--line:#dde1e6;
--bad:#b42318;--wait:#b54708;--good:#067647;--info:#175cd3;--code:#f1f3f5}
@media (prefers-color-scheme:dark){:root{--bg:#111417;--card:#191d22;--ink:#e8eaed;--soft:#9aa4af;
--line:#2d343c;--bad:#f97066;--wait:#fdb022;--good:#47cd89;--info:#84adff;--code:#0b0d10}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",
Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:980px;margin:0 auto;padding:28px 24px 48px}
.drill{background:var(--info);color:var(--bg);padding:10px 24px;text-align:center;font-weight:600}
.kicker{margin:0;color:var(--soft);font-size:12px;letter-spacing:.06em;text-transform:uppercase}
h1{margin:4px 0 8px;font-size:28px;line-height:1.2;letter-spacing:-.01em}
h1 span{color:var(--soft);font-weight:400}
h2{margin:36px 0 12px;padding-top:14px;border-top:1px solid var(--line);font-size:17px}
h3{margin:20px 0 8px;font-size:14px}
.lead{margin:0 0 12px;font-size:17px;line-height:1.45}
.marks{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 20px;padding:0;list-style:none}
.marks li{border:1px solid var(--line);border-radius:999px;padding:2px 12px;font-size:13px}
.bad{color:var(--bad)}.wait{color:var(--wait)}.good{color:var(--good)}.info{color:var(--info)}
.marks li.bad,.marks li.wait,.marks li.good,.marks li.info{border-color:currentColor;font-weight:600}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:16px;margin-top:18px}
.card>p{margin:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 18px;min-width:0}
.card h3{margin:0 0 8px;color:var(--soft);font-size:12px;letter-spacing:.06em;text-transform:uppercase}
.card ul{margin:0;padding-left:18px}
.figure{margin:16px 0 20px;border:1px solid var(--line);border-radius:10px;padding:12px 14px;background:var(--card)}
.figure svg{display:block;width:100%;height:auto}
.figure .narrow{display:none}
figcaption{color:var(--soft);font-size:12px;margin-top:6px}
svg text{fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
svg text.soft{fill:var(--soft);font-size:11px}
svg text.strong{font-weight:600}
svg .s-bad{stroke:var(--bad)}svg .s-wait{stroke:var(--wait)}svg .s-good{stroke:var(--good)}
svg .s-line{stroke:var(--line)}
svg .f-bad{fill:var(--bad)}svg .f-wait{fill:var(--wait)}svg .f-good{fill:var(--good)}
svg .f-info{fill:var(--info)}svg .f-line{fill:var(--line)}svg .f-bg{fill:var(--bg)}svg .f-soft{fill:var(--soft)}
dl{display:grid;grid-template-columns:minmax(110px,max-content) 1fr;gap:4px 16px;margin:0}
dt{color:var(--soft)}dd{margin:0;min-width:0}
ol.line{list-style:none;margin:0;padding:0 0 0 20px;border-left:2px solid var(--line)}
ol.line li{position:relative;padding:0 0 12px}
ol.line li::before{content:"";position:absolute;left:-26px;top:6px;width:10px;height:10px;border-radius:50%;
background:var(--soft);border:2px solid var(--bg)}
ol.line li.k-bad::before{background:var(--bad)}ol.line li.k-good::before{background:var(--good)}
ol.line li.k-wait::before{background:var(--wait)}ol.line li.k-info::before{background:var(--info)}
time,.num{font-variant-numeric:tabular-nums}
.line time{color:var(--soft);font-size:13px}
.line .source{color:var(--soft);font-size:12px}
table{width:100%;border-collapse:collapse;font-size:14px}
th{color:var(--soft);font-weight:500;font-size:12px;text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid var(--line)}
td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
pre{margin:6px 0 12px;padding:10px 12px;background:var(--code);border:1px solid var(--line);border-radius:8px;
font:12.5px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
code{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.run{margin:0 0 16px}
.soft{color:var(--soft)}.small{font-size:13px}
a{color:var(--info)}
footer{margin-top:40px;padding-top:14px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
@media (max-width:640px){main{padding:20px 16px 32px}h1{font-size:23px}.pair{grid-template-columns:1fr}
.figure .wide{display:none}.figure .narrow{display:block}dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 8px}
table.fold thead{display:none}table.fold tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
table.fold td{display:block;border:0;padding:1px 0}table.fold td:empty{display:none}
table.fold td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--bad:#b42318;--wait:#b54708;
--good:#067647;--info:#175cd3;--code:#fff}
body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}h2{break-after:avoid}h3{break-after:avoid}
.card,.figure,tr,ol.line li{break-inside:avoid}a{color:inherit}
@page{margin:16mm 14mm}}
`;

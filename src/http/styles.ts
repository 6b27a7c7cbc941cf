/** The one style of all pages: a column that fits a phone, in the colours that the reader's system has. */
export const styles = `
:root { color-scheme: light dark; --text: #1c1e21; --quiet: #5d6470; --line: #d9dce1;
  --ground: #f4f5f7; --paper: #ffffff; --strong: #14532d; --onstrong: #ffffff; --bad: #9f1d1d; }
@media (prefers-color-scheme: dark) { :root { --text: #e7e9ec; --quiet: #a0a7b2; --line: #3a3f47;
  --ground: #131518; --paper: #1c1f24; --strong: #86d9a5; --onstrong: #0b2415; --bad: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.25rem 1rem 2rem; background: var(--paper);
  min-height: 100vh; overflow-wrap: anywhere; }
@media (min-width: 38rem) { main { margin: 3rem auto; min-height: 0; padding: 2rem;
  border: 1px solid var(--line); border-radius: .5rem; } }
.over { margin: 0; color: var(--quiet); font-size: .875rem; }
h1 { margin: .25rem 0 1rem; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
dl { margin: 0 0 1.25rem; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0 0 .625rem; }
form { border-top: 1px solid var(--line); padding-top: 1.25rem; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input, textarea { display: block; width: 100%; margin-bottom: 1rem; padding: .625rem .75rem;
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet);
  border-radius: .375rem; }
button { display: block; width: 100%; padding: .75rem 1rem; font: inherit; font-weight: 600;
  color: var(--onstrong); background: var(--strong); border: 0; border-radius: .375rem; }
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
a { color: inherit; }
.done { border-left: .25rem solid var(--strong); padding-left: .75rem; }
.wrong { color: var(--bad); font-weight: 600; }
.small { color: var(--quiet); font-size: .875rem; margin: 1rem 0 0; }
code { font: .875em ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
`;

import { html } from "hono/html";
import { longestName, longestNote, type Mistyped } from "./form.ts";
import type { Markup } from "./page.ts";

/** Asks who answers. It posts to its own address, wherever a proxy has put that. */
export function renderNameForm(asked: {
  readonly button: string;
  /** What a note is for; null where none is asked for. */
  readonly note: string | null;
  readonly small: string;
  readonly mistyped: Mistyped | null;
}): Markup {
  const { button, note, small, mistyped } = asked;
  const noteField =
    note === null
      ? ""
      : html`<label for="note">${note}</label>
          <textarea id="note" name="note" rows="2" maxlength="${longestNote}">
${mistyped?.note ?? ""}</textarea>`;
  const problem =
    mistyped === null ? "" : html`<p class="wrong" role="alert">${mistyped.problem}</p>`;
  return html`<form method="post">
    ${problem}
    <label for="name">Your name</label>
    <input
      id="name"
      name="name"
      value="${mistyped?.name ?? ""}"
      maxlength="${longestName}"
      autocomplete="name"
      required
    />
    ${noteField}
    <button>${button}</button>
    <p class="small">${small}</p>
  </form>`;
}

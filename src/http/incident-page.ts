import { html } from "hono/html";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Rules } from "../daemon/rules.ts";
import type { Incident } from "../domain/incident.ts";
import { gapWords } from "../domain/words/gap.ts";
import { breakWords, incidentName } from "../domain/words/incident.ts";
import { resolutionWords } from "../domain/words/resolution.ts";
import { standingWords } from "../domain/words/standing.ts";
import { ageOf, utcSeconds } from "../domain/words/when.ts";
import type { Mistyped } from "./form.ts";
import { renderNameForm } from "./name-form.ts";
import { renderPage, shown, type Markup } from "./page.ts";

export interface IncidentScene {
  readonly number: number;
  readonly incident: Incident;
  readonly rules: Rules;
  readonly host: string;
  readonly now: EpochMilliseconds;
  readonly mistyped: Mistyped | null;
}

/** What broke, for whom it matters, since when, and a button; or who has it already. */
export function renderIncident(scene: IncidentScene): Markup {
  const { number, incident, now } = scene;
  const name = incidentName(number);
  const title = `${incident.monitor} ${breakWords(incident)}`;
  const facts = factsOf(scene).map(
    ([label, value]) =>
      html`<dt>${label}</dt>
        <dd>${typeof value === "string" ? shown(value) : value}</dd>`,
  );
  const content = html`<p class="over">${name} · ${standingWords(incident, now)}</p>
    <h1>${shown(title)}</h1>
    <dl>${facts}</dl>
    ${standing(scene)}`;
  return renderPage(`${name} ${title}`, content);
}

function standing({ incident, number, mistyped }: IncidentScene): Markup {
  const by = shown(incident.acknowledgedBy ?? "somebody");
  switch (incident.state) {
    case "resolved": {
      const how = incident.resolution === null ? "" : shown(resolutionWords(incident.resolution));
      return html`<p class="done">
        <strong>It is resolved</strong> since ${moment(incident.resolvedAt)}. ${how}
      </p>`;
    }
    case "acknowledged":
      return html`<p class="done">
        <strong>${by} has it</strong> since ${moment(incident.acknowledgedAt)}. Reminders and
        escalations have stopped.
      </p>`;
    case "opened":
      return renderNameForm({
        button: `I have it: acknowledge ${incidentName(number)}`,
        note: "Note (may stay empty)",
        small:
          "Reminders and escalations stop, and whoever heard of it hears that you have it. Your name is kept as you type it, with the time and the address it came from.",
        mistyped,
      });
  }
}

type Fact = readonly [label: string, value: string | Markup];

function factsOf({ incident, rules, host, now }: IncidentScene): readonly Fact[] {
  const monitor = rules.monitorNamed(incident.monitor);
  const cause = incident.causes.find(({ until }) => until === null) ?? incident.causes[0];
  const gap = cause === undefined ? null : gapWords(cause.kind, cause.detail);
  const lastGood = cause?.detail.lastGood ?? null;
  const told: readonly (readonly [string, string | Markup | null])[] = [
    ["Promise", monitor.promise],
    ["Broken since", since(incident.happenedAt, now)],
    ["What is missing", gap],
    ["Last good", lastGood === null ? null : since(lastGood.at, now)],
    ["Owner", rules.ownerOf(monitor)?.title ?? null],
    ["Host", host],
    ["What to do", monitor.runbook === null ? null : runbook(monitor.runbook)],
    ["Drill", incident.drill === null ? null : "This is a drill: it was broken on purpose."],
  ];
  return told.filter((fact): fact is Fact => fact[1] !== null);
}

function runbook(text: string): string | Markup {
  if (!/^https?:\/\/\S+$/iu.test(text)) return text;
  return html`<a href="${text}" rel="noreferrer noopener">${shown(text)}</a>`;
}

function since(at: EpochMilliseconds, now: EpochMilliseconds): string {
  return `${utcSeconds(at)} UTC (${ageOf(at, now)})`;
}

function moment(at: EpochMilliseconds | null): string {
  return at === null ? "some time ago" : `${utcSeconds(at)} UTC`;
}

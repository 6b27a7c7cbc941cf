import { fail, ok, type Result } from "../base/result.ts";
import { nearestName } from "./nearest-name.ts";
import { isKnownZone } from "./zone.ts";

export interface ZoneFailure {
  readonly kind: "unknown-zone";
  readonly read: string;
  readonly suggestion: string | null;
}

/** Checks that a time zone is known, and finds the name that a typo most likely meant. */
export function checkZone(timezone: string): Result<string, ZoneFailure> {
  if (isKnownZone(timezone)) return ok(timezone);
  return fail({ kind: "unknown-zone", read: timezone, suggestion: meantZone(timezone) });
}

export function complainOfZone(failure: ZoneFailure): string {
  const guess =
    failure.suggestion === null
      ? "allowed: IANA names such as Europe/Helsinki, and UTC"
      : `did you mean ${failure.suggestion}?`;
  return `${JSON.stringify(failure.read)} is no time zone that this system knows (${guess})`;
}

function meantZone(typed: string): string | null {
  const shift = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?00)?$/iu.exec(typed.trim());
  if (shift !== null) return fixedZone(shift[1] ?? "+", Number(shift[2]));
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const place = placeOf(typed.trim().replaceAll(/\s+/gu, "_"));
  const samePlace = zones.find((zone) => placeOf(zone) === place);
  return samePlace ?? nearestName(typed.trim(), zones) ?? nearestPlace(place, zones);
}

/** Zones fixed to whole hours are named with the sign turned round: Etc/GMT-2 is ahead of UTC. */
function fixedZone(sign: string, hours: number): string | null {
  const name = hours === 0 ? "UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${hours}`;
  return isKnownZone(name) ? name : null;
}

/** `Helsinki` and `Europa/Helsinki` are both about the same place. */
function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).toLowerCase();
}

function nearestPlace(place: string, zones: readonly string[]): string | null {
  const near = nearestName(place, zones.map(placeOf));
  return zones.find((zone) => placeOf(zone) === near) ?? null;
}

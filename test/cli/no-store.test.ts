import { expect, it } from "vitest";
import { audit } from "../../src/cli/commands/audit.ts";
import { withStore } from "../../src/cli/commands/with-store.ts";
import type { Io } from "../../src/cli/io.ts";
import { throwawayFolder } from "../recorder/plan.ts";

function ioIn(cwd: string) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const uid = process.getuid?.() ?? -1;
  const io = { terminal, environment: {}, uid, cwd, now: () => 1_000 } as unknown as Io;
  return { io, out, err };
}

it.each([[false], [true]])(
  "without a store there is no chain to call intact (json: %s)",
  async (json) => {
    using folder = throwawayFolder();
    const { io, out, err } = ioIn(folder.path);
    expect(await audit({ verify: true, json, store: "luota.db", limit: "20" }, io)).toBe(74);
    expect(out).toEqual([]);
    expect(err.join("\n")).toMatch(
      /^luota: there is no store ".*luota\.db", so there is no chain/u,
    );
  },
);

it("a store that can't be looked at is not one where nothing is recorded", () => {
  using folder = throwawayFolder();
  const { io, err } = ioIn(folder.path);
  // Longer than the system takes a name, so that root can't look at it either.
  expect(withStore({ store: "x".repeat(300) }, io, () => 0)).toBe(74);
  expect(err).toHaveLength(1);
  expect(withStore({ store: "luota.db" }, io, (store) => (store === null ? 7 : 0))).toBe(7);
});

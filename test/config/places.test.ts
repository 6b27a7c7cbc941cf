import { describe, expect, test } from "vitest";
import { configPlaces } from "../../src/config/places.ts";

const system = "/etc/luota/luota.yaml";

describe("the config is looked for", () => {
  test.each([
    [
      "in the named file alone",
      { option: "a.yaml", environment: { LUOTA_CONFIG: "b" }, home: "/home/u" },
      ["a.yaml!"],
    ],
    [
      "in $LUOTA_CONFIG alone",
      { option: undefined, environment: { LUOTA_CONFIG: "/b.yaml" }, home: "/home/u" },
      ["/b.yaml!"],
    ],
    [
      "at home, then for the system",
      { option: undefined, environment: {}, home: "/home/u" },
      ["/home/u/.config/luota/luota.yaml", system],
    ],
    [
      "in $XDG_CONFIG_HOME first",
      { option: undefined, environment: { XDG_CONFIG_HOME: "/x/" }, home: "/home/u" },
      ["/x/luota/luota.yaml", system],
    ],
    [
      "at home where $XDG_CONFIG_HOME is relative",
      { option: undefined, environment: { XDG_CONFIG_HOME: "x" }, home: "/home/u" },
      ["/home/u/.config/luota/luota.yaml", system],
    ],
    [
      "for the system where there is no home",
      { option: undefined, environment: { LUOTA_CONFIG: "" }, home: undefined },
      [system],
    ],
    ["never in the current directory", { option: "", environment: {}, home: "" }, [system]],
  ])("%s", (_, request, expected) => {
    const places = configPlaces(request).map(({ file, named }) => file + (named ? "!" : ""));
    expect(places).toEqual(expected);
  });
});

import { describe, expect, test } from "vitest";
import { complainOfCron } from "../../src/domain/cron-complaint.ts";
import { parseCron } from "../../src/domain/cron-parse.ts";

describe("an expression reads like its spelled-out form", () => {
  test.each([
    ["@hourly", "0 * * * *"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@weekly", "0 0 * * 0"],
    ["@monthly", "0 0 1 * *"],
    ["@yearly", "0 0 1 1 *"],
    ["@annually", "0 0 1 1 *"],
    ["  0\t2  * * *  ", "0 2 * * *"],
    ["07 02 * * *", "7 2 * * *"],
    ["0 2 * JAN,Feb,mar mOn", "0 2 * 1,2,3 1"],
    ["0 2 * jan-mar/2 mon-fri", "0 2 * 1,3 1,2,3,4,5"],
    ["0 2 * * 7", "0 2 * * 0"],
    ["0 2 * * 5-7", "0 2 * * 0,5,6"],
    ["0 2 1 * 0-7", "0 2 1 * sun-sat"],
    ["10-30/10 8-18/5 * * *", "10,20,30 8,13,18 * * *"],
    ["50-59,0-10/5 2 * * *", "0,5,10,50,51,52,53,54,55,56,57,58,59 2 * * *"],
    ["5 2 1,15,10-12 * *", "5 2 1,10,11,12,15 * *"],
    ["0 30 2 * * *", "30 2 * * *"],
    ["0 2 * * fri#2", "0 2 * * 5#2"],
    ["0 2 * * FRIL", "0 2 * * 5#L"],
    ["0 2 * * sun#1", "0 2 * * 7#1"],
    ["0 2 l * *", "0 2 L * *"],
    ["0 2 * * */7", "0 2 * * */7"],
  ])("%s is %s", (text, spelled) => {
    const read = parseCron(text);
    expect(read.ok).toBe(true);
    expect(read).toEqual(parseCron(spelled));
  });
});

describe("what cron refuses, or runs otherwise than it looks, is a failure", () => {
  test.each([
    ["", "empty", 0, "", null],
    ["   ", "empty", 0, "", null],
    ["@reboot", "nickname", 0, "@reboot", null],
    ["@every 5m", "nickname", 0, "@every 5m", null],
    ["@dayly", "nickname", 0, "@dayly", "@daily"],
    ["CRON_TZ=UTC 0 2 * * *", "zone-prefix", 0, "CRON_TZ=UTC", "0 2 * * *"],
    ["0 2 * *", "too-few-fields", 0, "0 2 * *", "0 2 * * *"],
    ["every day", "too-few-fields", 0, "every day", null],
    ["0 2 * * * /opt/job -v", "too-many-fields", 10, "/opt/job -v", "0 2 * * *"],
    ["0 0 2 * * * 2027", "too-many-fields", 12, "2027", null],
    ["60 2 * * *", "out-of-range", 0, "60", "0"],
    ["0 24 * * *", "out-of-range", 2, "24", "0"],
    ["0 2 0 * *", "out-of-range", 4, "0", null],
    ["0 2 32 * *", "out-of-range", 4, "32", null],
    ["0 2 * 13 *", "out-of-range", 6, "13", null],
    ["0 2 * * 8", "out-of-range", 8, "8", null],
    ["1,2,70 2 * * *", "out-of-range", 4, "70", null],
    ["0-60 2 * * *", "out-of-range", 2, "60", "0"],
    ["60 0 2 * * *", "out-of-range", 0, "60", "0"],
    ["5/15 * * * *", "step-without-range", 0, "5/15", "5-59/15"],
    ["0 8/2 * * *", "step-without-range", 2, "8/2", "8-23/2"],
    ["*/0 * * * *", "zero-step", 2, "0", "1"],
    ["*/61 * * * *", "step-too-large", 2, "61", null],
    ["0 */25 * * *", "step-too-large", 4, "25", null],
    ["*/x * * * *", "bad-step", 2, "x", null],
    ["*/ * * * *", "bad-step", 2, "", null],
    ["5-1 * * * *", "backward-range", 0, "5-1", "5-59,0-1"],
    ["0 22-2 * * *", "backward-range", 2, "22-2", "22,23,0,1,2"],
    ["0 22-2/2 * * *", "backward-range", 2, "22-2/2", "22,0,2"],
    ["0 2 * nov-feb *", "backward-range", 6, "nov-feb", "nov,dec,jan,feb"],
    ["0 2 * * fri-mon", "backward-range", 8, "fri-mon", "fri,sat,sun,mon"],
    ["0 2 * * sat-sun", "backward-range", 8, "sat-sun", "sat,sun"],
    ["0 2 * * 7-2", "backward-range", 8, "7-2", "0,1,2"],
    ["0 2 * * monday", "not-a-value", 8, "monday", "mon"],
    ["0 2 * * tues", "not-a-value", 8, "tues", "tue"],
    ["0 2 * sept *", "not-a-value", 6, "sept", "sep"],
    ["0 2 * * mno", "not-a-value", 8, "mno", "mon"],
    ["0 2 * * jan", "not-a-value", 8, "jan", null],
    ["0 2 ? * 1", "not-a-value", 4, "?", "*"],
    ["H 2 * * *", "not-a-value", 0, "H", null],
    ["5x 2 * * *", "not-a-value", 0, "5x", null],
    ["-5 2 * * *", "not-a-value", 0, "", null],
    ["0 2 * * L", "not-a-value", 8, "L", null],
    ["0 2 * * 1-", "not-a-value", 10, "", null],
    ["0 2 * * 8#1", "out-of-range", 8, "8", null],
    ["*5 * * * *", "trailing", 1, "5", "/5"],
    ["5#2 * * * *", "trailing", 1, "#2", ""],
    ["0~30 * * * *", "trailing", 1, "~30", ""],
    ["1-5- * * * *", "trailing", 3, "-", ""],
    ["1,,2 * * * *", "empty-item", 2, ",", ""],
    ["1, * * * *", "empty-item", 2, ",", ""],
    ["0 0 31 2 *", "never", 4, "31 2 *", null],
    ["0 0 30 feb *", "never", 4, "30 feb *", null],
    ["0 0 31 4,6,9,11 *", "never", 4, "31 4,6,9,11 *", null],
    ["0 0 */31 * mon#5", "never", 4, "*/31 * mon#5", null],
  ])("%s: %s at column %i, %j", (text, kind, at, read, suggestion) => {
    const parsed = parseCron(text);
    if (parsed.ok) throw new Error(`${text} was taken`);
    expect(parsed.failure).toMatchObject({ kind, at, read, suggestion });
    expect(parsed.failure.allowed).not.toBe("");
    expect(complainOfCron(parsed.failure, text)).toContain(`column ${at + 1}`);
  });
});

describe("what is rare, but has its day, is taken", () => {
  test.each(["0 0 29 2 *", "0 0 29 feb */2", "0 0 31 1,2 *", "0 0 30 2 mon", "0 0 * 2 fri#5"])(
    "%s",
    (text) => {
      expect(parseCron(text).ok).toBe(true);
    },
  );
});

describe("the complaint says what cron would do and what to write", () => {
  test.each([
    ["5/15 * * * *", "write 5-59/15"],
    ["0 2 * * fri-mon", "never runs the job"],
    ["0 2 * * fri-mon", "write fri,sat,sun,mon"],
    ["*/61 * * * *", "cron would read it as 0 alone"],
    ["1-40/61 * * * *", "cron would read it as 1 alone"],
    ["5#2 * * * *", "cron ignores it and reads 5"],
    ["0 0 30 feb *", "never run"],
    ["@reboot", "when the machine starts"],
    ["0 2 * * monday", "0-7 (0 and 7 are Sunday)"],
  ])("%s: %s", (text, words) => {
    const parsed = parseCron(text);
    expect(parsed.ok ? "" : complainOfCron(parsed.failure, text)).toContain(words);
  });
});

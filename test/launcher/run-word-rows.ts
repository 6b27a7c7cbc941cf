/**
 * The words after `luota run`, and the command they name; null: it can't be told. The launcher's own
 * reading, for the day when no Node is found, must come to the same answer.
 */
export const runWordRows: readonly (readonly [
  words: readonly string[],
  command: readonly string[] | null,
])[] = [
  [
    ["x", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["x", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["x", "echo", "--", "a"],
    ["echo", "--", "a"],
  ],
  [
    ["x", "echo", "-q", "--bogus"],
    ["echo", "-q", "--bogus"],
  ],
  [
    ["-q", "x", "--", "echo", "ran"],
    ["echo", "ran"],
  ],
  [
    ["-q", "x", "echo", "ran"],
    ["echo", "ran"],
  ],
  [
    ["--timeout", "3m", "x", "echo", "ran"],
    ["echo", "ran"],
  ],
  [
    ["--tag", "a=b", "-q", "x", "--no-overlap", "echo", "ran"],
    ["echo", "ran"],
  ],
  [
    ["x", "--timeout", "3m", "-q", "--capture=both", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["x", "--payload", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["-", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["x", "--shell", "echo a b"],
    ["echo", "a", "b"],
  ],
  [
    ["--shell=echo a b", "x"],
    ["echo", "a", "b"],
  ],
  [
    ["x", "--shell", "echo a", "--shell", "echo b"],
    ["echo", "b"],
  ],
  [
    ["x", "--shell", "echo a", "-q"],
    ["echo", "a"],
  ],
  [["x", "--shell", "echo a", "echo", "b"], null],
  [
    ["x", "--shell", "--", "echo", "b"],
    ["echo", "b"],
  ],
  [
    ["x", "--bogus", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["x", "--bogus", "word", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["x", "--bogus", "word", "--tag", "a=b", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["--bogus", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["--bogus", "x", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [
    ["--bogus", "word", "x", "--", "echo", "a"],
    ["echo", "a"],
  ],
  [["--bogus", "x", "echo", "a", "--", "b"], null],
  [["x", "--bogus", "echo", "a", "--", "b"], null],
  [["x", "--bogus", "echo", "a"], null],
  [["x", "--help", "--", "echo", "a"], null],
  [["x"], null],
  [[], null],
  [["x", "--"], null],
  [["x", "--timeout"], null],
  [["x", "--shell"], null],
];

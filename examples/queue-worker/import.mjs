// Imports the files that customers have dropped, each of them once.
import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Luota } from "luota";

const { INBOX = "inbox", IMPORT_DB = "import.db" } = process.env;
const luota = new Luota();
const db = new DatabaseSync(IMPORT_DB, { timeout: 5000 });
db.exec("create table if not exists contact (mail text primary key, name text, source text)");
const insert = db.prepare("insert or ignore into contact values (?, ?, ?)");
const count = db.prepare("select count(*) as rows from contact where source = ?");

for (const name of (await readdir(INBOX)).filter((each) => each.endsWith(".csv"))) {
  const options = { externalRunId: name, payload: { file: name } };
  await luota.wrap("contact-import", (run) => importFile(name, run), options);
}
luota.close();

async function importFile(name, run) {
  const text = await readFile(join(INBOX, name), "utf8");
  const [, ...lines] = text.trimEnd().split("\n");
  for (const line of lines) {
    const [mail, person] = line.split(",");
    insert.run(mail, person, name); // the quiet failure: "or ignore" drops what is there already
  }
  await rename(join(INBOX, name), join(INBOX, `${name}.done`));
  console.log(`${name}: taken from the queue`);

  const inFile = lines.length;
  const inTable = count.get(name).rows;
  const state = inFile === inTable ? "good" : "bad";
  const note = state === "bad" ? `${inFile - inTable} of ${inFile} rows are not there` : undefined;
  await run.evidence("counted", { inFile, inTable }, { state, note });
}

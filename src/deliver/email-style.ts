import type { Mood } from "./email-letter-parts.ts";

/** Many mail programs drop style sheets, so light colours stand in each element. */
export const styles = {
  page: "margin:0;padding:0;background-color:#f4f5f7;color:#1c2024;",
  frame: "padding:16px 8px;background-color:#f4f5f7;",
  card: "width:100%;max-width:600px;background-color:#ffffff;border:1px solid #dfe3e8;border-radius:8px;",
  inside:
    "padding:20px 20px 8px;text-align:left;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#1c2024;overflow-wrap:anywhere;word-break:break-word;",
  badge:
    "display:inline-block;padding:2px 10px;border-radius:4px;font-size:12px;line-height:20px;font-weight:700;letter-spacing:0.5px;color:#ffffff;",
  title: "margin:10px 0 14px;font-size:19px;line-height:1.35;font-weight:600;",
  under: "margin:-10px 0 16px;font-size:13px;color:#5b6570;",
  paragraph: "margin:0 0 16px;",
  section: "margin:0 0 6px;font-size:13px;font-weight:600;color:#5b6570;",
  facts: "width:100%;table-layout:fixed;margin:0 0 16px;border-collapse:collapse;",
  label:
    "padding:4px 12px 4px 0;width:92px;vertical-align:top;font-size:13px;line-height:22px;color:#5b6570;overflow-wrap:break-word;",
  value: "padding:4px 0;vertical-align:top;font-size:15px;line-height:22px;",
  list: "margin:0 0 16px;padding:0 0 0 20px;",
  item: "margin:0 0 4px;",
  output:
    "margin:0 0 16px;padding:10px 12px;background-color:#f4f5f7;border-radius:6px;font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:#1c2024;white-space:pre-wrap;overflow-wrap:anywhere;word-break:break-word;",
  button:
    "display:inline-block;margin:0 0 14px;padding:10px 18px;border-radius:6px;background-color:#1f5fbf;color:#ffffff;font-weight:600;text-decoration:none;",
  step: "margin:0 0 10px;",
  command:
    "font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background-color:#f4f5f7;border-radius:4px;padding:2px 6px;",
  link: "color:#1f5fbf;",
  rule: "border:0;border-top:1px solid #dfe3e8;margin:22px 0 20px;",
  foot: "padding:12px 20px 16px;text-align:left;border-top:1px solid #dfe3e8;font:12px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#5b6570;overflow-wrap:anywhere;word-break:break-word;",
} as const;

export type StyleName = keyof typeof styles;

export const moodColours: Readonly<Record<Mood, string>> = {
  broken: "#b3261e",
  mended: "#1a7340",
  noted: "#8a5a00",
  news: "#44546a",
};

/** Dark colours, for programs that know style sheets. `!important` is what outweighs the elements' own. */
export const darkSheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page,.frame{background-color:#15181b!important;color:#e6e8ea!important}
.card{background-color:#1e2226!important;border-color:#343a40!important}
.inside,.value,.title,.item,.paragraph{color:#e6e8ea!important}
.under,.section,.label,.foot{color:#a3adb8!important}
.output,.command{background-color:#15181b!important;color:#e6e8ea!important}
.rule,.foot{border-color:#343a40!important}
.link{color:#8ab4f8!important}
.button{background-color:#2f6fd0!important;color:#ffffff!important}
}`;

/** A secret that can be told by its looks. */
export interface SecretShape {
  /** In lower case; a text without any of these is not searched at all, which is most of the speed. */
  readonly hints: readonly string[];
  /** Where there is a group 1, it is the beginning that stays readable. */
  readonly find: RegExp;
}

/**
 * Each pattern starts at a literal, and what it may run over ends where the next match could start or
 * at a fixed length, so that a hostile line costs no more than its length. No `u` flag: it makes
 * case-insensitive patterns dear to compile, and `luota run` compiles each of them once, cold.
 */
export const secretShapes: readonly SecretShape[] = [
  // The password in a URL (scheme://user:password@host), up to the last @ before a slash.
  {
    hints: ["://"],
    find: /(:\/\/[^\s/:@?#"'<>]{0,256}:)(?!\d{1,5}[?#])[^\s/"'<>]+(?=@)/g,
  },
  // A token as the whole user part of a URL: https://TOKEN@host.
  { hints: ["://"], find: /(:\/\/)[A-Za-z0-9_\-.~%]{20,256}(?=@)/g },
  // Incoming webhooks, whose path is the secret: Slack, Discord, Microsoft Teams.
  {
    hints: ["slack.com/", "/api/webhooks/", "webhook.office.com"],
    find: /((?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com)\/)[^\s"'<>\\]+/gi,
  },
  // Authorization: Bearer …, Basic …, or a scheme of their own.
  {
    hints: ["authorization"],
    find: /(authorization\\?["']?[ \t]{0,2}[:=][ \t]{0,2}\\?["']?(?:(?:bearer|basic|token|digest|negotiate|apikey|key|bot|aws4-hmac-sha256)[ \t]{1,4})?)[^\s"'<>\\]+(?:[ \t][^\s"'<>,\\]{16,})?/gi,
  },
  // The word Bearer with something token-like after it.
  { hints: ["bearer"], find: /(\bbearer[ \t]{1,4})[A-Za-z0-9._~+/=-]{16,}/gi },
  // Cookies are sessions; the whole header goes.
  { hints: ["cookie:"], find: /(\b(?:set-)?cookie:[ \t]{0,4})[^\n\r"']+/gi },
  // JSON web tokens: three parts (five when encrypted), the later ones perhaps cut off.
  { hints: ["eyj"], find: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*/g },
  // AWS access key ids, permanent and temporary.
  {
    hints: ["akia", "asia"],
    find: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  },
  // Tokens with a well-known beginning that ends in an underscore: GitHub, npm, Stripe keys and webhook
  // secrets, Hugging Face, Docker Hub, Shopify, DigitalOcean, Linear, Supabase, Sentry, Grafana,
  // PlanetScale, Notion.
  {
    hints: ["_"],
    find: /(?<![A-Za-z0-9_])(?:gh[pousr]_|github_pat_|npm_(?=[A-Za-z0-9]{30})|[srp]k_(?:live|test)_|whsec_|hf_(?=[A-Za-z]{30})|dckr_pat_|shp(?:at|ca|pa|ss)_|do[opr]_v1_|lin_api_|sbp_(?=[0-9a-f]{40})|sntry[su]_|gl(?:sa|c)_|pscale_(?:tkn|pw)_|ntn_)[A-Za-z0-9_+/=-]{16,}/g,
  },
  // The same in a dash: GitLab, Slack, OpenAI and Anthropic, Google client secrets, New Relic, Mailgun,
  // PyPI, age.
  {
    hints: ["-"],
    find: /(?<![A-Za-z0-9_-])(?:gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-|xox[abeoprs]-|xapp-|sk-(?=[A-Za-z0-9_-]{0,12}[A-Za-z0-9]{20})|GOCSPX-|pypi-AgE|NRAK-|key-(?=[0-9a-f]{32})|AGE-SECRET-KEY-1)[A-Za-z0-9_.=-]{10,}/g,
  },
  // The same in a dot: Google access tokens, HashiCorp Vault, Doppler; SendGrid has a second dot.
  {
    hints: ["ya29.", "hvs.", "hvb.", "hvr.", "dp.", "sg."],
    find: /(?<![A-Za-z0-9_-])(?:ya29\.|hv[sbr]\.|dp\.(?:pt|st|ct|sa)\.|SG\.(?=[\w-]{16,64}\.))[A-Za-z0-9_.=-]{20,}/g,
  },
  // Google API keys; Databricks.
  {
    hints: ["aiza", "dapi"],
    find: /(?<![A-Za-z0-9_-])(?:AIza[\w-]{35}|dapi[0-9a-f]{32})/g,
  },
  // Telegram bots: the bot's number, a colon, and 35 characters that start with AA.
  { hints: [":aa"], find: /(?<![A-Za-z0-9])(?:bot)?\d{8,10}:AA[\w-]{33}/g },
  // What programs take after a bare option: mysql -pPASSWORD, sshpass -p, redis-cli -a, docker login -p.
  {
    hints: ["mysql", "mariadb"],
    find: /(\b(?:mysql|mariadb)[a-z-]{0,8}\b[^\n|;&]{0,200}?[ \t]-p)[^\s"'-][^\s"']*/g,
  },
  {
    hints: ["sshpass", "redis-cli", "docker", "podman"],
    find: /(\b(?:sshpass[ \t]{1,4}-p|redis-cli\b[^\n|;&]{0,200}?[ \t]-a|(?:docker|podman)[ \t]{1,4}login\b[^\n|;&]{0,200}?[ \t]-p)[ \t]{0,4}["']?)[^\s"']+/g,
  },
  // curl -u user:password; also --user and --proxy-user.
  {
    hints: ["curl"],
    find: /(\bcurl\b[^\n|;&]{0,200}?[ \t](?:-u|--user|--proxy-user|-U)[ \t=]{0,4}["']?[^\s"':]{1,128}:)[^\s"']+/g,
  },
];

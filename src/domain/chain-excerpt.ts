/**
 * A link of the audit chain as it leaves the store. An event that concerns the reader comes with its
 * bytes; of the others, which may tell of other people's work, only the hash is given away.
 */
export interface ExcerptLink {
  readonly seq: number;
  /** SHA-256 of the event's bytes in hex. */
  readonly hash: string;
  /** The canonical text that was hashed; null where only the hash is given. */
  readonly bytes: string | null;
}

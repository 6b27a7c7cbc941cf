/** How much of a stream the record keeps, in bytes; the margin lets redaction see what straddles a cut. */
export const captureLimits = { head: 8_192, tail: 65_536, margin: 4_096 } as const;

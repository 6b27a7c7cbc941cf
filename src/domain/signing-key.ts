/** An Ed25519 key with which a store signs what leaves it. Both keys as PEM: PKCS #8 and SPKI. */
export interface SigningKey {
  readonly privatePem: string;
  readonly publicPem: string;
  /** SHA-256 of the public key's DER form (SPKI) in hex: what two people read to each other. */
  readonly fingerprint: string;
}

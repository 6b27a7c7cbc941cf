/**
 * The id under which a message leaves, the same in every attempt: letters, digits and `_`, unique in
 * the world, since the store's id is random and numbers of messages are never used twice.
 */
export function messageId(storeId: string, number: number): string {
  return `luota_${storeId.replaceAll(/[^A-Za-z0-9]/g, "")}_${number}`;
}

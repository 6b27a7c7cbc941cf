import { unreachable } from "../../base/unreachable.ts";
import type { PlaceFailure } from "../../record/bundle-place.ts";
import type { SigningKeyFailure } from "../../store/signing-key.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { quotePath } from "./quote.ts";

/** Why a record was not written; nothing is there then that was not there before. */
export function describeExportFailure(failure: PlaceFailure): string {
  const path = quotePath(failure.path);
  switch (failure.kind) {
    case "exists":
      return `${path} is there already; --force writes over it`;
    case "not-a-bundle":
      return `${path} holds other things than a bundle; name a folder that is not there yet`;
    case "unwritable":
      return `${path} can't be written (${failure.code}); nothing was exported`;
    default:
      return unreachable(failure);
  }
}

/** Why nothing could be signed. */
export function describeKeyFailure(failure: SigningKeyFailure): string {
  const path = quotePath(failure.path);
  switch (failure.kind) {
    case "key-exposed":
      return `${path} is no private file of this user (mode ${failure.mode.toString(8)}), so it signs nothing: chmod 600, and its owner exports`;
    case "key-unreadable":
      return `the key ${path} can't be read (${failure.code}); whoever owns it exports`;
    case "key-unwritable":
      return `the key ${path} can't be written (${failure.code}), so nothing can be signed`;
    case "no-key":
      return `${path} is no Ed25519 private key; move it away to have a new one made`;
    default:
      return unreachable(failure);
  }
}

const keyKinds = ["key-exposed", "key-unreadable", "key-unwritable", "no-key"];

export function isKeyFailure(
  failure: SigningKeyFailure | StoreFailure,
): failure is SigningKeyFailure {
  return keyKinds.includes(failure.kind);
}

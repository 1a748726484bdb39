import { openPress } from '#platform/print/press.ts';
import { stampPages } from '#platform/print/stamp-pages.ts';
import type { Signer } from '#platform/signing.ts';
import type { Shown } from '../claims.ts';
import { fingerprintOf } from '../fingerprint.ts';

/** One licence to lay out: what it shows, its signed text, what its code says, its check code, and how it stood at an instant (ISO 8601) if not valid. */
export type LicenceSheet = {
  shown: Shown;
  token: string;
  code: string;
  checkCode: string;
  at: string;
  /** Words across the page when the licence is not good now, else null. */
  mark: string | null;
};

export type LicencePress = (sheet: LicenceSheet, signer: Signer) => Promise<Buffer>;

/** The press of licences: stamped by the house over the signed text. Refuses `file.busy` and `file.no_font` as every press does. */
export function openLicencePress(): LicencePress {
  const layOut = openPress(new URL('./press-worker.ts', import.meta.url));
  return async (sheet, signer) => stampPages(await layOut(sheet), fingerprintOf(sheet.token), signer);
}

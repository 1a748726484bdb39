import { openPress as openPlatformPress } from '#platform/print/press.ts';
import { stampPages } from '#platform/print/stamp-pages.ts';
import type { Signer } from '#platform/signing.ts';
import type { CaseEnvelope } from './envelope.ts';

/** One file to lay out: the envelope as it is sent as JSON, and where a fingerprint can be asked about. */
export type FileOrder = { text: string; address: string | null };

/** Prints a file: the pages as `layOutFile` gives them, stamped by the house. `text` is the envelope as it is sent as JSON. */
export type Press = (envelope: CaseEnvelope, text: string, signer: Signer, address: string | null) => Promise<Buffer>;

/** The press of the files of cases. More than `backlog` orders at once are refused with `file.busy`; without the font everything is refused with `file.no_font`. */
export function openPress(backlog?: number): Press {
  const layOut = openPlatformPress(new URL('./press-worker.ts', import.meta.url), backlog);
  return async (envelope, text, signer, address) =>
    stampPages(await layOut({ text, address } satisfies FileOrder), envelope.fingerprint, signer);
}

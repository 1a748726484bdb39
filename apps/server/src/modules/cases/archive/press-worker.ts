import { printFont } from '#platform/print/print-font.ts';
import { servePress } from '#platform/print/serve-press.ts';
import { readEnvelope } from './envelope.ts';
import type { FileOrder } from './press.ts';
import { layOutFile } from './print-file.ts';

servePress<FileOrder>(async ({ text, address }) => {
  const envelope = readEnvelope(text);
  if (!envelope) throw new Error('it does not read as the file of a case.');
  return layOutFile(envelope, text, printFont(), address);
});

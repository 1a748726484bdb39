import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** A record of a file, or why it could not be read; `line` counts from 1 in the file, `share` is the part of the bytes read so far (0–1). */
export type ReadRow = { line: number; share: number; record?: Record<string, unknown>; problem?: string };

const isGzip = async (file: string) => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
};

/** The rows of a CSV or JSON-Lines file, gzipped or not, as a stream: memory stays flat at any length. */
export async function* readRows(file: string): AsyncGenerator<ReadRow> {
  const [{ size }, zipped] = [await stat(file), await isGzip(file)];
  let bytes = 0;
  const raw = createReadStream(file);
  raw.on('data', (chunk) => {
    bytes += chunk.length;
  });
  const plain = zipped ? raw.pipe(createGunzip()) : raw;
  // A pipe does not carry errors along: a broken file must end the rows, not hang them.
  raw.on('error', (error) => plain.destroy(error));
  const share = () => (size === 0 ? 1 : Math.min(1, bytes / size));
  yield* /\.(jsonl|ndjson|json)(\.gz)?$/i.test(file) ? jsonLines(plain, share) : csvRows(plain, share);
}

async function* jsonLines(stream: Readable, share: () => number): AsyncGenerator<ReadRow> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    yield { line, share: share(), ...readJson(text) };
  }
}

function readJson(text: string): { record?: Record<string, unknown>; problem?: string } {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { record: value as Record<string, unknown> };
    return { problem: 'row.not_an_object' };
  } catch {
    return { problem: 'row.not_json' };
  }
}

type Parsed = { record: string[]; info: { lines: number; error?: { code?: string } } };

async function* csvRows(stream: Readable, share: () => number): AsyncGenerator<ReadRow> {
  const parser = stream.pipe(parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, relax_quotes: true }));
  stream.on('error', (error) => parser.destroy(error));
  let columns: string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    if (!columns) {
      columns = record;
      continue;
    }
    if (record.length !== columns.length) {
      yield { line: info.lines, share: share(), problem: `row.has_${record.length}_of_${columns.length}_columns` };
      continue;
    }
    yield { line: info.lines, share: share(), record: Object.fromEntries(columns.map((column, index) => [column, record[index]])) };
  }
}

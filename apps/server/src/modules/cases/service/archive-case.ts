import { canonical, type Json } from '#platform/canonical.ts';
import { type Actor, type Context, type House, unitOfWork } from '#platform/context.ts';
import { digestFiles } from '#platform/files.ts';
import { admit } from '#platform/http.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { type CaseDocument, type Reader, readers } from '../archive/document.ts';
import { type CaseEnvelope, digestOf, fingerprintOf, type Opened } from '../archive/envelope.ts';
import { type Material, writeDocument } from '../archive/write-document.ts';
import { rolesOf } from '../policy.ts';
import { insertArchive, selectArchive, selectArchivedAt, selectLooksUntil, selectMark } from '../store/archive.ts';
import { type CaseFile, type Held, selectCase, selectStory } from '../store/read.ts';
import { partsOf } from './facts.ts';
import { openReporter } from './open-reporter.ts';
import { hiddenCase } from './refuse-action.ts';

/** A file ready to be sent: its canonical text, what proves it, and what was opened beside it. */
export type CaseFileText = Pick<CaseEnvelope, 'fingerprint' | 'signature' | 'opened'> & { words: string };

export const archiveQueue = 'cases.archive';
/** `at`: when the case was archived; when the job runs makes no difference to the file. */
export type ArchiveJob = { region: string; id: string; at: string };

const platform: Actor = { kind: 'platform' };

/** A salt that nobody guesses who does not hold the key ring, and that needs no keeping. */
const saltOf = (ctx: Context, caseId: string, field: Opened['field']) =>
  ctx.house.vault.blindIndex(`case-file-salt:${caseId}:${field}`).toString('hex');

function callerOf(ctx: Context, file: CaseFile): Material['caller'] {
  if (file.identity === 'anonymous') return { name: null, phone: null };
  const sealed = (field: Opened['field'], bytes: Buffer | null, mask: (clear: string) => string | null) => {
    if (!bytes) return null;
    const clear = ctx.house.vault.open(bytes);
    return { masked: mask(clear), digest: digestOf(saltOf(ctx, file.id, field), field, clear) };
  };
  return {
    name: sealed('name', file.reporter_name_sealed, (name) => (file.identity === 'named' ? `${name.slice(0, 1)}**` : null)),
    phone: sealed('phone', file.reporter_phone_sealed, () => `*********${file.reporter_phone_tail ?? ''}`),
  };
}

/** Reads everything of a case already found visible. An archived case is told as of the moment it was archived, whenever it is read. */
async function materialOf(ctx: Context, held: Held): Promise<Material> {
  const { region, id, state } = held.file;
  const archivedAt = state === 'archived' ? await selectArchivedAt(ctx, region, id) : null;
  const at = archivedAt ?? ctx.now;
  const story = await selectStory(ctx, region, id, false);
  return {
    held,
    story,
    looks: await selectLooksUntil(ctx, region, id, at),
    photos: await digestFiles(
      ctx,
      story.photos.map((photo) => photo.file_id),
    ),
    places: await placesOf(ctx.house),
    matters: await mattersOf(ctx.house),
    caller: callerOf(ctx, held.file),
    draft: archivedAt === null,
    at,
  };
}

async function writeFile(ctx: Context, material: Material, reader: Reader): Promise<CaseFileText & { document: CaseDocument }> {
  const document = writeDocument(material, reader);
  const words = canonical(document as Json);
  const signature = await ctx.house.signer.sign(Buffer.from(words, 'utf8'));
  return { document, words, fingerprint: fingerprintOf(words), signature };
}

/** Puts an archived case on file for each kind of reader, once: what lies there already stays. */
async function putOnFile(ctx: Context, held: Held): Promise<Map<Reader, CaseFileText>> {
  const material = await materialOf(ctx, held);
  const { region, id } = held.file;
  const written = new Map<Reader, CaseFileText>();
  for (const reader of readers) {
    const file = await writeFile(ctx, material, reader);
    insertArchive(ctx, {
      region,
      case_id: id,
      reader,
      archived_at: material.at,
      document: file.words,
      fingerprint: file.fingerprint,
      signature: file.signature,
      key_id: ctx.house.signer.keyId,
    });
    written.set(reader, file);
  }
  return written;
}

/** The work of the job that comes with the step `archive`. A case that was meanwhile taken up again, or is on file already, is left as it is. */
export async function archiveCase(house: House, { region, id, at }: ArchiveJob): Promise<void> {
  await unitOfWork(house, platform, new Date(at), async (ctx) => {
    const held = await selectCase(ctx, region, id, true);
    if (held?.file.state !== 'archived' || (await selectArchive(ctx, region, id, 'office'))) return;
    await putOnFile(ctx, held);
  });
}

async function fileFor(ctx: Context, held: Held, reader: Reader): Promise<CaseFileText> {
  const { region, id, state } = held.file;
  if (state !== 'archived') return writeFile(ctx, await materialOf(ctx, held), reader);
  const kept = await selectArchive(ctx, region, id, reader);
  if (kept) return { words: kept.document, fingerprint: kept.fingerprint, signature: kept.signature };
  // Asked for before its job has run.
  const written = await putOnFile(ctx, held);
  return written.get(reader) ?? writeFile(ctx, await materialOf(ctx, held), reader);
}

/**
 * The file of a case as its reader may see it: of an archived case the signed one, before that a draft. With a purpose the contact of the reporter is
 * opened beside it for an officer who may, and the line that the reporter will read is written first.
 */
export async function showFile(ctx: Context, region: string, id: string, purpose: string | undefined): Promise<CaseFileText> {
  const held = await selectCase(ctx, region, id, false);
  if (!held) throw hiddenCase(ctx);
  const reader = rolesOf(ctx.actor, partsOf(ctx, held)).has('reporter') ? 'reporter' : 'office';
  const opened = purpose === undefined ? undefined : await openBeside(ctx, held, purpose);
  const { words, fingerprint, signature } = await fileFor(ctx, held, reader);
  return { words, fingerprint, signature, ...(opened ? { opened } : {}) };
}

async function openBeside(ctx: Context, { file }: Held, purpose: string): Promise<CaseEnvelope['opened']> {
  admit(ctx.actor, 'case.reporter');
  const contact = await openReporter(ctx, file.region, file.id, purpose);
  const fields = (['name', 'phone'] as const).flatMap((field) => {
    const value = contact[field];
    return value === null ? [] : [{ field, value, salt: saltOf(ctx, file.id, field) }];
  });
  return { purpose, at: ctx.now.toISOString(), fields };
}

/** Whether a fingerprint is that of an archived file. Tells nothing of the case. */
export async function knowFile(ctx: Context, fingerprint: string) {
  const mark = await selectMark(ctx, fingerprint);
  return { known: mark !== undefined, archivedAt: mark?.archived_at.toISOString() ?? null, keyId: mark?.key_id ?? null };
}

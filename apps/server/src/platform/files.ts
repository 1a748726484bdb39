import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { type Context, newId } from './context.ts';
import { unprocessable } from './refusal.ts';

export type StoredFile = { id: string; claim: string; width: number; height: number };
export type Claim = { id: string; claim: string };

const hash = (text: string) => createHash('sha256').update(text).digest();
const longestSide = 2048;

/** Decodes, turns upright, shrinks and re-encodes a photo: what was hidden in the file (EXIF, place, trailing bytes) is gone. Slow: call it outside a unit of work. */
export async function cleanPhoto(bytes: Buffer): Promise<{ bytes: Buffer; width: number; height: number }> {
  try {
    const image = sharp(bytes, { limitInputPixels: 60_000_000, failOn: 'error' })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await image.jpeg({ quality: 80, mozjpeg: false }).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    throw unprocessable(
      'photo.unreadable',
      'This file is not a photo that can be read. JPEG, PNG, WebP and HEIC up to 60 megapixels are taken.',
    );
  }
}

/** Stores a cleaned photo; whoever holds the claim may attach it to a case or look at it before that. */
export async function insertFile(ctx: Context, photo: { bytes: Buffer; width: number; height: number }): Promise<StoredFile> {
  const id = newId(ctx.now);
  const claim = randomBytes(18).toString('base64url');
  const account = ctx.actor.kind === 'resident' || ctx.actor.kind === 'officer' ? ctx.actor.accountId : null;
  await sql`insert into platform.file (id, media_type, bytes, width, height, uploaded_at, account_id, claim_hash)
    values (${id}, 'image/jpeg', ${photo.bytes}, ${photo.width}, ${photo.height}, ${ctx.now}, ${account}, ${hash(claim)})`.execute(ctx.tx);
  return { id, claim, width: photo.width, height: photo.height };
}

/** Takes files whose claims are held, and gives their ids; a file without its claim is refused, and nothing is attached. */
export async function claimFiles(ctx: Context, claims: readonly Claim[] | undefined): Promise<string[]> {
  if (!claims || claims.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    claim_hash: Buffer;
  }>`select id, claim_hash from platform.file where id = any (${claims.map((one) => one.id)}::uuid[])`.execute(ctx.tx);
  const held = new Map(rows.map((row) => [row.id, row.claim_hash]));
  const stranger = claims.find((one) => !held.get(one.id)?.equals(hash(one.claim)));
  if (stranger)
    throw unprocessable('photo.unknown', 'A photo was not uploaded, or not by you. Upload it again and send the claim that came back.', {
      photo: stranger.id,
    });
  const ids = [...new Set(claims.map((one) => one.id))];
  await sql`update platform.file set kept_at = coalesce(kept_at, ${ctx.now}) where id = any (${ids}::uuid[])`.execute(ctx.tx);
  return ids;
}

/** The bytes of a file; the caller has checked that the actor may see it, or gives the claim. */
export async function selectFile(ctx: Context, id: string, claim?: string): Promise<{ mediaType: string; bytes: Buffer } | undefined> {
  const { rows } = await sql<{
    media_type: string;
    bytes: Buffer;
    claim_hash: Buffer;
  }>`select media_type, bytes, claim_hash from platform.file where id = ${id}::uuid`.execute(ctx.tx);
  const row = rows[0];
  if (!row || (claim !== undefined && !row.claim_hash.equals(hash(claim)))) return undefined;
  return { mediaType: row.media_type, bytes: row.bytes };
}

export type FileDigest = { id: string; mediaType: string; byteCount: number; sha256: string };

/** What proves files without showing them: SHA-256 in hexadecimal, size and type; worked out by the database, so that no bytes travel. */
export async function digestFiles(ctx: Context, ids: readonly string[]): Promise<FileDigest[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<FileDigest>`select id, media_type as "mediaType", octet_length(bytes) as "byteCount", encode(sha256(bytes), 'hex') as sha256
    from platform.file where id = any (${ids}::uuid[])`.execute(ctx.tx);
  return rows;
}

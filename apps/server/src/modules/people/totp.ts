import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that one code lasts (RFC 6238 §4.1). */
const stepSeconds = 30;

/** The code of a counter (RFC 4226 §5.3) under a secret of bytes, by SHA-1 as every authenticator app has it. Pure. */
export function codeOf(secret: Buffer, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const value = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff;
  return String(value % 10 ** digits).padStart(digits, '0');
}

/** The step of time that an instant falls in. */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds);

/**
 * The step whose code was given, one step early or late allowed for clocks that differ (RFC 6238 §5.2), or nothing. A step not after `lastStep`
 * is refused, so that a code opens once (OWASP ASVS 5.0, 6.5.1): whoever calls keeps the step by a conditional update.
 */
export function stepOf(secret: Buffer, given: string, now: Date, lastStep = -1): number | undefined {
  const code = given.normalize('NFKC').replace(/\s/g, '');
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const near = [stepAt(now), stepAt(now) - 1, stepAt(now) + 1];
  return near.find((step) => step > lastStep && timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)));
}

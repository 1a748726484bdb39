import { hash, verify } from '@node-rs/argon2';
import { unprocessable } from '#platform/refusal.ts';

/** Argon2id (the library's default variant) with the first choice of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a random password that nobody knows: an unknown login costs the caller the same time as a known one. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$Egc3F8n6rLlm1Rn/4mhQJg$mw5sq6N1/xTcuu9KgZYVEGK8N0NIBmiVFw9n2MzuzhU';

/** Passwords compare by their compatibility form, so that any keyboard writes the same one (NIST SP 800-63B §3.1.1.2). */
const written = (password: string) => password.normalize('NFKC');

/** The PHC text of a password; refuses one shorter than 8 characters (OWASP ASVS 5.0, 6.2.1). Takes tens of milliseconds: never inside a unit of work. */
export async function hashPassword(password: string): Promise<string> {
  if ([...written(password)].length < 8) throw unprocessable('password.too_short', 'A password has at least 8 characters.');
  return hash(written(password), cost);
}

/** Whether the password is the one hashed; without a hash the answer is no after the same time. Never inside a unit of work. */
export async function verifyPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify(hashed ?? decoy, written(password));
  return right && Boolean(hashed);
}

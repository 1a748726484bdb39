/** A refusal the caller can act on (RFC 9457). `code` is public API and never changes meaning; see docs/refusals.md. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: Record<string, unknown>;
  constructor(status: number, code: string, message: string, detail: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export const badRequest = (code: string, message: string, detail?: Record<string, unknown>) => new Refusal(400, code, message, detail);
export const notSignedIn = () => new Refusal(401, 'session.missing', 'Sign in first.', { signIn: '/api/sign-in' });
export const forbidden = (code: string, message: string, detail?: Record<string, unknown>) => new Refusal(403, code, message, detail);
export const notFound = (what: string) =>
  new Refusal(404, `${what}.unknown`, `There is no such ${what.replaceAll('_', ' ')}, or it is not yours to see.`);
export const conflict = (code: string, message: string, detail?: Record<string, unknown>) => new Refusal(409, code, message, detail);
export const unprocessable = (code: string, message: string, detail?: Record<string, unknown>) => new Refusal(422, code, message, detail);
export const tooMany = (code: string, message: string, retryAfterSeconds: number) => new Refusal(429, code, message, { retryAfterSeconds });

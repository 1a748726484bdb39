import type { Context } from '#platform/context.ts';
import { placesOf } from '../../places/index.ts';
import { type CodeClaims, codeType, type Shown } from '../claims.ts';

/** What the printed code of a licence says: the address of the public check with the signed short form behind its #, which no server is sent; without an address the short form alone. */
export async function printedCode(ctx: Context, shown: Shown, address: string | null): Promise<string> {
  const claims: CodeClaims = {
    iss: (await placesOf(ctx.house)).city.code,
    n: shown.number,
    k: shown.name,
    h: shown.holder,
    f: shown.from,
    u: shown.until,
    s: shown.running,
  };
  const token = await ctx.house.signer.signToken(codeType, claims);
  return address === null ? token : `${address}/verify#${token}`;
}

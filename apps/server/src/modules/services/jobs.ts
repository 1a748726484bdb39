import type { House } from '#platform/context.ts';
import type { Round } from '#platform/module.ts';
import { localRegisters } from './gateways/local-registers.ts';
import { type Asked, fetchPatiently, type SourceGateway } from './gateways/source.ts';
import { drawAudit } from './service/draw-audit.ts';
import type { Seen, SeenBySource } from './verify.ts';

export type { Asked, SourceGateway };

/** Asks several registers at once, outside every unit of work; each is silent where it is down or slow. */
export async function askSources(house: House, asked: readonly Asked[], gateway: SourceGateway = localRegisters): Promise<SeenBySource> {
  if (asked.length === 0) return new Map();
  const seen = await fetchPatiently(gateway, house, asked);
  return new Map(asked.map(({ source }, place) => [source, seen[place] as Seen]));
}

/** Sources whose record is another than the one that was seen, or can no longer be had: looked at again just before the decision is written. */
export async function changedSources(
  house: House,
  asked: readonly Asked[],
  seen: SeenBySource,
  gateway: SourceGateway = localRegisters,
): Promise<ReadonlySet<string>> {
  const again = await askSources(house, asked, gateway);
  const markOf = (one: Seen | undefined) => (one?.state === 'held' ? one.mark : one?.state);
  return new Set(asked.map(({ source }) => source).filter((source) => markOf(seen.get(source)) !== markOf(again.get(source))));
}

/** Decisions by machine are drawn for a second look in the first minutes of the next day. */
export const rounds: readonly Round[] = [{ name: 'services.draw-audit', everyMs: 300_000, run: drawAudit }];

import type { House } from './context.ts';
import type { Round } from './module.ts';

/** Repeats each round at its pace until stopped; a round that found work is followed at once, one that failed is tried again at its pace. */
export function startRounds(
  house: House,
  rounds: readonly Round[],
  clock: () => Date,
  log: (name: string, error: unknown) => void,
): { stop: () => Promise<void> } {
  let stopping = false;
  const sleepers = new Set<() => void>();
  const sleep = (ms: number) =>
    new Promise<void>((done) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(wake);
        done();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  const turn = async (round: Round) => {
    while (!stopping) {
      const did = await round.run(house, clock()).catch((error: unknown) => {
        log(round.name, error);
        return 0;
      });
      if (did === 0 && !stopping) await sleep(round.everyMs);
    }
  };
  const turns = rounds.map(turn);
  return {
    async stop() {
      stopping = true;
      for (const wake of sleepers) wake();
      await Promise.all(turns);
    },
  };
}

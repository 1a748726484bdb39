import type { House } from './context.ts';
import type { Round } from './module.ts';

/**
 * Repeats each round at its pace until stopped; a round that found work is followed at once, one that failed is tried again at its pace.
 * A failure is told when it begins and when it is over, not at every turn between.
 */
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
    let failure: string | undefined;
    const run = async () => {
      try {
        const did = await round.run(house, clock());
        if (failure !== undefined) log(round.name, undefined);
        failure = undefined;
        return did;
      } catch (error) {
        const said = String(error);
        if (said !== failure) log(round.name, error);
        failure = said;
        return 0;
      }
    };
    while (!stopping) if ((await run()) === 0 && !stopping) await sleep(round.everyMs);
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

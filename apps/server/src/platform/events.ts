import type { Context } from './context.ts';

/** Facts that modules announce, by name; each module adds its own by declaration merging in its events.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging.
export interface Facts {}

type Listener<K extends keyof Facts> = (ctx: Context, fact: Facts[K]) => Promise<void>;

/** Announcements run inside the announcer's unit of work: the reaction commits with the fact, or neither does. */
export type Announcements = {
  on: <K extends keyof Facts>(name: K, listener: Listener<K>) => void;
  announce: <K extends keyof Facts>(ctx: Context, name: K, fact: Facts[K]) => Promise<void>;
};

export function openAnnouncements(): Announcements {
  const listeners = new Map<keyof Facts, Listener<never>[]>();
  return {
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as Listener<never>]);
    },
    async announce(ctx, name, fact) {
      for (const listener of listeners.get(name) ?? []) await (listener as Listener<typeof name>)(ctx, fact);
    },
  };
}

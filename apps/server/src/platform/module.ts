import type { House } from './context.ts';
import type { Routes } from './http.ts';
import type { Worker } from './jobs.ts';

/** What a module hangs into the house; listed in app.ts. */
export type Module = {
  /** Folder under modules/ and PostgreSQL schema. */
  name: string;
  routes?: Routes;
  workers?: readonly Worker[];
  /** Work repeated while the process has the role "jobs": returns how many it did, so that a full batch is followed at once. */
  rounds?: readonly Round[];
};

export type Round = { name: string; everyMs: number; run: (house: House, now: Date) => Promise<number> };

/** A sentence of the city that joins modules: called once at start to listen to announcements. */
export type Flow = (house: House) => void;

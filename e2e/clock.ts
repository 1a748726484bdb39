/**
 * Loaded before the server when pictures are made, so that they show the same time of day whenever they are made: `new Date()` and
 * `Date.now()` are ahead by CLOCK_AHEAD milliseconds, or by what the parent has told since.
 */
let ahead = Number(process.env.CLOCK_AHEAD);
process.on('message', (told) => {
  ahead = Number(told);
});
globalThis.Date = new Proxy(Date, {
  construct: (real, given) => (given.length === 0 ? new real(real.now() + ahead) : Reflect.construct(real, given)),
  get: (real, name) => (name === 'now' ? () => real.now() + ahead : Reflect.get(real, name)),
});

/** One fault as the standard tells it; the code is the HTTP status. */
export type Fault = { code: number; description: string };

/** A request that GeoReport v2 refuses: 404 for what does not exist, 403 for the api_key, 400 for everything else; several faults are told at once. */
export class OpenFaults extends Error {
  readonly status: number;
  readonly faults: readonly Fault[];
  constructor(status: 400 | 403 | 404, descriptions: readonly string[]) {
    super(descriptions.join('; '));
    this.status = status;
    this.faults = descriptions.map((description) => ({ code: status, description }));
  }
}

export const wrong = (...descriptions: string[]) => new OpenFaults(400, descriptions);
export const noKey = (description: string) => new OpenFaults(403, [description]);
export const absent = (description: string) => new OpenFaults(404, [description]);

declare module '#platform/events.ts' {
  interface Facts {
    /** A one-time code was made and waits to be sent; both texts are secret and leave the process sealed or not at all. */
    'code.made': { phone: string; code: string };
  }
}

export type CodeMade = { phone: string; code: string };

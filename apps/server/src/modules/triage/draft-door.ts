/** What a language model of the city is asked for and gives: a draft, never an answer. */
export type DraftRequest = {
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
  readonly instruction: string;
  readonly text: string;
};

export type DraftFault = 'absent' | 'timeout' | 'refused' | 'unreachable' | 'empty';

export type DraftAnswer = { readonly written: string } | { readonly fault: DraftFault };

export type DraftGateway = { write: (request: DraftRequest) => Promise<DraftAnswer> };

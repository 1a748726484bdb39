/** What is proposed for a report; probabilities are calibrated, 0 to 1. Everything is a proposal: a person disposes. */
export type Proposed = {
  /** `sure`: at or above the threshold; `unsure`: a person chooses among the matters; `cannot_tell`: nothing in the text is known. */
  verdict: 'sure' | 'unsure' | 'cannot_tell';
  matters: MatterChoice[];
  nature: string;
  urgency: string;
  leadUnit: string | null;
  places: PlaceChoice[];
  /** The words that decided for the first matter, the strongest first. */
  reasons: { word: string; share: number }[];
};

export type MatterChoice = { code: string; probability: number };
export type PlaceChoice = { code: string; probability: number };

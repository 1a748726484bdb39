/** When looks of one officer deserve a second look. A sign is a question to the head of the unit, never a finding. Pure. */
export const snooping = {
  /** Days that are looked back over. */
  days: 30,
  /** Looks of one officer in one hour. */
  inHour: 20,
  /** Looks of one officer at one person. */
  atPerson: 5,
  /** From when till when nobody is at work. */
  night: { from: 22, until: 6 },
} as const;

export const signs = ['many-in-hour', 'same-person', 'no-case', 'at-night'] as const;
export type Sign = (typeof signs)[number];

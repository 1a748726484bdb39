import type { TimelineLine } from '@banyan/api-client';

/** The numbers of the reports that have joined a case and have not left it, in the order in which they came. */
export function followersOf({ timeline }: { timeline: readonly Pick<TimelineLine, 'action' | 'note'>[] }): string[] {
  const numbers = new Set<string>();
  for (const { action, note } of timeline) {
    if (note === null) continue;
    if (action === 'gather') numbers.add(note);
    if (action === 'release') numbers.delete(note);
  }
  return [...numbers];
}

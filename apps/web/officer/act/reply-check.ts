/** Which replies are checked before they leave, and from which score on they may. */

/** Below this somebody should look again. */
export const leastScore = 60;

/** Steps whose reply tells what was done; the words of a rejection or a termination come from the pack. */
const answering = ['answer', 'finish', 'rectified'];

export const isDrafted = (action: string): boolean => answering.includes(action);

/** A reply is checked where it answers the reporter. */
export const isChecked = (action: string, reply: string): boolean => isDrafted(action) && reply !== '';

import type { Facts } from './decide.ts';
import type { PastCase } from './store/history.ts';
import { type RequestKind, requestKinds } from './workflow.ts';

type Line = PastCase['lines'][number];

const countOf = (lines: readonly Line[], ...actions: string[]) => lines.filter((line) => actions.includes(line.action)).length;
const lastOf = (lines: readonly Line[], actions: readonly string[]) => lines.findLast((line) => actions.includes(line.action))?.action;

function requestAfter(lines: readonly Line[]): RequestKind | null {
  const last = lines.findLast((line) => requestKinds.some((kind) => line.action.endsWith(`-${kind}`)));
  return requestKinds.find((kind) => last?.action === `request-${kind}`) ?? null;
}

const openCalls = (lines: readonly Line[]) =>
  lines.reduce(
    (open, line) => open + (line.action === 'call' ? 1 : line.action === 'finish-call' || line.action === 'withdraw-call' ? -1 : 0),
    0,
  );

/** What the table knew of a case just before a step, told from the steps before it. Lateness and who could be reached are not in the file. */
function factsBefore(past: PastCase, before: readonly Line[], line: Line): Facts {
  return {
    state: line.from ?? 'reported',
    round: before.at(-1)?.round ?? 1,
    hasLead:
      lastOf(before, ['dispatch', 'designate', 'grant-return']) === 'dispatch' ||
      lastOf(before, ['dispatch', 'designate', 'grant-return']) === 'designate',
    hasMatter: past.matterCode !== null,
    asked: lastOf(before, ['ask', 'refuse', 'reopen']) === 'ask',
    openCallCount: Math.max(0, openCalls(before)),
    openClocks: [],
    designated: lastOf(before, ['dispatch', 'designate']) === 'designate',
    returnRefused: lastOf(before, ['dispatch', 'designate', 'refuse-return']) === 'refuse-return',
    request: requestAfter(before),
    returns: countOf(before, 'grant-return'),
    extensions: countOf(before, 'grant-extension'),
    suspensions: countOf(before, 'grant-suspension'),
    consultations: countOf(before, 'consult'),
    joins: countOf(before, 'join'),
    late: false,
    reachable: true,
    attemptsDone: false,
    supervised: lastOf(before, ['supervise', 'end-supervision']) === 'supervise' ? 'daily' : null,
    hasFollowers: countOf(before, 'gather') > countOf(before, 'release'),
    about: { matter: past.matterCode, urgency: past.urgency, nature: past.nature, channel: past.channel, area: past.areaCode },
  };
}

/** The steps of a past case after its report, each with the facts under which it was taken. */
export const pastFacts = (past: PastCase): { line: Line; facts: Facts }[] =>
  past.lines.flatMap((line, index) => (line.from === null ? [] : [{ line, facts: factsBefore(past, past.lines.slice(0, index), line) }]));

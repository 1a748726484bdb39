import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Change, Replay, RowChange, RuleLine, Tried, VersionView } from './rules-api.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [
  Fits<Answer<'listRules'>, { rules: RuleLine[] }>,
  Fits<Answer<'viewRuleVersion'>, VersionView>,
  Fits<Answer<'draftRuleVersion', 201>, VersionView>,
  Fits<Answer<'editRuleVersion'>, VersionView>,
  Fits<Answer<'actOnRuleVersion'>, VersionView>,
  Fits<Answer<'tryRuleVersion'>, Tried>,
  Fits<Answer<'compareRuleVersions'>, { changes: RowChange[] }>,
  Fits<Answer<'viewReplay'>, Replay>,
  Fits<Answer<'listReplays'>, { replays: Replay[] }>,
  Fits<Answer<'listReplayChanges'>, { changes: Change[]; next: string | null }>,
];

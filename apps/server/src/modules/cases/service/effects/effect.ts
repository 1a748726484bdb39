import type { Context } from '#platform/context.ts';
import type { Matters } from '../../../matters/index.ts';
import type { Places } from '../../../places/index.ts';
import type { ActionInput } from '../../schema.ts';
import type { Held } from '../../store/read.ts';
import type { Change, Move, NewCall } from '../../store/write.ts';
import type { ActionName, Row, State } from '../../workflow.ts';

/** What a step knows of the world besides the pack: who acts and when. */
export type Moment = Pick<Context, 'now' | 'actor'>;

export type Scene = { places: Places; matters: Matters };
export type Step = { held: Held; action: ActionName; row: Row; to: State; input: ActionInput; unit: string | null };
export type Effect = { change: Change; calls: NewCall[]; answered: Move['answered']; data: object };

export type Part = Partial<Effect>;
/** What an action changes beyond state and clocks. */
export type Maker = (at: Moment, scene: Scene, step: Step) => Part;

import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Asked, MyLook } from './looks.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [Fits<Answer<'listMyLooks'>, { looks: MyLook[]; next: string | null }>, Fits<Answer<'askAboutLook', 201>, Asked>];

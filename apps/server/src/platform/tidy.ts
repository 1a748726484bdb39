import type { House } from './context.ts';
import type { Round } from './module.ts';

/** A retried request comes within minutes; a photo that no report took within two days is nobody's. */
const keepAnswersDays = 7;
const keepLoosePhotosDays = 2;

async function tidy({ database }: House, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await database.aside.query('delete from platform.first_answer where answered_at < $1', [before(keepAnswersDays)]);
  await database.aside.query('delete from platform.file where uploaded_at < $1 and kept_at is null', [before(keepLoosePhotosDays)]);
  // Rows removed are no reason to look again at once.
  return 0;
}

export const tidyRound: Round = { name: 'platform.tidy', everyMs: 3_600_000, run: tidy };

import type { House } from '#platform/context.ts';
import { writeCode } from '../number.ts';

/** What admits to a licence: keyed hashes that nobody can make without the key ring of the house. */

const keyed = ({ vault }: Pick<House, 'vault'>, words: string) => vault.blindIndex(words);

/** Admits to every licence of a person. */
export const holderPass = (house: Pick<House, 'vault'>, personId: string): string =>
  keyed(house, `licence.holder:${personId}`).toString('hex');

/** The check code that is printed beside a number. */
export const checkCode = (house: Pick<House, 'vault'>, number: string): string => writeCode(keyed(house, `licence.code:${number}`));

/** Admits to the one licence whose number and check code were typed. */
export const checkPass = (house: Pick<House, 'vault'>, number: string, code: string): string =>
  keyed(house, `licence.check:${number}:${code}`).toString('hex');

/** Under which wrong codes for a number are counted. */
export const numberIndex = (house: Pick<House, 'vault'>, number: string): Buffer => keyed(house, `licence.number:${number}`);

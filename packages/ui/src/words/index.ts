/** The words without the components, for pure files and their tests. */
export * from '../case-law.ts';
export { type CaseWords, caseWords, ownStateText, wordFor } from './case-words.ts';
export {
  defineLazyWords,
  defineWords,
  type Language,
  labelOf,
  language,
  languages,
  languageTag,
  nameOf,
  recall,
  remember,
  type Same,
  switchLanguage,
  useWords,
} from './language.ts';

export * from './case-law.ts';
export { default as BBar } from './components/b-bar.vue';
export { default as BButton } from './components/b-button.vue';
export { default as BCard } from './components/b-card.vue';
export { default as BChoices } from './components/b-choices.vue';
export { type Choice, default as BComboBox } from './components/b-combo-box.vue';
export { default as BCountdown } from './components/b-countdown.vue';
export { default as BDialog } from './components/b-dialog.vue';
export { default as BEmpty } from './components/b-empty.vue';
export { default as BError } from './components/b-error.vue';
export { default as BField } from './components/b-field.vue';
export { default as BGlyph, type PetalName, type Petals, petalNames } from './components/b-glyph.vue';
export { default as BIcon } from './components/b-icon.vue';
export { default as BInput } from './components/b-input.vue';
export { default as BJasmine } from './components/b-jasmine.vue';
export { default as BLoading } from './components/b-loading.vue';
export { default as BLogo } from './components/b-logo.vue';
export { default as BMap, type MapCell, type MapMark } from './components/b-map.vue';
export { default as BProgress } from './components/b-progress.vue';
export { default as BSelect } from './components/b-select.vue';
export { default as BSparkline } from './components/b-sparkline.vue';
export { default as BSteps } from './components/b-steps.vue';
export { default as BSwitch } from './components/b-switch.vue';
export { default as BTag } from './components/b-tag.vue';
export { default as BTextarea } from './components/b-textarea.vue';
export { default as BTimeline, type TimelineEntry } from './components/b-timeline.vue';
export { default as BToasts } from './components/b-toasts.vue';
export { densityLegend, densityStep } from './components/map-geometry.ts';
export { toast } from './components/toasts.ts';
export { useNow } from './components/use-now.ts';
export { type IconName, iconNames } from './icons.ts';
export { elder, night, setElder, setNight } from './words/appearance.ts';
export { type CaseWords, caseWords, ownStateText, wordFor } from './words/case-words.ts';
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
} from './words/language.ts';
export { problemText, problemWords } from './words/problem-words.ts';

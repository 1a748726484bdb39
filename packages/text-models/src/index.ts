export { type Calibration, fitCalibration, probabilities } from './calibrate.ts';
export {
  type Answerer,
  type Classifier,
  type Example,
  fewExamples,
  type Guess,
  openClassifier,
  sentenceSettings,
  settingsFor,
  standardSettings,
  standardViews,
  type TrainingSettings,
  trainClassifier,
} from './classifier.ts';
export { type DuplicateGroup, findDuplicates, groupsOf, sameStory, suggestFrom } from './duplicates.ts';
export { type Answer, type ClassFigures, type Coverage, type Evaluation, evaluate } from './evaluation.ts';
export { explain, type Reason } from './explain.ts';
export { type Document, hashesOf, keyOfView, type View } from './features.ts';
export {
  buildGazetteer,
  type Candidate,
  findMentions,
  type Gazetteer,
  type Mention,
  namesOfArea,
  type PlaceName,
  weighPlaces,
} from './gazetteer.ts';
export { type Compared, compared, type Likeness, likeness, type Rarity, rarityIn, type Story } from './likeness.ts';
export { shapeMarks } from './marks.ts';
export { packClassifier, unpackClassifier } from './pack-model.ts';
export { longestText, plainText } from './plain-text.ts';
export { bandCount, sketch } from './sketch.ts';
export { burstOf, findTopics, type Topic, type TopicStory } from './topics.ts';

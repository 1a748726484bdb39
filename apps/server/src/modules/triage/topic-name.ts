/** Names a topic by the words its reports share and other texts do not. Pure. */

const isWord = (word: string) => /^\p{Script=Han}{2,}$/u.test(word);
/** Words of courtesy and of asking say nothing of what it is about. */
const hollow = new Set([
  '希望',
  '尽快',
  '处理',
  '请求',
  '相关',
  '部门',
  '有关',
  '问题',
  '领导',
  '居民',
  '反映',
  '投诉',
  '没有',
  '一直',
  '现在',
  '我们',
  '严重',
  '解决',
  '影响',
  '情况',
]);

const mostWords = 4;

/** How many texts hold each word. */
export function wordCounts(texts: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) if (isWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/**
 * Up to four words that at least half of the texts hold (two at least), those that are rare in `background` first, in the order of the text that has
 * most of them. `background` tells how many of `total` other texts hold a word.
 */
export function topicName(texts: readonly (readonly string[])[], background: ReadonlyMap<string, number>, total: number): string {
  const least = Math.max(2, texts.length / 2);
  const chosen = [...wordCounts(texts)]
    .filter(([word, count]) => count >= least && !hollow.has(word))
    .map(([word, count]) => ({
      word,
      worth: (count / texts.length) * Math.log((total + 2) / ((background.get(word) ?? 0) + 1)) * Math.min(word.length, 4),
    }))
    .sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1))
    .slice(0, mostWords)
    .map(({ word }) => word);
  const fullest = texts.reduce<readonly string[]>((best, words) => (held(words, chosen) > held(best, chosen) ? words : best), []);
  const at = (word: string) => (fullest.includes(word) ? fullest.indexOf(word) : fullest.length);
  return chosen.sort((a, b) => at(a) - at(b)).join('');
}

const held = (words: readonly string[], chosen: readonly string[]) => chosen.filter((word) => words.includes(word)).length;

/** A case's story in three lines, made of its own sentences: what is asked, what was done, how it stands. Pure; no word is added. */

export type StoryLine = { readonly at: string; readonly action: string; readonly note: string | null };

const sentenceEnd = /(?<=[。！？!?；;\n])/;
const courtesy = /^(?:尊敬的|您好|你好|领导|谢谢|感谢|此致|敬礼)/;
const asks = /请|希望|能否|能不能|尽快|要求|建议|恳请|何时|什么时候|怎么/;
const facts = /\d|[路街巷村镇区号栋]|坏|堵|臭|吵|漏|欠|塌|乱|脏|违|没|不/;
const longestLine = 60;

const shortened = (text: string) => (text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text);

function score(sentence: string, place: number): number {
  if (courtesy.test(sentence) || sentence.length < 6) return 0;
  return (facts.test(sentence) ? 2 : 0) + (asks.test(sentence) ? 1 : 0) + 1 / (1 + place);
}

/** The sentence that tells most of what is wrong; the beginning where none does. */
export function mainSentence(content: string): string {
  const sentences = content
    .split(sentenceEnd)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const best = sentences.map((sentence, place) => ({ sentence, worth: score(sentence, place) })).sort((a, b) => b.worth - a.worth)[0];
  return shortened(best && best.worth > 0 ? best.sentence : content.trim());
}

const toldSteps = ['report-in', 'finish', 'answer', 'contact', 'call', 'dispatch'];

/** At most three lines, each from the file itself; empty lines are left out. */
export function summarise(content: string, timeline: readonly StoryLine[], reply: string | null): string[] {
  const told = timeline.filter(({ note, action }) => note !== null && toldSteps.includes(action)).at(-1);
  return [mainSentence(content), told?.note ? shortened(told.note.trim()) : '', reply ? mainSentence(reply) : ''].filter(
    (line) => line !== '',
  );
}

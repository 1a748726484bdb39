import { maker } from './speech.ts';

/** Listens until silence or `stop()`. `heard` gets each finished piece; `ended` is told once, with the browser's error name or null. */
export function listen(tag: string, heard: (text: string) => void, ended: (error: string | null) => void): { stop: () => void } {
  const Made = maker();
  if (!Made) {
    ended('unsupported');
    return { stop: () => undefined };
  }
  const recognizer = new Made();
  let error: string | null = null;
  recognizer.lang = tag;
  recognizer.continuous = true;
  recognizer.interimResults = false;
  recognizer.onresult = ({ resultIndex, results }) => {
    for (const result of Array.from(results).slice(resultIndex)) if (result.isFinal) heard(result[0].transcript);
  };
  recognizer.onerror = (event) => {
    error = event.error;
  };
  recognizer.onend = () => ended(error);
  recognizer.start();
  return { stop: () => recognizer.stop() };
}

/** Dictation by the browser, where it has one (it may use a service of the browser's maker); no button appears elsewhere. */
type Result = { isFinal: boolean; 0: { transcript: string } };
type Recognizer = {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Result> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
};
type Maker = new () => Recognizer;

function maker(): Maker | undefined {
  const page = window as unknown as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return page.SpeechRecognition ?? page.webkitSpeechRecognition;
}

export const canListen = (): boolean => typeof window !== 'undefined' && maker() !== undefined;

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

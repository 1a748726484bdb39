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

export function maker(): Maker | undefined {
  const page = window as unknown as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return page.SpeechRecognition ?? page.webkitSpeechRecognition;
}

export const canListen = (): boolean => typeof window !== 'undefined' && maker() !== undefined;

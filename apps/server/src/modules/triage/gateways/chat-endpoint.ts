import { Type } from 'typebox';
import { Check } from 'typebox/value';
import type { DraftAnswer, DraftGateway, DraftRequest } from '../draft-door.ts';

const mostWaitMs = 30_000;
const mostWords = 600;
const mostAnswer = 2_000_000;

const isAbort = (error: unknown) => error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

const ChatAnswer = Type.Object({ choices: Type.Tuple([Type.Object({ message: Type.Object({ content: Type.String() }) })]) });

function wordsOf(body: unknown): string {
  if (!Check(ChatAnswer, body)) return '';
  // Models that think aloud put their thoughts before the answer.
  return body.choices[0].message.content.replace(/<think>[\s\S]*?<\/think>/g, '').trim();
}

async function ask({ url, model, key, instruction, text }: DraftRequest, waitMs: number): Promise<DraftAnswer> {
  const answer = await fetch(`${url.replace(/\/$/, '')}/chat/completions`, {
    method: 'POST',
    signal: AbortSignal.timeout(waitMs),
    redirect: 'error',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({
      model,
      temperature: 0.2,
      max_tokens: mostWords,
      messages: [
        { role: 'system', content: instruction },
        { role: 'user', content: text },
      ],
    }),
  });
  if (!answer.ok) return { fault: 'refused' };
  const said = await answer.text();
  if (said.length > mostAnswer) return { fault: 'refused' };
  const written = wordsOf(JSON.parse(said));
  return written === '' ? { fault: 'empty' } : { written: written.slice(0, 4000) };
}

/** An endpoint that speaks the chat completions of OpenAI, as Qwen, DeepSeek, vLLM and Ollama do; whatever goes wrong is told as a fault. */
export const chatEndpoint = (waitMs = mostWaitMs): DraftGateway => ({
  write: (request) =>
    ask(request, waitMs).catch((error: unknown) => {
      if (isAbort(error)) return { fault: 'timeout' } as const;
      return { fault: error instanceof SyntaxError ? 'empty' : 'unreachable' } as const;
    }),
});

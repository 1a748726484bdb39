/** What is known of a fingerprint. */
export type Known = { known: boolean; archivedAt: string | null; keyId: string | null };

/** The one style of the page; its hash stands in the page's content security policy. */
export const verifyStyle = [
  ':root{color-scheme:light;font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}',
  'body{margin:0;background:#fbfaf6;color:#1b2521;display:grid;min-height:100vh;place-items:center}',
  'main{background:#fff;border:1px solid #e6eae6;border-radius:20px 20px 20px 4px;padding:32px 28px;margin:16px;max-width:560px}',
  'h1{font-size:22px;line-height:1.4;margin:0 0 4px}h1.known{color:#184b3a}h1.unknown{color:#9b2d23}',
  'p{line-height:1.7;margin:10px 0 0}.en{color:#5a6761;font-size:14px}',
  'code{display:block;margin-top:18px;padding:12px;background:#f5f3eb;border-radius:8px;font-size:13px;overflow-wrap:anywhere}',
].join('\n');

const knownWords = (archivedAt: string) => `<h1 class="known">这份案卷已在本平台归档</h1>
<p lang="en" class="en">This file was archived here.</p>
<p>归档时间 ${archivedAt}（UTC）。指纹相同，说明您手中的记录与归档时一字不差；纸面上的内容请以所附 case.json 为准。</p>
<p lang="en" class="en">Archived at ${archivedAt} (UTC). The same fingerprint means that the record you hold is, word for word, the one that was archived; the attached case.json counts, not the pages.</p>`;

const unknownWords = `<h1 class="unknown">没有这份案卷的归档记录</h1>
<p lang="en" class="en">No archived file has this fingerprint.</p>
<p>它可能是草稿、被改动过，或者出自其他城市。请向出具的单位索取归档后的案卷。</p>
<p lang="en" class="en">It may be a draft, may have been changed, or may come from another city. Ask the office that issued it for the archived file.</p>`;

/** The page that opens when the code on a printed file is scanned. It tells nothing of the case. `hash` is hexadecimal. */
export const verifyPage = ({ known, archivedAt }: Known, hash: string): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>案卷核验 · Verify a case file</title><style>${verifyStyle}</style></head>
<body><main>
${known ? knownWords((archivedAt ?? '').slice(0, 16).replace('T', ' ')) : unknownWords}
<code>${hash}</code>
</main></body>
</html>
`;

import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Makes packages/ui/fonts/banyan-serif.woff2: Noto Serif SC Medium with only the characters that headings in the serif use.
 * Body text stays in the reader's own system font; a whole Chinese serif would weigh 695 kB and more.
 *
 *   npm install --prefix <folder> subset-font @expo-google-fonts/noto-serif-sc
 *   node tools/subset-wordmark.ts <folder>
 */
const headings = ['榕治 榕城', '福州市基层治理 一网统管', '看见问题，拍给我们', '我们收到了', '我上报的 查进度', '工作台 指挥中心'];
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:?!’-&/%+';
const marks = '，。：？';
const limit = 40_000;

type Subset = (font: Buffer, text: string, options: { targetFormat: 'woff2' }) => Promise<Buffer>;

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder in which subset-font and @expo-google-fonts/noto-serif-sc are installed.');
const require = createRequire(join(resolve(folder), 'here.js'));
const subset = require('subset-font') as Subset;
const font = await readFile(require.resolve('@expo-google-fonts/noto-serif-sc/500Medium/NotoSerifSC_500Medium.ttf'));
const characters = [...new Set(headings.join('') + latin + marks)].join('');
const made = await subset(font, characters, { targetFormat: 'woff2' });
if (made.length > limit) throw new Error(`${made.length} bytes for ${characters.length} characters is above ${limit}: take out headings.`);
writeFileSync(join(import.meta.dirname, '../packages/ui/fonts/banyan-serif.woff2'), made);
console.log(`${characters.length} characters, ${made.length} bytes`);

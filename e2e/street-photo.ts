import sharp from 'sharp';

/** Photos for the pictures of the pages, drawn here so that they are nobody's: a kerb, wet asphalt, and a drain that is blocked or clear. */

const asphalt = `<filter id="soft" x="-50%" y="-100%" width="200%" height="300%"><feGaussianBlur stdDeviation="7"/></filter><filter id="softer" x="-50%" y="-100%" width="200%" height="300%"><feGaussianBlur stdDeviation="22"/></filter>
<linearGradient id="road" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8b8f8e"/><stop offset="1" stop-color="#5d6262"/></linearGradient>
<linearGradient id="sky" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#c9d6dc"/><stop offset=".55" stop-color="#8da3ad"/><stop offset="1" stop-color="#5f747e"/></linearGradient>`;

const slots = Array.from({ length: 9 }, (_, index) => {
  const x = 430 + index * 46;
  return `<path d="M${x} 452l22 0 ${14 + index} 128-${26} 0z" fill="#15191a"/>`;
}).join('');

const paving = Array.from(
  { length: 7 },
  (_, index) => `<path d="M${index * 220 - 120} 0L${index * 250 - 240} 250" stroke="#9c968a" stroke-width="4"/>`,
).join('');

const leaves = [
  [470, 500, 24, '#7c5a2c'],
  [560, 540, -30, '#8f6a2f'],
  [640, 486, 70, '#5f6b35'],
  [720, 552, 10, '#83602c'],
  [790, 508, -50, '#6d7038'],
  [520, 470, 130, '#94713a'],
  [680, 575, 200, '#7a5526'],
  [845, 560, 95, '#8a6a33'],
]
  .map(
    ([x, y, turn, colour]) =>
      `<path transform="translate(${x} ${y}) rotate(${turn})" d="M-44 0C-20-26 22-26 46 0 22 24-20 24-44 0z" fill="${colour}"/><path transform="translate(${x} ${y}) rotate(${turn})" d="M-40 0H42" stroke="#3c2f1a" stroke-width="2" opacity=".5"/>`,
  )
  .join('');

const rubbish = `<path d="M600 515c40-44 110-30 128 8 10 34-30 60-82 52-50-8-70-34-46-60z" fill="#e8ebe7" opacity=".92"/><path d="M622 520c30-20 64-14 90 4M640 556c20-12 40-10 56-4" stroke="#b9c2bf" stroke-width="5" fill="none"/>`;

const water = `<path d="M60 600c60-170 260-196 540-192 330 4 560 92 560 250 0 130-220 200-540 196C290 850 0 770 60 600z" fill="#39464b" opacity=".55" filter="url(#soft)"/>
<path d="M92 610c60-150 250-176 508-172 310 4 524 82 524 226 0 116-206 176-500 174C310 834 36 760 92 610z" fill="url(#sky)" opacity=".62" filter="url(#soft)"/>
<path d="M210 716c180 70 560 74 790-10" stroke="#f2f7f8" stroke-width="16" fill="none" opacity=".5" filter="url(#soft)"/><path d="M300 640c60 26 120 30 190 22" stroke="#f2f7f8" stroke-width="8" fill="none" opacity=".4" filter="url(#soft)"/>
<ellipse cx="930" cy="520" rx="150" ry="36" fill="#f7fafa" opacity=".5" filter="url(#softer)"/>`;

const grate = `<path d="M392 426H896l34 180H356z" fill="#2b3031"/><path d="M412 440H876l30 152H380z" fill="#4d5354"/>${slots}`;
const stain =
  '<path d="M200 700c100-40 300-30 420 10" stroke="#474d4d" stroke-width="60" fill="none" opacity=".35" filter="url(#softer)"/>';

const scene = (
  blocked: boolean,
) => `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900"><defs>${asphalt}</defs>
<rect width="1200" height="900" fill="url(#road)"/>
<rect width="1200" height="250" fill="#b9b2a3"/>${paving}<path d="M0 118h1200" stroke="#9c968a" stroke-width="4"/>
<rect y="250" width="1200" height="74" fill="#a7a9a4"/><rect y="250" width="1200" height="14" fill="#d2d2cc"/><rect y="316" width="1200" height="30" fill="#2f3434" opacity=".6" filter="url(#soft)"/>
${blocked ? grate + water + leaves + rubbish : stain + grate}
</svg>`;

/** The grain of a phone's camera over the drawing. */
async function photograph(blocked: boolean): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 26 } as const;
  const grain = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
  const drawn = await sharp(Buffer.from(scene(blocked)))
    .blur(0.8)
    .toBuffer();
  return sharp(drawn)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 84 })
    .toBuffer();
}

/** JPEG, 1200 × 900: leaves and a plastic bag on the grate, water over it. */
export const blockedDrain = () => photograph(true);
/** JPEG, 1200 × 900: the same grate, clear and drained. */
export const clearedDrain = () => photograph(false);

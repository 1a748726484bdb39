import type { Sheet } from '#platform/print/sheet.ts';

/** Vermilion, as seals are. */
const seal = '#b23a2e';

/** A petal of the jasmine, from the centre outwards, as a path for a flower of radius 1. */
const petal = (radius: number) =>
  `M 0 0 C ${-0.42 * radius} ${-0.34 * radius} ${-0.34 * radius} ${-0.96 * radius} 0 ${-radius} C ${0.34 * radius} ${-0.96 * radius} ${0.42 * radius} ${-0.34 * radius} 0 0 Z`;

/** The signs of a name around the upper part of a ring, each upright to the centre. */
function ring({ doc, clean }: Sheet, words: string, x: number, y: number, radius: number) {
  const signs = [...clean(words)];
  const points = Math.min(10.5, (radius * 3.6) / Math.max(signs.length, 1));
  const step = Math.min(28, 250 / Math.max(signs.length, 1));
  doc.font('bold').fontSize(points).fillColor(seal);
  for (const [place, sign] of signs.entries()) {
    const angle = (place - (signs.length - 1) / 2) * step;
    doc.save().translate(x, y).rotate(angle);
    doc.text(sign, -doc.widthOfString(sign) / 2, -radius + 7, { lineBreak: false });
    doc.restore();
  }
}

/**
 * A seal of our own: two rings, the five-petalled jasmine in the middle, the issuer around it. It is drawn and proves nothing: the signature does. No
 * emblem of a state or an office is used (国徽法 and the rules on official seals reserve those).
 */
export function drawSeal(sheet: Sheet, { issuer, foot }: { issuer: string; foot: string }, x: number, y: number, radius: number): void {
  const { doc } = sheet;
  doc.save().opacity(0.88);
  doc.circle(x, y, radius).lineWidth(2.4).stroke(seal);
  doc
    .circle(x, y, radius - 4.5)
    .lineWidth(0.7)
    .stroke(seal);
  for (let place = 0; place < 5; place++)
    doc
      .save()
      .translate(x, y)
      .rotate(72 * place)
      .path(petal(radius * 0.36))
      .lineWidth(1.3)
      .stroke(seal)
      .restore();
  doc.circle(x, y, radius * 0.07).fill(seal);
  ring(sheet, issuer, x, y, radius - 3);
  doc.font('regular').fontSize(7).fillColor(seal);
  doc.text(foot, x - doc.widthOfString(foot) / 2, y + radius * 0.55, { lineBreak: false });
  doc.restore();
}

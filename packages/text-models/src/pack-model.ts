import type { Classifier } from './classifier.ts';
import type { View } from './features.ts';
import type { HashTable } from './hash-table.ts';

/** A classifier as bytes: a length, a JSON head, then the tables. Weights keep one byte each, scaled by the greatest weight of their feature. */
export function packClassifier(classifier: Classifier): Uint8Array<ArrayBuffer> {
  const { labels, counts, vocabularies, linear, calibration, favour } = classifier;
  const { bytes, scales } = squeeze(linear.weight, linear.classes);
  const head = {
    format: 1,
    labels,
    counts,
    views: vocabularies.map(({ view, size, table }) => ({ view, size, slots: table.keys.length })),
    bias: [...linear.bias],
    matrix: [...calibration.matrix],
    shift: [...calibration.shift],
    favour: [...favour],
  };
  const parts = [
    ...vocabularies.flatMap(({ table, idf }) => [bytesOf(table.keys), bytesOf(table.places), bytesOf(idf)]),
    bytesOf(scales),
    new Uint8Array(bytes.buffer),
  ];
  const text = new TextEncoder().encode(JSON.stringify(head));
  const total = parts.reduce((sum, part) => sum + part.length, 4 + text.length);
  const packed = new Uint8Array(total);
  new DataView(packed.buffer).setUint32(0, text.length, true);
  packed.set(text, 4);
  let at = 4 + text.length;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

const bytesOf = (array: Int32Array | Float32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const steps = 127;

function squeeze(weight: Float32Array, classes: number): { bytes: Int8Array<ArrayBuffer>; scales: Float32Array } {
  const features = weight.length / classes;
  const bytes = new Int8Array(weight.length);
  const scales = new Float32Array(features);
  for (let feature = 0; feature < features; feature += 1) {
    let most = 0;
    for (let cls = 0; cls < classes; cls += 1) most = Math.max(most, Math.abs(weight[feature * classes + cls] as number));
    scales[feature] = most / steps;
    for (let cls = 0; cls < classes; cls += 1)
      bytes[feature * classes + cls] = most === 0 ? 0 : Math.round(((weight[feature * classes + cls] as number) / most) * steps);
  }
  return { bytes, scales };
}

type Head = {
  format: number;
  labels: string[];
  counts: number[];
  views: { view: View; size: number; slots: number }[];
  bias: number[];
  matrix: number[];
  shift: number[];
  favour: number[];
};

/** The classifier of `packClassifier`. Throws when the bytes are of another format. */
export function unpackClassifier(packed: Uint8Array): Classifier {
  const copy = new Uint8Array(packed);
  const length = new DataView(copy.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(copy.subarray(4, 4 + length))) as Head;
  if (head.format !== 1) throw new Error(`This model is of format ${head.format}, which this version does not read.`);
  let at = 4 + length;
  const take = (bytes: number): ArrayBuffer => {
    const part = copy.slice(at, at + bytes);
    at += bytes;
    return part.buffer;
  };
  const vocabularies = head.views.map(({ view, size, slots }) => {
    const table: HashTable = { keys: new Int32Array(take(slots * 4)), places: new Int32Array(take(slots * 4)) };
    return { view, size, table, idf: new Float32Array(take(size * 4)) };
  });
  const classes = head.labels.length;
  const features = head.views.reduce((sum, { size }) => sum + size, 0);
  const scales = new Float32Array(take(features * 4));
  const bytes = new Int8Array(take(features * classes));
  const weight = new Float32Array(bytes.length);
  for (let feature = 0; feature < features; feature += 1) {
    const scale = scales[feature] as number;
    for (let cell = feature * classes; cell < (feature + 1) * classes; cell += 1) weight[cell] = (bytes[cell] as number) * scale;
  }
  return {
    labels: head.labels,
    counts: head.counts,
    vocabularies,
    linear: { classes, weight, bias: Float32Array.from(head.bias) },
    calibration: { classes, matrix: Float64Array.from(head.matrix), shift: Float64Array.from(head.shift) },
    favour: Float64Array.from(head.favour),
  };
}

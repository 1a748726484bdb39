import { writeTime } from '../write-time.ts';
import type { Part } from '../write-xml.ts';
import type { Scene } from './scene.ts';

const specification = 'http://wiki.open311.org/GeoReport_v2';
const formats = ['text/xml', 'application/json'];

/** When the first edition of this endpoint was settled: the changeset of what does not move with the list. */
const settledAt = new Date('2026-11-25T00:00:00+08:00');

/**
 * Service discovery: where the endpoints are and when they changed. `changedAt` is when the list of services was last loaded; the second endpoint
 * checks and answers like the first and keeps nothing.
 */
export function discover({ zone, places, language }: Scene, address: string, changedAt: Date | undefined, now: Date): Part {
  const changeset = writeTime(new Date(Math.min((changedAt ?? settledAt).getTime(), now.getTime())), zone);
  const endpoint = (path: string, type: string): Part => ({ specification, url: `${address}/open311/${path}`, changeset, type, formats });
  return {
    changeset,
    contact:
      language === 'zh' ? `${places.city.name}12345政务服务便民热线：电话 12345` : `${places.city.nameEn} 12345 hotline, telephone 12345`,
    key_service: `Reading needs no key. For a key to POST ask the operator of ${address}, who makes one with: npm run banyan -- channel key NAME`,
    endpoints: [endpoint('v2', 'production'), endpoint('test/v2', 'test')],
  };
}

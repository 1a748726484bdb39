import { Type } from 'typebox';
import type { Routes } from '#platform/http.ts';
import { isCurrent, sendUnchanged } from '#platform/tagged.ts';
import { placesOf } from '../places/index.ts';
import type { Matters } from './matters.ts';
import { CategoryList, CityView, MatterList, MatterListQuery } from './schema.ts';
import { mattersOf } from './service.ts';

const tags = ['matters'];
const anyone = { access: 'anyone', purpose: 'Public responsibility list of the city' } as const;
const unchanged = { 304: Type.Null({ description: 'The copy you hold is current.' }) };

/** A pack may change at any time, seldom does: a minute old is new enough. */
const minute = 60;

const bare = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({ code, zh, en });

function listsOf(matters: Matters) {
  return {
    natures: [...matters.words('natures')],
    channels: [...matters.words('channels')],
    identities: [...matters.words('identities')],
    rejectReasons: matters
      .reasons('reject')
      .map((reason) => ({ ...bare(reason), told_zh: reason.toldZh ?? '', told_en: reason.toldEn ?? '' })),
    rateReasons: matters.reasons('rate').map((reason) => ({ ...bare(reason), levels: [...reason.levels] })),
    refuseReasons: matters.reasons('refuse').map(bare),
    returnReasons: matters.reasons('return').map(bare),
    suspendReasons: matters.reasons('suspend').map(bare),
    terminateReasons: matters.reasons('terminate').map(bare),
  };
}

export const routes: Routes = (app, house) => {
  app.get(
    '/api/city',
    { config: anyone, schema: { operationId: 'showCity', tags, response: { 200: CityView, ...unchanged } } },
    async (request, reply) => {
      const [{ city }, matters] = await Promise.all([placesOf(house), mattersOf(house)]);
      if (isCurrent(request, reply, `${matters.tag}${house.demo ? '-demo' : ''}-${city.packVersion}`, minute)) return sendUnchanged(reply);
      const { name, nameEn, code, zone, language, languages, packVersion, center, mapNotice } = city;
      return {
        name,
        nameEn,
        code,
        zone,
        language,
        languages: [...languages],
        packVersion,
        center,
        demo: house.demo,
        ...(house.demo ? { demoAccounts: [...house.demoAccounts] } : {}),
        ...listsOf(matters),
        mapNotice,
      };
    },
  );

  app.get(
    '/api/matters',
    {
      config: anyone,
      schema: { operationId: 'findMatters', tags, querystring: MatterListQuery, response: { 200: MatterList, ...unchanged } },
    },
    async (request, reply) => {
      const matters = await mattersOf(house);
      if (isCurrent(request, reply, matters.tag, minute)) return sendUnchanged(reply);
      const { limit = 20, ...query } = request.query;
      const found = matters.find({ ...query, limit });
      return { matters: found.map((matter) => ({ ...matter, said: [...matter.said] })) };
    },
  );

  app.get(
    '/api/matter-categories',
    { config: anyone, schema: { operationId: 'listMatterCategories', tags, response: { 200: CategoryList, ...unchanged } } },
    async (request, reply) => {
      const matters = await mattersOf(house);
      if (isCurrent(request, reply, matters.tag, minute)) return sendUnchanged(reply);
      return [...matters.categories];
    },
  );
};

import {
  type Area,
  type CaseFilter,
  type City,
  findMatters,
  findUnits,
  getAreas,
  getCity,
  getMatterCategories,
  type MatterCategory,
} from '@banyan/api-client';
import { labelOf, nameOf } from '@banyan/ui';
import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import type { FilterNames } from './filter-chips.ts';

type Named = { name: string; nameEn?: string | null };

/** Code of the county in an area's code; a whole city has none. */
export const countyOf = (area = '') => (/^\d{4}00$/.test(area) ? '' : area.slice(0, 6));
export const streetOf = (area = '') => (area.length >= 9 ? area.slice(0, 9) : '');

/** The areas that a list may be narrowed to, and the names of what it is narrowed to. A name that cannot be had leaves its code standing. */
export function useFilterNames(filter: () => CaseFilter) {
  const city = shallowRef<City | null>(null);
  const counties = shallowRef<Area[]>([]);
  const streets = shallowRef<Area[]>([]);
  const communities = shallowRef<Area[]>([]);
  const categories = shallowRef<MatterCategory[]>([]);
  const matter = ref<(Named & { code: string }) | null>(null);
  const unit = shallowRef<(Named & { id: string }) | null>(null);
  const within = (code: string) => (code ? getAreas(code).catch(() => []) : Promise.resolve([]));

  onMounted(async () => {
    [city.value, counties.value] = await Promise.all([getCity().catch(() => null), getAreas().catch(() => [])]);
  });
  watch(
    () => countyOf(filter().area),
    async (code) => {
      streets.value = await within(code);
    },
    { immediate: true },
  );
  watch(
    () => (filter().area ?? '').length > 9 && streetOf(filter().area),
    async (code) => {
      communities.value = await within(code || '');
    },
    { immediate: true },
  );
  watch(
    () => filter().category,
    async (wanted) => {
      if (wanted && categories.value.length === 0) categories.value = await getMatterCategories().catch(() => []);
    },
    { immediate: true },
  );
  watch(
    () => filter().unit,
    async (wanted) => {
      if (!wanted || unit.value?.id === wanted) return;
      // A unit's id begins with its area; the area's own units come first.
      const area = /^\d{6,12}/.exec(wanted)?.[0];
      const { units } = await findUnits({ ...(area ? { area } : {}), limit: 100 }).catch(() => ({ units: [] }));
      unit.value = units.find((one) => one.id === wanted) ?? null;
    },
    { immediate: true },
  );
  watch(
    () => filter().matter,
    async (wanted) => {
      if (!wanted || matter.value?.code === wanted) return;
      const { matters } = await findMatters({ q: wanted, limit: 5 }).catch(() => ({ matters: [] }));
      matter.value = matters.find((one) => one.code === wanted) ?? null;
    },
    { immediate: true },
  );

  const areaName = computed(() => {
    const { area = '' } = filter();
    if (area === city.value?.code) return nameOf(city.value);
    const found = [
      counties.value.find((one) => one.code === area.slice(0, 6)),
      streets.value.find((one) => one.code === streetOf(area)),
      communities.value.find((one) => area.length > 9 && one.code === area),
    ].filter((one) => one !== undefined);
    return found.length > 0 ? found.map(nameOf).join(' ') : undefined;
  });
  const names = computed<FilterNames>(() => {
    const { category, channel } = filter();
    const kind = categories.value.find((one) => one.id === category);
    const way = city.value?.channels.find((one) => one.code === channel);
    return {
      ...(areaName.value ? { area: areaName.value } : {}),
      ...(unit.value && unit.value.id === filter().unit ? { unit: nameOf(unit.value) } : {}),
      ...(matter.value && matter.value.code === filter().matter ? { matter: nameOf(matter.value) } : {}),
      ...(kind ? { category: nameOf(kind) } : {}),
      ...(way ? { channel: labelOf(way) } : {}),
    };
  });
  return { counties, streets, names, zone: computed(() => city.value?.zone ?? 'Asia/Shanghai') };
}

import { type City, getCity } from '@banyan/api-client';
import { ref } from 'vue';

/** The city as its pack describes it; asked for once, again after a failure. */
export const city = ref<City | null>(null);
let asking: Promise<City> | undefined;

export function loadCity(): Promise<City> {
  asking ??= getCity().then(
    (found) => {
      city.value = found;
      return found;
    },
    (error: unknown) => {
      asking = undefined;
      throw error;
    },
  );
  return asking;
}
